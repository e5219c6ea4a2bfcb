"""Who can help with the steps an enterprise means to do, in the active language.

Those of its roadmap that are still open; where it has none, those of the way we advise
to the next level.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from language.formats import money
from providers.matching.explain import StepHelp, Suggestions, describe
from providers.matching.plan import Plan, Step
from providers.matching.queries import shown_content, slugs_named
from providers.models import Recommendation
from roadmap import wording
from roadmap.errors import RoadmapError
from roadmap.models import Roadmap, RoadmapStep
from roadmap.pages.reasons import Reasons
from roadmap.planning.level_words import raised_name, task_name
from roadmap.planning.plan import Planned, price_in
from roadmap.planning.position import Position, Target
from roadmap.planning.subsidies import money_range
from roadmap.planning.ways import way_to
from roadmap.queries import left_out_of, open_steps_of, steps_of, tops_of

Ahead = RoadmapStep | Planned


@dataclass(frozen=True)
class HelpedStep:
    """The steps of one question, and who helps with them.

    when: the part of the plan in which the first of them stands. why: it stands there.
    alone: what it means that nobody helps; nothing where somebody does.
    off: that a price beside it is not within our estimate, with both; nothing where all are.
    listed: what the directory asks at least, where that is so.
    """

    help: StepHelp
    name: str
    when: str
    why: str
    alone: str
    off: str = ""
    listed: str = ""


@dataclass(frozen=True)
class Help:
    """Everything a page says of who can help.

    steps: in the order of the plan. is_chosen: by a roadmap of the enterprise.
    content: what is named, as it would be stored. stored: what was asked for last.
    """

    steps: tuple[HelpedStep, ...]
    page: Suggestions
    is_chosen: bool
    content: dict
    stored: Recommendation | None

    @property
    def count(self) -> int:
        """Of the steps, each by one level, as the plan counts them."""
        return sum(step.help.steps for step in self.steps)

    @property
    def names_anybody(self) -> bool:
        return bool(slugs_named(self.content))

    @cached_property
    def by_question(self) -> Mapping[str, HelpedStep]:
        return {step.help.question: step for step in self.steps}


@dataclass(frozen=True)
class _Way:
    """What is still to do, and the levels after it."""

    ahead: Sequence[Ahead]
    after: Sequence[int]
    way: str
    left_out: frozenset[str]

    @property
    def plan(self) -> Plan:
        steps = []
        for ahead in self.ahead:
            step = Step(
                question=ahead.question,
                from_level=ahead.from_level,
                to_level=ahead.to_level,
            )
            steps.append(step)
        return Plan(steps, self.left_out)


def plan_of(position: Position, kept: Roadmap | None) -> Plan:
    """What the enterprise means to do, in its order."""
    return _way_of(position, kept).plan


def help_of(
    position: Position,
    kept: Roadmap | None,
    now: datetime,
    steps_kept: Sequence[RoadmapStep] | None = None,
) -> Help:
    """Nothing is written, nobody is told anything.

    kept: the roadmap of the round. steps_kept: its steps, where they are read already.
    """
    way = _way_of(position, kept, steps_kept)
    content, stored = shown_content(position.result, now, way.plan)
    page = describe(content, position.index)
    reasons = Reasons(position, way.after, way.way, way.left_out)
    parts = _parts(way.ahead)
    rising = position.rising(way.after)
    steps = []
    for step in page.steps:
        code = step.question
        off, listed = _off(position, step, rising)
        helped = HelpedStep(
            help=step,
            name=_name_of(position, step),
            when=parts[code],
            why=reasons.why(code, step.from_level),
            alone=_alone(position, step, page),
            off=off,
            listed=listed,
        )
        steps.append(helped)
    return Help(
        steps=tuple(steps),
        page=page,
        is_chosen=kept is not None,
        content=content,
        stored=stored,
    )


def _name_of(position: Position, step: StepHelp) -> str:
    """Of several things to do the one name that the plan puts above them."""
    code = step.question
    if step.steps > 1 and position.advice_on(code).options:
        return task_name(position.index, code)
    return raised_name(position, code, step.from_level, step.to_level)


def _way_of(
    position: Position,
    kept: Roadmap | None,
    steps_kept: Sequence[RoadmapStep] | None = None,
) -> _Way:
    left_out = frozenset(left_out_of(position.result, kept))
    if kept is None:
        return _advised(position, left_out)
    steps = steps_of(kept) if steps_kept is None else steps_kept
    ahead = [step for step in open_steps_of(steps) if step.question in position.place]
    after = position.with_raises(tops_of(steps))
    return _Way(ahead, after, kept.way, left_out)


def _advised(position: Position, left_out: frozenset[str]) -> _Way:
    """At the top, or out of reach, what is needed first alone."""
    target = Target(position.offered_level)
    try:
        after, ahead = way_to(position, target, left_out)
    except RoadmapError:
        after = position.advised(left_out).with_floor(position.levels)
        ahead = position.planned(position.raises(after, left_out))
    return _Way(ahead, after, Roadmap.Way.ADVISED, left_out)


def _parts(ahead: Sequence[Ahead]) -> dict[str, str]:
    """By question the part of the plan in which its first step stands."""
    parts: dict[str, str] = {}
    for step in ahead:
        title, _hint = wording.HORIZONS[step.horizon]
        parts.setdefault(step.question, str(title))
    return parts


def _alone(position: Position, step: StepHelp, page: Suggestions) -> str:
    may_cost_nothing = _may_cost_nothing(position, step.question)
    # Where we say how it is done, who does it alone comes before whoever sells it.
    is_told_how = bool(position.advice_on(step.question).options)
    if may_cost_nothing and (is_told_how or not step.offers):
        return str(wording.ALONE)
    if step.offers:
        return ""
    if page.budget:
        return wording.nobody_within(page.budget)
    return str(wording.NOBODY)


def _off(
    position: Position, step: StepHelp, rising: Collection[str]
) -> tuple[str, str]:
    """What all steps together may cost, and what the directory asks at least.

    Nothing where every price is one of a single step, or of all.
    """
    facts = position.facts(step.question)
    prices = [offer.suggestion.yearly for offer in step.offers]
    level = step.from_level
    low, _most = price_in(facts, step.question, rising, level).told
    all_of_them = price_in(facts, step.question, rising, level, step.steps).told
    high = all_of_them[1]
    is_within = all(low <= price <= high for price in prices)
    if is_within or not facts.is_priced:
        return "", ""
    least = min(prices)
    listed = wording.listed_from(money(least) if least else "")
    estimate = money_range(*all_of_them)
    return wording.off_estimate(estimate, step.steps, listed), listed


def _may_cost_nothing(position: Position, code: str) -> bool:
    """Known to be so: an index that names no costs does not say that there are none."""
    facts = position.facts(code)
    # What comes with a larger tool costs nothing once that one is paid for.
    return facts.is_priced and facts.cost_low == 0 and not facts.comes_with
