"""The cheapest path by scipy's integer program, as a judge: cost and number of questions."""

from collections import Counter
from fractions import Fraction
from itertools import accumulate
from math import gcd, lcm

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_array

from scoring.evaluate import evaluate
from scoring.rules import Rule
from tests.scoring.paths import Case

Row = tuple[
    dict[int, int], float, float
]  # coefficients by variable; the least and the most that their sum may be
Climb = tuple[int, int, int]  # sort of question, points gained, price


def best_by_solver(here: Case) -> tuple[int, int] | None:
    """(cost, questions touched) of the cheapest path; None when there is none."""
    if here.target <= here.rubric.otherwise:
        rules = [Rule(here.target, Fraction(-1), False, 0, here.rubric.bands[0].level)]
    else:
        rules = [rule for rule in here.rubric.rules if rule.level >= here.target]
    return min(
        (best for rule in rules if (best := _Program(here, rule).solved())),
        default=None,
    )


class _Program:
    """Variables: how many of each sort of question climb by 1, 2, … levels; if each pillar is there; what it gains.

    A sort is questions of one pillar that can gain the same at the same cost: which of them climb is all one.
    """

    def __init__(self, here: Case, rule: Rule) -> None:
        self.here, self.rule, self.rubric = here, rule, here.rubric
        self.outcome = evaluate(here.rubric, here.levels)
        self.pillars = [
            pillar
            for pillar, maximum in enumerate(self.outcome.pillar_maxima)
            if maximum
        ]
        self.each = (
            len(here.rubric.questions) + 1
        )  # a unit of cost, in questions touched
        self.sorts = Counter(
            (here.rubric.questions[place].pillar, *self._chain(place, most))
            for place, most in enumerate(here.tops())
            if most > here.levels[place]
        )
        self.climbs: list[Climb] = [
            (number, gain, price)
            for number, (_, gains, prices) in enumerate(self.sorts)
            for gain, price in zip(gains, prices, strict=True)
        ]
        self.owner = [[*self.sorts][number][0] for number, _, _ in self.climbs]
        self.there = dict(
            zip(self.pillars, range(len(self.climbs), self.width), strict=False)
        )
        self.gains = {
            pillar: flag + len(self.pillars) for pillar, flag in self.there.items()
        }

    @property
    def width(self) -> int:
        return len(self.climbs) + 2 * len(self.pillars)

    def _chain(self, place: int, most: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Points and prices of 1, 2, … levels more."""
        level, points = self.here.levels[place], self.rubric.questions[place].points
        spent = accumulate(int(cost) for cost in self.here.costs[place][level:most])
        gains = tuple(points[end] - points[level] for end in range(level + 1, most + 1))
        return gains, tuple(cost * self.each + 1 for cost in spent)

    def solved(self) -> tuple[int, int] | None:
        if any(pillar not in self.pillars for pillar in self.here.pillar_targets):
            return None
        rows = [*self._members(), *self._gained(), self._total(), *self._of_pillars()]
        matrix = lil_array((len(rows), self.width))
        for number, (cells, _, _) in enumerate(rows):
            for variable, value in cells.items():
                matrix[number, variable] = value
        counts, maxima = [*self.sorts.values()], self.outcome.pillar_maxima
        most = (
            [counts[sort] for sort, _, _ in self.climbs]
            + [1] * len(self.pillars)
            + [maxima[p] for p in self.pillars]
        )
        found = milp(
            np.array(
                [*(price for _, _, price in self.climbs), *[0] * 2 * len(self.pillars)],
                float,
            ),
            integrality=np.ones(self.width),
            bounds=Bounds(0, most),
            constraints=[
                LinearConstraint(
                    matrix.tocsr(), [row[1] for row in rows], [row[2] for row in rows]
                )
            ],
            options={"mip_rel_gap": 0},
        )
        return divmod(round(found.fun), self.each) if found.success else None

    def _members(self) -> list[Row]:
        """No more climb than there are."""
        return [
            (
                {n: 1 for n, (sort, _, _) in enumerate(self.climbs) if sort == number},
                0,
                members,
            )
            for number, members in enumerate(self.sorts.values())
        ]

    def _gained(self) -> list[Row]:
        """What a pillar gains is what its questions gain."""
        own = {pillar: {gained: -1} for pillar, gained in self.gains.items()}
        for n, (pillar, (_, gain, _)) in enumerate(
            zip(self.owner, self.climbs, strict=True)
        ):
            own[pillar][n] = gain
        return [(cells, 0, 0) for cells in own.values()]

    def _total(self) -> Row:
        """The total that the rule asks for, in the coarsest whole numbers."""
        maxima, weights = self.outcome.pillar_maxima, self.rubric.weights
        worth = {
            p: Fraction(weights[p], maxima[p]) if weights else Fraction(1)
            for p in self.pillars
        }
        full = sum(worth[pillar] * maxima[pillar] for pillar in self.pillars)
        missing = self.rule.share * full - sum(
            worth[pillar] * self.outcome.pillar_points[pillar] for pillar in worth
        )
        common = lcm(*(one.denominator for one in worth.values()))
        grain = Fraction(gcd(*(int(one * common) for one in worth.values())), common)
        missing /= grain
        least = (
            missing.numerator // missing.denominator + 1
            if self.rule.strictly
            else -(-missing // 1)
        )
        # Half a unit below the least is as good as the least, and safe from rounding.
        return (
            {self.gains[pillar]: int(one / grain) for pillar, one in worth.items()},
            float(least) - 0.5,
            np.inf,
        )

    def _of_pillars(self) -> list[Row]:
        """A pillar is there when it gains what it lacks; own targets; as many as the rule asks for."""
        rows: list[Row] = []
        for pillar, gained in self.gains.items():
            short = self._lacking(pillar, self.rule.pillar_level)
            if short > 0:
                rows.append(({gained: 1, self.there[pillar]: -short}, 0, np.inf))
            if pillar in self.here.pillar_targets:
                rows.append(
                    (
                        {gained: 1},
                        self._lacking(pillar, self.here.pillar_targets[pillar]),
                        np.inf,
                    )
                )
        asked = -(
            -self.rule.pillars_at_least * len(self.pillars) // len(self.rubric.pillars)
        )
        return [*rows, (dict.fromkeys(self.there.values(), 1), asked, np.inf)]

    def _lacking(self, pillar: int, level: int) -> int:
        band = next(band for band in self.rubric.bands if band.level == level)
        if band.cut is None:
            return 0
        cut = band.cut * self.outcome.pillar_maxima[pillar]
        fewest = cut.numerator // cut.denominator + 1 if band.strictly else -(-cut // 1)
        return int(fewest) - self.outcome.pillar_points[pillar]
