"""What a firm is advised, step by step: why, at what cost, when, and after what.

Pure: knows no models, texts or clock.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from indexes.advice.advised import Advised, Reason
from indexes.index.model import Index
from indexes.index.step_costs import costs_of
from indexes.index.step_facts import StepFacts
from roadmap.planning.plan import FactsOf, Planned, Raise, planned
from scoring.evaluate import Outcome, evaluate


@dataclass(frozen=True)
class Step:
    """One step of one question; levels are counted from 0.

    least, most: VND in the first year. start, finish: months from now. after: the
    questions of the plan that it waits for. support: a kind of help, or empty.
    """

    question: str
    from_level: int
    to_level: int
    reason: Reason
    least: int
    most: int
    support: str
    start: int
    finish: int
    after: tuple[str, ...]


@dataclass(frozen=True)
class Counsel:
    """reached: the level after all steps, below the target where no steps are enough for it.

    Where they are not, what the firm needs before anything else is advised all the same.
    """

    target: int | None
    reached: int | None
    steps: tuple[Step, ...]
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
        left_out=tuple(advised.left_out()),
    )


def facts_from(advised: Advised) -> FactsOf:
    """What one level more takes; a group takes as much as all its criteria.

    By the size of the firm; where it is not known, the index's one range stands.
    """
    index = advised.index
    costs = costs_of(index)

    @cache
    def facts(code: str) -> StepFacts:
        told = index.step_facts(code)
        efforts = [cost for cost in costs[index.places[code]] if cost is not None]
        if efforts:
            told = replace(told, effort=int(efforts[0]))
        cost = advised.of(code).cost.get(advised.firm.size)
        if cost:
            told = replace(told, cost_low=cost[0], cost_high=cost[1])
        return told

    return facts


def _steps(advised: Advised, after: Sequence[int]) -> Iterator[Step]:
    reasons = advised.reasons(after)
    raises = list(_raises(advised, after, reasons))
    facts = facts_from(advised)
    firm = advised.firm
    rising = {step.question for step in raises}
    plan = planned(raises, facts, firm.size)
    # As they begin; of what begins together, what is needed first.
    first = {(step.question, step.from_level) for step in raises if step.is_first}
    plan.sort(
        key=lambda step: (step.start, (step.question, step.from_level) not in first)
    )
    for step in plan:
        reason = reasons[step.question, step.from_level]
        yield _step(step, reason, facts(step.question), rising)


def _raises(
    advised: Advised,
    after: Sequence[int],
    reasons: dict[tuple[str, int], Reason],
) -> Iterator[Raise]:
    index = advised.index
    outcome = evaluate(index.rubric, advised.levels)
    floor = advised.with_floor(advised.levels)
    for code, start in reasons:
        place = index.places[code]
        steps = index.rubric.questions[place].steps_between(start, after[place])
        stop = steps[0][1]
        # What the floor waits for belongs to it.
        is_first = start < floor[place]
        gain = gain_of(index, outcome, code, start, stop)
        weight = advised.weight_of(code)
        yield Raise(code, start, stop, gain, is_first, weight)


def gain_of(
    index: Index, outcome: Outcome, code: str, start: int, stop: int
) -> Fraction:
    """Points of the total that a step brings, where as much applies as in `outcome`."""
    question = index.rubric.questions[index.places[code]]
    units = question.points[stop] - question.points[start]
    maximum = outcome.pillar_maxima[question.pillar]
    return units * index.scale(question.pillar, maximum, index.rubric.unit)


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
        least=facts.cost_low,
        most=facts.cost_high,
        support=facts.support,
        start=step.start,
        finish=step.finish,
        after=tuple(filter(rising.__contains__, facts.after)),
    )


def begun_before(steps: Sequence[Step], month: int) -> list[Step]:
    return [step for step in steps if step.start < month]


def cost_together(steps: Sequence[Step]) -> tuple[int, int]:
    """The least and the most of all of them."""
    return sum(step.least for step in steps), sum(step.most for step in steps)
