"""Steps of one question as a chain.

What going 1, 2, … levels up gains and costs, and how ties are broken.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import gcd, lcm
from typing import NamedTuple

from scoring.errors import ScoringError
from scoring.groups import points_by_level
from scoring.ratio import Exact, exact
from scoring.rubric import Rubric
from scoring.rules import Question

ExactRow = list[Fraction | None]
"""Of one question, by its steps (`Question.step_from`); None where there is no such step."""

Costs = list[ExactRow]
"""By question."""


class Chain(NamedTuple):
    """Units gained by 0, 1, 2, … steps, and their keys, from 0 on.

    Keys are whole numbers that add up and compare like costs.
    """

    gains: list[int]
    keys: list[int]

    @property
    def most(self) -> int:
        """What all steps together gain."""
        return self.gains[-1]

    @property
    def most_key(self) -> int:
        """The key of all steps together."""
        return self.keys[-1]


def exact_costs(rubric: Rubric, costs: Sequence[Sequence[Exact | None]]) -> Costs:
    """Costs as fractions, one for each step of each question, or None where there is none.

    Raises ScoringError: `costs_count`, `cost_negative`, `number_not_exact`.
    """
    _check_counts(rubric, costs)
    exact_rows = [_exact_row(row) for row in costs]
    for question, exact_row in zip(rubric.questions, exact_rows, strict=True):
        _check_not_negative(question, exact_row)
    return exact_rows


def _check_counts(rubric: Rubric, costs: Sequence[Sequence[Exact | None]]) -> None:
    questions = rubric.questions
    if len(costs) != len(questions):
        raise ScoringError("costs_count", expected=len(questions), given=len(costs))

    for question, row in zip(questions, costs, strict=True):
        steps = len(question.stops)
        if len(row) != steps:
            raise ScoringError(
                "costs_count",
                question=question.code,
                expected=steps,
                given=len(row),
            )


def _check_not_negative(question: Question, row: ExactRow) -> None:
    for cost in row:
        if cost is not None and cost.numerator < 0:
            raise ScoringError("cost_negative", question=question.code)


def _exact_row(row: Sequence[Exact | None]) -> ExactRow:
    fractions: ExactRow = []
    for cost in row:
        if cost is None:
            fractions.append(None)
        else:
            fractions.append(exact(cost, "cost"))
    return fractions


class _Room(NamedTuple):
    """How many values each part of a key must tell apart, summed over all questions."""

    questions: int
    positions: int
    steps: int


def chains_of(
    rubric: Rubric,
    levels: Sequence[int],
    positions: Sequence[int],
    costs: Costs,
) -> dict[int, Chain]:
    """The chain of every question at `positions`; it ends before a step there is none of.

    A key packs, from the front: cost, questions touched, sum of their positions, steps.
    Each has room for the sum over all questions, so that whole paths compare by cost
    first, and by the next only when equal.
    """
    scale = _scale_of(costs)
    room = _Room(
        questions=len(positions) + 1,
        positions=sum(positions) + 1,
        steps=sum(len(costs[position]) for position in positions) + 1,
    )

    points = points_by_level(rubric, levels)
    chains: dict[int, Chain] = {}
    for position in positions:
        question = rubric.questions[position]
        level = levels[position]
        step = question.step_from(level)
        ahead = (level, *question.stops[step:])
        gains = [points[position][stop] for stop in ahead]
        prices = _prices(costs[position][step:], scale)
        chains[position] = _chain(gains, prices, position, room)
    return chains


def shortened(chain: Chain, taken: int) -> Chain:
    """What is left of it once so many steps are taken."""
    if not taken:
        return chain
    gain, key = chain.gains[taken], chain.keys[taken]
    return Chain(
        [later - gain for later in chain.gains[taken:]],
        [later - key for later in chain.keys[taken:]],
    )


class _Scale(NamedTuple):
    """Makes costs whole numbers without a common divisor: keys stay small."""

    denominator: int
    divisor: int


def _scale_of(costs: Costs) -> _Scale:
    known = [cost for row in costs for cost in row if cost is not None]
    denominator = lcm(*(cost.denominator for cost in known))
    wholes = [cost.numerator * (denominator // cost.denominator) for cost in known]
    # Where all costs are 0, or there are no steps at all, there is no divisor.
    return _Scale(denominator, gcd(*wholes) or 1)


def _prices(costs: ExactRow, scale: _Scale) -> Iterator[int]:
    """The steps before the first that does not exist, as whole numbers."""
    denominator, divisor = scale
    for cost in costs:
        if cost is None:
            return
        yield cost.numerator * (denominator // cost.denominator) // divisor


def _chain(
    points: Sequence[int],
    prices: Iterator[int],
    position: int,
    room: _Room,
) -> Chain:
    """points: at the present level and at each stop ahead. prices: of each step there."""
    chain = Chain([0], [0])
    cost = 0
    for steps, price in enumerate(prices, start=1):
        cost += price
        key = cost * room.questions + 1
        key = key * room.positions + position
        chain.keys.append(key * room.steps + steps)
        chain.gains.append(points[steps] - points[0])
    return chain
