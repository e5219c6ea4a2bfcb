"""Whether any path is cheaper than one that is known, by an integer program cut down first.

Cheaper is less cost, or as much by fewer questions: two programs with small numbers are
each proved in moments, where one that weighs cost and questions together takes minutes.
Before each, what the known path rules out is fixed: the program without whole numbers
tells what it costs at least to move a variable off its bound, and what would cost more
than the known path stays there.
"""

from collections.abc import Sequence
from math import gcd
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, linprog, milp
from scipy.sparse import vstack

from tests.scoring.paths import Case
from tests.scoring.solver import Program, Row, matrix_of, rules_of

Floats = NDArray[np.float64]

# Of the solver; all that is compared is whole.
ROOM = 1e-3
NO_SOLUTION = 2


def is_anything_cheaper(case: Case, cost: int, questions: int) -> bool:
    """A path costs less, or as much with fewer questions touched."""
    programs = [Program(case, rule) for rule in rules_of(case)]
    return any(_is_cheaper(program, cost, questions) for program in programs)


def _is_cheaper(program: Program, cost: int, questions: int) -> bool:
    if program.is_hopeless:
        return False
    prices = [climb.price // program.unit for climb in program.climbs]
    # What all costs are multiples of: less is less by so much.
    step = gcd(*prices) or 1
    steps = [price // step for price in prices]
    rows = rows_by_climbs(program)
    if _Wanted(program, rows, steps, (cost - 1) // step).is_there():
        return True
    # A little more is no more, and safe from rounding.
    as_cheap = Row(dict(enumerate(steps)), -np.inf, cost // step + 0.1)
    ones = [1] * len(prices)
    return _Wanted(program, [*rows, as_cheap], ones, questions - 1).is_there()


def rows_by_climbs(program: Program) -> list[Row]:
    """Without variables for what pillars gain: what their questions gain stands in place."""
    gained: dict[int, dict[int, int]] = {gain: {} for gain in program.gains.values()}
    for variable, climb in enumerate(program.climbs):
        grain = program.grains[climb.pillar]
        gained[program.gains[climb.pillar]][variable] = climb.gain // grain
    rows = []
    for row in program.rows():
        cells: dict[int, int] = {}
        for variable, value in row.cells.items():
            for part, share in gained.get(variable, {variable: 1}).items():
                cells[part] = cells.get(part, 0) + share * value
        rows.append(Row(cells, row.least, row.most))
    return rows


class _Space(NamedTuple):
    """Between which bounds each variable is."""

    low: Floats
    high: Floats

    @property
    def is_empty(self) -> bool:
        return bool((self.low > self.high).any())

    @property
    def size(self) -> float:
        return float((self.high - self.low).sum())


class _Wanted:
    """Whole numbers that satisfy all rows, of which the weighted sum is at most so much.

    weights: whole, of the first variables; those of the others are 0.
    """

    def __init__(
        self, program: Program, rows: Sequence[Row], weights: Sequence[int], most: int
    ) -> None:
        width = len(program.climbs) + len(program.pillars)
        self.weights = np.zeros(width)
        self.weights[: len(weights)] = weights
        self.at_most = most
        self.matrix = matrix_of(rows, width)
        self.least = np.array([row.least for row in rows])
        self.most = np.array([row.most for row in rows])
        self.space = _Space(np.zeros(width), np.array(program.most()[:width], float))

    def is_there(self) -> bool:
        space, size = self.space, np.inf
        while space.size < size:
            size = space.size
            tighter = self._tightened(space)
            if tighter is None or tighter.is_empty:
                return False
            space = tighter
        return self._is_solved(space)

    def _tightened(self, space: _Space) -> _Space | None:
        """What no variable can leave without too high a sum; None where nothing is low enough."""
        solution = self._relaxed(space)
        if solution.status == NO_SOLUTION or solution.fun > self.at_most + ROOM:
            return None
        assert solution.success, solution.message
        room = self.at_most - solution.fun + ROOM
        up = _moves(room, solution.lower.marginals)
        down = _moves(room, -solution.upper.marginals)
        high = np.minimum(space.high, space.low + up)
        return _Space(np.maximum(space.low, space.high - down), high)

    def _relaxed(self, space: _Space) -> OptimizeResult:
        """The least sum where parts of steps could be taken."""
        has_most, has_least = np.isfinite(self.most), np.isfinite(self.least)
        return linprog(
            self.weights,
            A_ub=vstack([self.matrix[has_most], -self.matrix[has_least]]),
            b_ub=np.concatenate([self.most[has_most], -self.least[has_least]]),
            bounds=np.column_stack(space),
        )

    def _is_solved(self, space: _Space) -> bool:
        if not space.size:
            return self._holds(space.low)
        is_open = space.low < space.high
        taken = np.where(is_open, 0, space.low)
        columns = self.matrix[:, np.flatnonzero(is_open)]
        rest = self.matrix @ taken
        weights = self.weights[is_open]
        left = self.at_most - self.weights @ taken
        solution = milp(
            weights,
            integrality=np.ones(len(weights)),
            bounds=Bounds(space.low[is_open], space.high[is_open]),
            constraints=[
                LinearConstraint(columns, self.least - rest, self.most - rest),
                # Half a unit more is no more, and safe from rounding.
                LinearConstraint(weights[np.newaxis], -np.inf, left + 0.5),
            ],
            options={"mip_rel_gap": 0},
        )
        assert solution.success or solution.status == NO_SOLUTION, solution.message
        return bool(solution.success)

    def _holds(self, values: Floats) -> bool:
        sums = self.matrix @ values
        is_within = (self.least <= sums) & (sums <= self.most)
        return bool(is_within.all() and self.weights @ values <= self.at_most)


def _moves(room: float, costs: Floats) -> Floats:
    """How many whole units a variable can move, each of which costs at least so much."""
    moves = np.full(len(costs), np.inf)
    is_dear = costs > ROOM
    moves[is_dear] = np.floor(room / costs[is_dear])
    return moves
