"""Steps of one question as a chain: what going 1, 2, … levels up gains and costs, and how ties are broken."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate
from math import gcd, lcm

from scoring.errors import ScoringError
from scoring.ratio import Exact, exact
from scoring.rubric import Rubric

Chain = tuple[list[int], list[int]]
"""Units gained by 0, 1, 2, … steps, and their keys: whole numbers that add up and compare like costs."""


Costs = list[list[Fraction | None]]
"""By question, then by the level a step starts from; None where there is no such step."""


def exact_costs(rubric: Rubric, costs: Sequence[Sequence[Exact | None]]) -> Costs:
    """Costs as fractions, one for each step of each question, or None where there is no such step.

    Raises ScoringError: `costs_count`, `cost_negative`, `number_not_exact`.
    """
    if len(costs) != len(rubric.questions):
        raise ScoringError("costs_count", expected=len(rubric.questions), given=len(costs))
    for question, given in zip(rubric.questions, costs, strict=True):
        if len(given) != question.top:
            raise ScoringError("costs_count", question=question.code, expected=question.top, given=len(given))
    told = [[None if cost is None else exact(cost, "cost") for cost in given] for given in costs]
    for question, row in zip(rubric.questions, told, strict=True):
        if any(cost is not None and cost.numerator < 0 for cost in row):
            raise ScoringError("cost_negative", question=question.code)
    return told


def chains_of(rubric: Rubric, levels: Sequence[int], places: Sequence[int], costs: Costs) -> dict[int, Chain]:
    """The chain of every question at `places`; it ends before a step there is none of.

    A key packs, from the front: cost, questions touched, sum of their places, steps. Each has room for the
    sum over all questions, so that whole paths compare by cost first, and by the next only when equal.
    """
    known = [cost for row in costs for cost in row if cost is not None]
    scale = lcm(*(cost.denominator for cost in known))
    common = gcd(*(cost.numerator * (scale // cost.denominator) for cost in known)) or 1
    touched_room = len(places) + 1
    place_room = sum(places) + len(places) + 1
    step_room = sum(rubric.questions[place].top for place in places) + 1
    chains: dict[int, Chain] = {}
    for place in places:
        level, points = levels[place], rubric.questions[place].points
        spent = accumulate(
            cost.numerator * (scale // cost.denominator) // common for cost in _open(costs[place][level:])
        )
        keys = [
            ((cost * touched_room + 1) * place_room + place + 1) * step_room + steps
            for steps, cost in enumerate(spent, start=1)
        ]
        gains = [earned - points[level] for earned in points[level : level + len(keys) + 1]]
        chains[place] = (gains, [0, *keys])
    return chains


def _open(costs: Sequence[Fraction | None]) -> Iterator[Fraction]:
    """The costs of the steps before the first that does not exist."""
    for cost in costs:
        if cost is None:
            return
        yield cost
