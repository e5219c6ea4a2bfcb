"""What is strong, what is weak, and what to begin with."""

from collections.abc import Collection, Iterable
from decimal import Decimal

from reports.contents.answers import Criterion, Indicator, Pillar
from reports.contents.standing import Distance
from reports.contents.steps import FEW, HALF, Step, Way
from reports.gather.answers import higher
from reports.gather.frozen import Frozen
from roadmap.errors import RoadmapError
from roadmap.planning.level_words import step_words
from roadmap.planning.plan import Planned, planned
from roadmap.planning.position import Target
from scoring.percent import rounded_points

SHOWN = 9  # steps of the easiest way; the page of the roadmap tells all of them


def ranked(
    indicators: Iterable[Indicator],
) -> tuple[tuple[Indicator, ...], tuple[Indicator, ...]]:
    """The three best and the three weakest; no gap is full, a strength is half or above every gap."""
    known = [part for part in indicators if part.percent is not None]
    few = min(FEW, len(known) // 2)
    strengths = sorted(known, key=lambda part: -part.percent)[:few]
    rest = [part for part in known if part not in strengths]
    gaps = sorted(rest, key=lambda part: part.percent)[:FEW]
    gaps = [part for part in gaps if part.percent < 100]
    least = min(HALF, max((part.percent for part in gaps), default=0))
    return tuple(
        part for part in strengths if part.percent > least or part.percent >= HALF
    ), tuple(gaps)


def raises(frozen: Frozen, gap: Indicator, without: Collection[str] = ()) -> list[Step]:
    """The three cheapest raises of a gap: most points for one level, then the lowest level first.

    What the index does not advise is left out: to judge oneself higher, to intend more. So is what the enterprise
    says is not for it.
    """
    advised = [
        one
        for one in gap.criteria
        if one.next_answer and one.is_advised and one.code not in without
    ]
    best = sorted(advised, key=lambda criterion: (-criterion.gain, criterion.level))[
        :FEW
    ]
    return [
        _step(
            frozen,
            criterion,
            gap,
            criterion.level + 1,
            criterion.next_answer,
            criterion.gain,
        )
        for criterion in best
    ]


def way_of(
    frozen: Frozen,
    distance: Distance | None,
    pillars: Iterable[Pillar],
    without: Collection[str] = (),
) -> Way | None:
    """The easiest way to the next level as the roadmap plans it; None at the top, or where no steps are enough."""
    if distance is None:
        return None
    try:
        after = frozen.position.cheapest(
            Target(distance.target.number), without=without
        )
    except RoadmapError:
        return None
    position = frozen.position
    plan = planned(position.raises(after), position.facts, frozen.result.size)
    parts = [part for pillar in pillars for part in pillar.indicators]
    placed = {
        criterion.code: (criterion, part)
        for part in parts
        for criterion in part.criteria
    }
    steps = tuple(_planned(frozen, one, *placed[one.question]) for one in plan[:SHOWN])
    return Way(distance.target, len(plan), steps) if steps else None


def _planned(
    frozen: Frozen, one: Planned, criterion: Criterion, part: Indicator
) -> Step:
    gain = frozen.position.gain(one.question, one.from_level, one.to_level)
    then = higher(frozen, one.question, one.to_level)
    points = rounded_points(gain.numerator, gain.denominator)
    return _step(frozen, criterion, part, one.to_level, then, points)


def _step(
    frozen: Frozen,
    criterion: Criterion,
    part: Indicator,
    level: int,
    then: str,
    gain: Decimal,
) -> Step:
    code = criterion.code
    return Step(
        code=code,
        name=criterion.name,
        pillar=part.pillar,
        indicator=part.name,
        now=criterion.answer,
        then=then,
        do=step_words(frozen.index.questions[code], level, frozen.answers.get(code)),
        gain=gain,
    )
