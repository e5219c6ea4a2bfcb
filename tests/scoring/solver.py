"""The cheapest path by scipy's integer program, as a judge: cost and number of questions.

Whether any path is cheaper than one that is known is proved faster by `tests.scoring.cheaper`.
"""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate
from math import gcd, lcm
from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import csr_array, lil_array

from scoring.evaluate import evaluate
from scoring.groups import points_by_level
from scoring.rules import PILLAR, QUESTION, Band, Need, Rule
from tests.scoring.paths import Case


class Row(NamedTuple):
    """cells: coefficients by variable. least, most: what their sum may be."""

    cells: dict[int, int]
    least: float
    most: float = np.inf


class Sort(NamedTuple):
    """Questions of one pillar that can gain the same at the same prices.

    Which of them climb is all one. gains, prices: of 1, 2, … levels more.
    """

    pillar: int
    indicator: int | None
    gains: tuple[int, ...]
    prices: tuple[int, ...]
    position: int | None = None  # of a question that waits, or is waited for


class Climb(NamedTuple):
    """One way for the questions of a sort (by number) to climb."""

    sort: int
    pillar: int
    gain: int
    price: int


def best_by_solver(case: Case) -> tuple[int, int] | None:
    """(cost, questions touched) of the cheapest path; None when there is none."""
    solutions = [Program(case, rule).solve() for rule in rules_of(case)]
    return min((best for best in solutions if best), default=None)


def rules_of(case: Case) -> list[Rule]:
    """Of which one must hold."""
    rubric = case.rubric
    if case.target <= rubric.otherwise:
        return [Rule(case.target, None, False, 0, rubric.bands[0].level)]
    return [rule for rule in rubric.rules if rule.level >= case.target]


