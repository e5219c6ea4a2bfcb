"""What is strong, what is weak, and what to begin with."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter

from django.utils.text import capfirst

from indexes.advice.model import OptionAdvice
from indexes.index.deeds import deed_of
from language.texts import in_language
from reports.contents.answers import Criterion, Indicator, Pillar
from reports.contents.levels import Distance
from reports.contents.steps import FEW, HALF, Step, Way
from reports.gather.answers import higher
from reports.gather.frozen import Frozen
from roadmap.errors import RoadmapError
from roadmap.models import Roadmap
from roadmap.pages.reasons import Reasons
from roadmap.planning.level_words import (
    mark_of,
    task_name,
    what_to_do,
)
from roadmap.planning.likely import Price
from roadmap.planning.options_ahead import option_ahead, options_at
from roadmap.planning.plan import Planned
from roadmap.planning.position import Position, Target
from roadmap.planning.pricing import price_of
from roadmap.planning.subsidies import cost_words
from roadmap.planning.together import runs, says_together
from roadmap.planning.ways import way_to
from survey.answers.words import names_of

SHOWN = 7  # steps of the way we advise; the page of the roadmap tells all of them

EVEN = 10  # percent; where no two parts are further apart, none of them stands out

Indicators = tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """What stands out among the parts of an enterprise, best and weakest first.

    weakest: where most is to gain, whether or not it stands out.
    even: the lowest and the highest percent, where nothing stands out.
    """

    strengths: Indicators = ()
    gaps: Indicators = ()
    weakest: Indicators = ()
    even: tuple[Decimal, Decimal] | None = None


def findings_of(pillars: Iterable[Pillar], views: Collection[str] = ()) -> Findings:
    """views: codes of the pillars that tell what the owner meets and wants.

    Barriers and goals are neither strong nor weak. But all that is shown is about even, or
    nothing is said to be.
    """
    parts: list[Indicator] = []
    shown: list[Pillar] = []
    for pillar in pillars:
        shown.append(pillar)
        if pillar.code not in views:
            parts += pillar.indicators
    findings = ranked(part for part in parts if part.percent is not None)
    if findings.even is None:
        return findings
    percents = [pillar.percent for pillar in shown if pillar.percent is not None]
    low, high = min(*findings.even, *percents), max(*findings.even, *percents)
    return replace(findings, even=(low, high) if high - low <= EVEN else None)


def ranked(parts: Iterable[Indicator]) -> Findings:
    """At most three strengths and three gaps of parts whose percent is known.

    A strength has more than half of its points and is above the mean of all parts; a gap
    is not full and below that mean, and weaker than all that are not told: of many alike
    none is picked by its number.
    """
    rising = sorted(parts, key=_percent)
    if not rising:
        return Findings()

    weakest = tuple(part for part in rising[:FEW] if part.percent < 100)
    low, high = rising[0].percent, rising[-1].percent
    if high - low <= EVEN:
        return Findings(weakest=weakest, even=(low, high))

    mean = sum(map(_percent, rising)) / len(rising)
    falling = sorted(rising, key=_percent, reverse=True)
    strengths = [part for part in falling if part.percent > max(HALF, mean)]
    bound = min(mean, _first_untold(rising))
    gaps = [part for part in weakest if part.percent < bound]
    return Findings(tuple(strengths[:FEW]), tuple(gaps), weakest)


def _first_untold(rising: Sequence[Indicator]) -> Decimal:
    """The percent of the weakest part for which there is no room; nothing is above 100."""
    return rising[FEW].percent if len(rising) > FEW else Decimal(101)


def _percent(part: Indicator) -> Decimal:
    return part.percent


def raises(
    frozen: Frozen,
    gap: Indicator,
    without: Collection[str] = (),
) -> list[Step]:
    """The three cheapest raises of a gap: most points for one level, then the lowest level.

    without: what the enterprise says is not for it.
    """
    advised = [criterion for criterion in gap.criteria if _may_rise(criterion, without)]
    advised.sort(key=lambda criterion: (-criterion.gain, criterion.level))
    return [_one_level_up(frozen, criterion, gap) for criterion in advised[:FEW]]


def _may_rise(criterion: Criterion, without: Collection[str]) -> bool:
    """Never what the index does not advise: to judge oneself higher, or to intend more.

    Nor what makes no sense for how the enterprise works.
    """
    if not criterion.next_answer or not criterion.is_advised or criterion.unfit:
        return False
    return criterion.code not in without


def way_of(
    frozen: Frozen,
    position: Position,
    distance: Distance | None,
    pillars: Iterable[Pillar],
    without: Collection[str] = (),
) -> Way | None:
    """The way to the next level that the roadmap advises.

    None at the top, or where no steps are enough.
    """
    if distance is None:
        return None
    # Some levels cannot be reached by what may still be raised.
    try:
        after, plan = way_to(position, Target(distance.target.number), without)
    except RoadmapError:
        return None
    if not plan:
        return None
    reasons = Reasons(position, after, Roadmap.Way.ADVISED, without)
    criteria = _criteria_by_code(pillars)
    rising = position.rising(after)
    steps = []
    for is_one_thing, some in runs(plan[:SHOWN], attrgetter("question", "start")):
        prices = [price_of(position, step, rising) for step in some]
        thing, takes = _together(position, some, prices) if is_one_thing else ("", "")
        for step, price in zip(some, prices, strict=True):
            criterion, indicator = criteria[step.question]
            raised = _planned_step(frozen, step, criterion, indicator, reasons)
            cost = cost_words(*price.told)
            steps.append(replace(raised, cost=cost, thing=thing, takes=takes))
    return Way(distance.target, len(plan), tuple(steps))


def _together(
    position: Position, steps: Sequence[Planned], prices: Sequence[Price]
) -> tuple[str, str]:
    """The heading of steps of one question, and what they take."""
    code = steps[0].question
    says = says_together(position.facts(code), prices, position.firm.size)
    return task_name(position.index, code), says


def _criteria_by_code(
    pillars: Iterable[Pillar],
) -> dict[str, tuple[Criterion, Indicator]]:
    by_code = {}
    for pillar in pillars:
        for indicator in pillar.indicators:
            for criterion in indicator.criteria:
                by_code[criterion.code] = criterion, indicator
    return by_code


def _one_level_up(
    frozen: Frozen,
    criterion: Criterion,
    indicator: Indicator,
) -> Step:
    return _step(
        frozen,
        criterion,
        indicator,
        level=criterion.level + 1,
        then=criterion.next_answer,
        gain=frozen.position.share(Fraction(criterion.gain)),
    )


def _planned_step(
    frozen: Frozen,
    step: Planned,
    criterion: Criterion,
    indicator: Indicator,
    reasons: Reasons,
) -> Step:
    # It may begin where another step ends, so its gain is not the criterion's.
    position = reasons.position
    gain = position.gain(step.question, step.from_level, step.to_level)
    raised = _step(
        frozen,
        criterion,
        indicator,
        level=step.to_level,
        then=higher(frozen, step.question, step.to_level),
        gain=position.share(gain),
    )
    now = criterion.answer
    if step.from_level != criterion.level:
        now = _reached(frozen, position, step)
    why = reasons.why(step.question, step.from_level)
    raised = replace(raised, now=now, why=why)
    # Advice may name the option to begin with, where the index leaves any of them open.
    option = option_ahead(position, step.question, step.from_level, step.to_level)
    if option:
        return _with_option(raised, step, position, option)
    return raised


def _reached(frozen: Frozen, position: Position, step: Planned) -> str:
    """What an earlier step leads to; of options only how many, for any of them will do."""
    question = frozen.index.questions[step.question]
    if question["kind"] == "multiple":
        return capfirst(mark_of(position, step.question, step.from_level))
    return higher(frozen, step.question, step.from_level)


def _with_option(
    raised: Step,
    step: Planned,
    position: Position,
    option: OptionAdvice,
) -> Step:
    """Says what is taken up, and what the enterprise has before it and then."""
    code = step.question
    question = position.index.questions[code]
    has = options_at(position, code, step.from_level)
    then = options_at(position, code, step.to_level)
    return replace(
        raised,
        name=in_language(option.task),
        do=in_language(option.do),
        # Of some results only the level of an answer is known.
        now=names_of(question, has) or raised.now,
        then=names_of(question, then),
    )


def _step(
    frozen: Frozen,
    criterion: Criterion,
    indicator: Indicator,
    *,
    level: int,
    then: str,
    gain: Decimal,
) -> Step:
    code = criterion.code
    do = what_to_do(frozen.index, code, level, frozen.answers.get(code))
    deed = deed_of(frozen.index, code, level)
    if deed:
        # How things stand at a level is nothing to do.
        then = capfirst(in_language(deed.task))
        do = f"{then}. {do}"
    return Step(
        code=code,
        name=criterion.name,
        pillar=indicator.pillar,
        indicator=indicator.name,
        now=criterion.answer,
        then=then,
        do=do,
        gain=gain,
    )
