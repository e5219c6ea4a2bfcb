"""Steps of one question as a chain: what going 1, 2, … levels up gains and costs, and how ties are broken."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate
from math import gcd, lcm

from scoring.errors import ScoringError
from scoring.ratio import Exact, exact
from scoring.rubric import Rubric

Chain = tuple[list[int], list[int]]
"""Units gained by 0, 1, 2, … steps, and their keys: whole numbers that add up and compare like costs."""


def exact_costs(rubric: Rubric, costs: Sequence[Sequence[Exact]]) -> list[list[Fraction]]:
    """Costs as fractions, one for each step of each question; anything else is refused."""
    if len(costs) != len(rubric.questions):
        raise ScoringError("costs_count", expected=len(rubric.questions), given=len(costs))
    for question, given in zip(rubric.questions, costs, strict=True):
        if len(given) != question.top:
            raise ScoringError("costs_count", question=question.code, expected=question.top, given=len(given))
    told = [[exact(cost, "cost") for cost in given] for given in costs]
    for question, row in zip(rubric.questions, told, strict=True):
        if min(row) < 0:
            raise ScoringError("cost_negative", question=question.code)
    return told


def chains_of(
    rubric: Rubric, levels: Sequence[int], places: Sequence[int], costs: Sequence[Sequence[Fraction]]
) -> dict[int, Chain]:
    """The chain of every question at `places`.

    A key packs, from the front: cost, questions touched, sum of their places, steps. Each has room for the
    sum over all questions, so that whole paths compare by cost first, and by the next only when equal.
    """
    scale = lcm(*(cost.denominator for row in costs for cost in row))
    common = gcd(*(int(cost * scale) for row in costs for cost in row)) or 1
    touched_room = len(places) + 1
    place_room = sum(places) + len(places) + 1
    step_room = sum(rubric.questions[place].top for place in places) + 1
    chains: dict[int, Chain] = {}
    for place in places:
        level, points = levels[place], rubric.questions[place].points
        spent = accumulate(int(cost * scale) // common for cost in costs[place][level:])
        keys = [
            ((cost * touched_room + 1) * place_room + place + 1) * step_room + steps
            for steps, cost in enumerate(spent, start=1)
        ]
        chains[place] = ([earned - points[level] for earned in points[level:]], [0, *keys])
    return chains