class Program:
    """The path to one rule, written as linear conditions.

    Variables: how many questions of each sort climb by 1, 2, … levels; for each pillar
    whether it is at the rule's level; and what it gains.
    """

    def __init__(self, case: Case, rule: Rule) -> None:
        self.case, self.rule, self.rubric = case, rule, case.rubric
        self.outcome = evaluate(case.rubric, case.levels)
        maxima = self.outcome.pillar_maxima
        self.pillars = [pillar for pillar, maximum in enumerate(maxima) if maximum]
        # A unit of cost outweighs every question touched.
        self.unit = len(case.rubric.questions) + 1
        self.points = points_by_level(case.rubric, case.levels)
        needs = [need for need in rule.needs if need.tier == QUESTION]
        self.apart = case.waiting | {need.position for need in needs}
        self.sorts = self._sorts()
        self.climbs = self._climbs()
        self.grains = self._grains()
        first, second = len(self.climbs), len(self.climbs) + len(self.pillars)
        self.there = dict(zip(self.pillars, range(first, second), strict=True))
        self.width = second + len(self.pillars)
        self.gains = dict(zip(self.pillars, range(second, self.width), strict=True))

    def _sorts(self) -> Counter[Sort]:
        sorts: Counter[Sort] = Counter()
        for position, stops in enumerate(self.case.stops()):
            if stops:
                sorts[self._sort(position, stops)] += 1
        return sorts

    def _sort(self, position: int, stops: dict[int, Fraction]) -> Sort:
        question = self.rubric.questions[position]
        spent = accumulate(int(cost) for cost in stops.values())
        by_level = self.points[position]
        earned = by_level[self.case.levels[position]]
        return Sort(
            pillar=question.pillar,
            indicator=question.indicator,
            gains=tuple(by_level[stop] - earned for stop in stops),
            prices=tuple(cost * self.unit + 1 for cost in spent),
            position=position if position in self.apart else None,
        )

    def _climbs(self) -> list[Climb]:
        climbs: list[Climb] = []
        for number, sort in enumerate(self.sorts):
            for gain, price in zip(sort.gains, sort.prices, strict=True):
                climbs.append(Climb(number, sort.pillar, gain, price))
        return climbs

    def _grains(self) -> dict[int, int]:
        """What all gains of a pillar are multiples of: small numbers keep the solver exact."""
        grains = dict.fromkeys(self.pillars, 0)
        for climb in self.climbs:
            grains[climb.pillar] = gcd(grains[climb.pillar], climb.gain)
        return {pillar: grain or 1 for pillar, grain in grains.items()}

    @property
    def is_hopeless(self) -> bool:
        """A pillar of which nothing applies never reaches a level."""
        return any(pillar not in self.pillars for pillar in self.case.pillar_targets)

    def rows(self) -> list[Row]:
        """Everything that is asked of a path."""
        return [
            *self._members(),
            *self._gained(),
            self._total(),
            *self._lacking_pillars(),
            *self._pillar_targets(),
            self._pillars_there(),
            *self._in_order(),
            *self._named(),
        ]

    def solve(self) -> tuple[int, int] | None:
        if self.is_hopeless:
            return None
        solution = self._optimum(self.rows())
        if not solution.success:
            return None
        return divmod(round(solution.fun), self.unit)

    def _optimum(self, rows: list[Row]) -> OptimizeResult:
        matrix = matrix_of(rows, self.width)
        least = [row.least for row in rows]
        most = [row.most for row in rows]

        prices = np.zeros(self.width)
        prices[: len(self.climbs)] = [climb.price for climb in self.climbs]
        return milp(
            prices,
            integrality=np.ones(self.width),
            bounds=Bounds(0, self.most()),
            constraints=[LinearConstraint(matrix, least, most)],
            options={"mip_rel_gap": 0},
        )

    def most(self) -> list[int]:
        """Of each variable."""
        members = [*self.sorts.values()]
        climbing = [members[climb.sort] for climb in self.climbs]
        gains = []
        for pillar in self.pillars:
            most = self.outcome.pillar_maxima[pillar]
            most -= min(0, self.outcome.pillar_points[pillar])
            gains.append(most // self.grains[pillar])
        return [*climbing, *[1] * len(self.pillars), *gains]

    def _members(self) -> list[Row]:
        """No more climb than there are."""
        rows = [Row({}, 0, members) for members in self.sorts.values()]
        for variable, climb in enumerate(self.climbs):
            rows[climb.sort].cells[variable] = 1
        return rows

    def _gained(self) -> list[Row]:
        """What a pillar gains is what its questions gain."""
        rows = {pillar: Row({gain: -1}, 0, 0) for pillar, gain in self.gains.items()}
        for variable, climb in enumerate(self.climbs):
            grain = self.grains[climb.pillar]
            rows[climb.pillar].cells[variable] = climb.gain // grain
        return [*rows.values()]

    def _total(self) -> Row:
        """The total that the rule asks for, in the coarsest whole numbers."""
        worth: dict[int, Fraction] = {}
        full = total = Fraction(0)
        for pillar in self.pillars:
            unit = self._worth(pillar)
            full += unit * self.outcome.pillar_maxima[pillar]
            total += unit * self.outcome.pillar_points[pillar]
            worth[pillar] = unit * self.grains[pillar]

        if self.rule.share is None:
            return Row({}, -np.inf)
        common = lcm(*(unit.denominator for unit in worth.values()))
        wholes = [int(unit * common) for unit in worth.values()]
        grain = Fraction(gcd(*wholes), common)
        missing = (self.rule.share * full - total) / grain
        least = fewest(missing, self.rule.strictly)
        cells = {
            self.gains[pillar]: int(unit / grain) for pillar, unit in worth.items()
        }
        # Half a unit below the least is as good as the least, and safe from rounding.
        return Row(cells, least - 0.5)

    def _worth(self, pillar: int) -> Fraction:
        """Of a unit in the total."""
        if self.rubric.weights is None:
            return Fraction(1)
        maximum = self.outcome.pillar_maxima[pillar]
        return Fraction(self.rubric.weights[pillar], maximum)

    def _lacking_pillars(self) -> list[Row]:
        """A pillar is there when it gains what it lacks."""
        rows: list[Row] = []
        for pillar, gain in self.gains.items():
            short = self._lacking(pillar, self.rule.pillar_level)
            if short > 0:
                rows.append(Row({gain: 1, self.there[pillar]: -short}, 0))
        return rows

    def _pillar_targets(self) -> list[Row]:
        rows: list[Row] = []
        for pillar, target in self.case.pillar_targets.items():
            rows.append(Row({self.gains[pillar]: 1}, self._lacking(pillar, target)))
        return rows

    def _pillars_there(self) -> Row:
        """As many as the rule asks for, of what remains."""
        asked = Fraction(
            self.rule.pillars_at_least * len(self.pillars),
            len(self.rubric.pillars),
        )
        cells = dict.fromkeys(self.there.values(), 1)
        return Row(cells, fewest(asked, strictly=False))

    def _in_order(self) -> list[Row]:
        """What waits climbs only where what it waits for climbs too."""
        climbs: dict[int, list[int]] = {}
        sorts = [*self.sorts]
        for variable, climb in enumerate(self.climbs):
            position = sorts[climb.sort].position
            if position is not None:
                climbs.setdefault(position, []).append(variable)
        rows: list[Row] = []
        for base, position in self.case.edges:
            cells = dict.fromkeys(climbs.get(base, ()), 1)
            cells |= dict.fromkeys(climbs.get(position, ()), -1)
            rows.append(Row(cells, 0))
        return rows

    def _named(self) -> list[Row]:
        """What the rule names is where it should be; what does not apply is not asked for."""
        return [row for need in self.rule.needs for row in self._need(need)]

    def _need(self, need: Need) -> list[Row]:
        if need.tier == QUESTION:
            return self._needed_climb(need)
        if need.tier == PILLAR:
            if need.position not in self.pillars:
                return []
            least = self._lacking(need.position, need.level)
            return [Row({self.gains[need.position]: 1}, least)]

        maximum = self.outcome.indicator_maxima[need.position]
        if not maximum:
            return []
        earned = self.outcome.indicator_points[need.position]
        least = missing(self.rubric.indicator_bands, need.level, maximum, earned, 1)
        sorts = [*self.sorts]
        cells: dict[int, int] = {}
        for variable, climb in enumerate(self.climbs):
            if sorts[climb.sort].indicator == need.position:
                cells[variable] = climb.gain
        return [Row(cells, least)]

    def _needed_climb(self, need: Need) -> list[Row]:
        level = self.case.levels[need.position]
        if not 0 <= level < need.level:
            return []
        high = [stop >= need.level for stop in self.case.stops()[need.position]]
        sorts = [*self.sorts]
        own: list[int] = []
        for variable, climb in enumerate(self.climbs):
            if sorts[climb.sort].position == need.position:
                own.append(variable)
        enough = [
            variable for variable, is_high in zip(own, high, strict=True) if is_high
        ]
        return [Row(dict.fromkeys(enough, 1), 1)]

    def _lacking(self, pillar: int, level: int) -> int:
        """In grains."""
        return missing(
            self.rubric.bands_of(pillar),
            level,
            self.outcome.pillar_maxima[pillar],
            self.outcome.pillar_points[pillar],
            self.grains[pillar],
        )


def matrix_of(rows: Sequence[Row], width: int) -> csr_array:
    matrix = lil_array((len(rows), width))
    for number, row in enumerate(rows):
        for variable, value in row.cells.items():
            matrix[number, variable] = value
    return matrix.tocsr()


def missing(
    bands: Sequence[Band], level: int, maximum: int, earned: int, grain: int
) -> int:
    """Grains short of a level; far more than there are where no band gives it."""
    if level <= bands[0].level:
        return 0
    for band in bands:
        if band.level == level and band.cut is not None:
            short = band.cut * maximum - earned
            return fewest(short / grain, band.strictly)
    return 10**6


def fewest(cut: Fraction, strictly: bool) -> int:
    """The smallest whole number above, or at, the cut."""
    if strictly:
        return cut.numerator // cut.denominator + 1
    return -(-cut.numerator // cut.denominator)
