"""What a firm is advised, step by step: why, at what cost, when, and after what.

Pure: knows no models, texts or clock.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexes.advice.absent import absent_of
from indexes.advice.advised import Advised, Reason
from indexes.advice.prices import start_of
from indexes.advice.taken_up import goes_on
from indexes.advice.wanted import wanted_of
from indexes.index.step_facts import StepFacts
from roadmap.planning.likely import Price, likely_sum
from roadmap.planning.order import key_of
from roadmap.planning.plan import Planned, done_in_time, price_in
from roadmap.planning.raises import GainOf, facts_from, gains_from, raises_of
from roadmap.planning.schedule import planned
from scoring.evaluate import evaluate
from scoring.groups import points_by_level


@dataclass(frozen=True)
class Step:
    """One step of one question; levels are counted from 0.

    price: in the first year. start, finish: months from now. after: the
    questions of the plan that it waits for. bought_with: the tool of it that begins with it
    and brings it, or empty. support: a kind of help, or empty.
    is_priced: somebody says what it costs; else that is 0.
    """

    question: str
    from_level: int
    to_level: int
    reason: Reason
    price: Price
    support: str
    start: int
    finish: int
    after: tuple[str, ...]
    bought_with: str
    is_priced: bool

    @property
    def least(self) -> int:
        return self.price.told[0]

    @property
    def most(self) -> int:
        return self.price.most


@dataclass(frozen=True)
class Counsel:
    """reached: the level after all steps, below the target where no steps are enough for it.

    Where they are not, what the firm needs before anything else is advised all the same.
    wanted: what serves the first wish and is no step. left_out: (question, why) of what
    else is none, as `absent_of`.
    """

    target: int | None
    reached: int | None
    steps: tuple[Step, ...]
    wanted: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]


def counsel_of(advised: Advised, target: int | None) -> Counsel:
    """target: an overall level; None asks for what the firm needs alone."""
    after = advised.plan(target)
    if after is None:
        after = advised.with_floor(advised.levels)
    return Counsel(
        target=target,
        reached=evaluate(advised.index.rubric, after).level,
        steps=tuple(_steps(advised, after)),
        wanted=tuple(wanted_of(advised, after)),
        left_out=tuple(absent_of(advised, after)),
    )


def _steps(advised: Advised, after: Sequence[int]) -> Iterator[Step]:
    reasons = advised.reasons(after)
    raises = raises_of(advised, after, gain_of(advised))
    firm = advised.firm
    facts = facts_from(advised.index, advised.advice, firm, advised.levels)
    rising = {step.question for step in raises}
    plan = planned(raises, facts, firm.size, start=start_of(firm))
    # As they begin; of what begins together later on, what is needed first.
    first = {key_of(step) for step in raises if step.is_first}
    plan.sort(key=lambda step: (step.start, step.start and key_of(step) not in first))
    for step in plan:
        reason = reasons[step.question, step.from_level]
        told = _paid_once(advised, step, facts(step.question))
        yield _step(step, reason, told, rising)


def _paid_once(advised: Advised, step: Planned, facts: StepFacts) -> StepFacts:
    """What goes on with the option of the step before it costs nothing more."""
    question = advised.index.questions[step.question]
    told = advised.of(step.question).options
    had = advised.chosen(step.question)
    if told and goes_on(question, told, had, step.from_level):
        return replace(facts, cost_low=0, cost_high=0)
    return facts


def gain_of(advised: Advised) -> GainOf:
    """Where as much applies as now."""
    rubric = advised.index.rubric
    maxima = evaluate(rubric, advised.levels).pillar_maxima
    points = points_by_level(rubric, advised.levels)
    return gains_from(advised.index, points, maxima)


def _step(
    step: Planned,
    reason: Reason,
    facts: StepFacts,
    rising: set[str],
) -> Step:
    return Step(
        question=step.question,
        from_level=step.from_level,
        to_level=step.to_level,
        reason=reason,
        price=price_in(facts, step.question, rising, step.from_level),
        support=facts.support,
        start=step.start,
        finish=step.finish,
        after=tuple(filter(rising.__contains__, facts.after)),
        bought_with=step.bought_with,
        is_priced=facts.is_priced,
    )


def begun_before(steps: Sequence[Step], month: int) -> list[Step]:
    return [step for step in steps if step.start < month]


def first_part(steps: Sequence[Step]) -> list[Step]:
    """Where a plan takes longer than anybody keeps at it, those that are done in time."""
    in_time = done_in_time(steps)
    return in_time if len(in_time) < len(steps) else []


def cost_together(steps: Sequence[Step]) -> tuple[int, int]:
    """The least and the most that all of them are likely to cost."""
    return likely_sum([step.price for step in steps])
