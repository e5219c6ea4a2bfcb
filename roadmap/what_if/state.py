"""What if: answers of a result moved by hand, and what that makes of points and levels.

Nothing is kept.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from indexes.index.prerequisites import missing_bases
from language.texts import in_language
from roadmap import wording
from roadmap.planning.level_words import mark_of
from roadmap.planning.likely import likely_sum
from roadmap.planning.plan import means_of, price_in
from roadmap.planning.position import Position, Target
from roadmap.planning.subsidies import money_range
from scoring.evaluate import Outcome, evaluate
from scoring.percent import Bounds, percent_of, rounded, rounded_points


@dataclass(frozen=True)
class Moved:
    """One answer that was moved."""

    name: str
    start: str
    end: str
    percent: Decimal  # of all points, which it brings or takes
    is_up: bool
    needs: tuple[str, ...]  # what it builds on and is not there


@dataclass(frozen=True)
class BeforeAfter:
    """Points and level with the answers that were moved, and without."""

    percent: Decimal | None
    percent_before: Decimal | None
    points: Decimal
    maximum: Decimal
    change: Decimal
    level: int | None
    level_name: str
    level_before: int | None


@dataclass(frozen=True)
class PillarState(BeforeAfter):
    code: str
    name: str
    moved: int


@dataclass(frozen=True)
class State(BeforeAfter):
    """Everything that changes when an answer is moved."""

    pillars: tuple[PillarState, ...]
    moved: tuple[Moved, ...]
    work: str  # of what was raised, in months of work
    cost: str
    target: int | None
    missed: tuple[str, ...]  # pillars that are not at their own target yet

    @property
    def raised(self) -> int:
        return sum(move.is_up for move in self.moved)

    @property
    def lowered(self) -> int:
        return len(self.moved) - self.raised

    @property
    def is_reached(self) -> bool:
        """The overall target; what is missed of the pillars' own is told besides."""
        if self.target is None or self.level is None:
            return False
        return self.level >= self.target


def state_of(position: Position, levels: list[int], target: Target) -> State:
    before = position.outcome
    after = evaluate(position.index.rubric, levels)
    moved = _moved(position, levels)
    pillars = _pillars(position, after, moved)
    unit = position.index.rubric.total_unit
    bounds = position.index.rubric.total_bounds
    work, cost = _work_and_cost(position, levels)
    return State(
        percent=_percent(after.total, after.maximum, bounds),
        percent_before=_percent(before.total, before.maximum, bounds),
        points=rounded_points(after.total, unit, after.maximum, bounds),
        maximum=rounded_points(after.maximum, unit),
        change=_points(Fraction(after.total - before.total, unit)),
        level=after.level,
        level_name=position.level_name(after.level),
        level_before=before.level,
        pillars=pillars,
        moved=tuple(move for _code, move in moved),
        work=work,
        cost=cost,
        target=target.level,
        missed=_missed(pillars, target),
    )


def _work_and_cost(position: Position, levels: list[int]) -> tuple[str, str]:
    """Of what was raised; what was lowered gives nothing back."""
    effort = 0
    rising = position.rising(levels)
    prices = []
    for code in position.counted:
        now, then = position.level(code), levels[position.place[code]]
        count = len(position.steps_between(code, now, then))
        if count:
            facts = position.facts(code)
            effort += facts.effort * count
            prices.append(price_in(facts, code, rising, now, count))
    months = means_of(position.result.size).months_of_work(effort)
    return wording.work(months), money_range(*likely_sum(prices))


def _missed(pillars: tuple[PillarState, ...], target: Target) -> tuple[str, ...]:
    missed = []
    for pillar in pillars:
        if (pillar.level or 0) < target.pillars.get(pillar.code, 0):
            missed.append(pillar.name)
    return tuple(missed)


def _percent(points: int, maximum: int, bounds: Bounds) -> Decimal | None:
    """None where nothing counts, so that there is nothing to be a part of."""
    return rounded(percent_of(points, maximum), bounds) if maximum > 0 else None


def _points(points: Fraction) -> Decimal:
    """As `rounded_points`, downwards too."""
    size = rounded_points(abs(points))
    return -size if points < 0 else size


def _pillars(
    position: Position, after: Outcome, moved: list[tuple[str, Moved]]
) -> tuple[PillarState, ...]:
    places = range(len(position.index.pillars))
    return tuple(_pillar(position, after, place, moved) for place in places)


def _pillar(
    position: Position, after: Outcome, place: int, moved: list[tuple[str, Moved]]
) -> PillarState:
    index = position.index
    before = position.outcome
    pillar = index.pillars[place]
    maximum = after.pillar_maxima[place]
    points = after.pillar_points[place]
    scale = index.scale(place, maximum, position.unit)
    level = after.pillar_levels[place]
    bounds = index.rubric.bounds_of(place)
    return PillarState(
        code=pillar["code"],
        name=in_language(pillar["name"]),
        percent=_percent(points, maximum, bounds),
        percent_before=_percent(
            before.pillar_points[place],
            before.pillar_maxima[place],
            bounds,
        ),
        points=rounded_points(points * scale, 1, maximum * scale, bounds),
        maximum=_points(maximum * scale),
        change=_points((points - before.pillar_points[place]) * scale),
        level=level,
        level_name=position.level_name(level, pillar["code"]),
        level_before=before.pillar_levels[place],
        moved=sum(code == pillar["code"] for code, _move in moved),
    )


def _moved(position: Position, levels: list[int]) -> list[tuple[str, Moved]]:
    """(pillar, what moved), in index order."""
    moves = []
    for code in position.counted:
        now = position.level(code)
        then = levels[position.place[code]]
        if now == then:
            continue
        question = position.index.questions[code]
        is_up = then > now
        move = Moved(
            name=in_language(question["name"]),
            start=mark_of(position, code, now),
            end=mark_of(position, code, then),
            percent=position.share(position.gain(code, now, then)),
            is_up=is_up,
            needs=_needs(position, code, levels) if is_up else (),
        )
        moves.append((question["pillar"], move))
    return moves


def _needs(position: Position, code: str, levels: list[int]) -> tuple[str, ...]:
    questions = position.index.questions
    missing = missing_bases(position.index, code, levels)
    return tuple(in_language(questions[base]["name"]) for base in missing)
