"""The parts a rubric is made of: questions, bands, gates, and the units that reach a cut.

Every comparison with a cut goes through `least_units`, in integers.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

NOT_ANSWERED = -1
"""Reserved code in a vector of levels: nobody answered. Never points."""

NOT_APPLICABLE = -2
"""Reserved code in a vector of levels: the question does not concern this enterprise.

Never points.
"""

# Of a pillar, and overall: levels and reserved codes share an int8.
MOST_LEVELS = 127

# Of a question: a ratio may earn points hundredth by hundredth of a percent.
MOST_QUESTION_LEVELS = 10_001

# Above this the exact comparisons of a whole matrix could leave an int64.
MOST_POINTS = 2**31 - 1

Units = TypeVar("Units", int, NDArray[np.int64])

QUESTION = "question"
INDICATOR = "indicator"
PILLAR = "pillar"


@dataclass(frozen=True, slots=True)
class Question:
    """One criterion, or a group standing for several.

    code: as the decision numbers it (`1.1.1`). pillar: position in `Rubric.pillars`.
    points: earned at level 0, 1, …; never falling, in units of 1/`Rubric.unit` point.
    stands_for: codes of the criteria this question may be answered instead of. Each of
    them is worth an equal share of the group (`scoring.groups`).
    marks: the levels at which a raise may stop, rising; none: at every level. Answers
    may lie between them.
    indicator: position in `Rubric.indicators`, where there are any.
    """

    code: str
    pillar: int
    points: tuple[int, ...]
    may_be_not_applicable: bool = False
    stands_for: tuple[str, ...] = ()
    marks: tuple[int, ...] = ()
    indicator: int | None = None

    @property
    def stops(self) -> Sequence[int]:
        """The levels that a step can lead to, rising: step k leads to stops[k]."""
        return self.marks or range(1, len(self.points))

    def step_from(self, level: int) -> int:
        """The step that leads on from a level; as many as there are where none does.

        Without marks step k starts at level k.
        """
        if self.marks:
            return bisect_right(self.marks, level)
        return max(level, 0)

    def steps_between(self, lower: int, higher: int) -> list[tuple[int, int]]:
        """(from, to) of every step on the way; none downwards, or from no level at all."""
        if not 0 <= lower < higher:
            return []
        passed = self.stops[self.step_from(lower) : self.step_from(higher)]
        levels = [lower, *passed]
        # Whoever asks for a level between two marks stops there.
        if levels[-1] < higher:
            levels.append(higher)
        return list(pairwise(levels))

    @property
    def top(self) -> int:
        """The highest level of this question."""
        return len(self.points) - 1

    @property
    def maximum(self) -> int:
        """Points at the highest level, in units."""
        return self.points[-1]


@dataclass(frozen=True, slots=True)
class Indicator:
    """A part of a pillar with points and a level of its own.

    pillar: position in `Rubric.pillars`. is_mean: its worth stays while anything of it
    applies, shared equally by the questions that do.
    """

    code: str
    pillar: int
    is_mean: bool = False


class Group(NamedTuple):
    """Questions that share what they are worth together: positions in `Rubric.questions`.

    position: of the question that may be answered instead of them; None for an
    indicator that is a mean, where there is no such question.
    worth: units, as long as any of them applies.
    """

    position: int | None
    members: tuple[int, ...]
    pillar: int
    worth: int


class Need(NamedTuple):
    """Something that a level asks for besides points: it stands at `level` or higher.

    tier: QUESTION, INDICATOR or PILLAR. position: among those of the rubric. What does
    not apply is not asked for.
    """

    tier: str
    position: int
    level: int

    def implies(self, other: "Need") -> bool:
        """Whoever meets it meets the other."""
        is_same = self[:2] == other[:2]
        return is_same and self.level >= other.level


@dataclass(frozen=True, slots=True)
class Band:
    """`level` is reached strictly above `above`, or from `at_least` on.

    Both are shares of the maximum, Fractions of 1 (40 % is Fraction(2, 5)); at_least=1
    is "exactly everything". The lowest band has neither: it has no lower end.
    needs: what a level of the whole asks for besides; without it the band gives way to
    the next lower one.
    """

    level: int
    above: Fraction | None = None
    at_least: Fraction | None = None
    needs: tuple[Need, ...] = ()

    @property
    def cut(self) -> Fraction | None:
        """Where the band starts, whichever way the bound is read."""
        if self.above is None:
            return self.at_least
        return self.above

    @property
    def strictly(self) -> bool:
        """The cut itself still belongs to the band below."""
        return self.above is not None


class Bound(NamedTuple):
    """Where a level begins: a share of the maximum, itself left out where `strictly`."""

    share: Fraction
    strictly: bool


@dataclass(frozen=True, slots=True)
class Gate:
    """The overall result is at `level` when all of it holds.

    The total is strictly above `total_above` (units of 1/`Rubric.unit`, of the full
    maximum; None: whatever it is), at least `pillars_at_least` pillars are at
    `pillar_level` or higher, and every one of the needs is met.
    """

    level: int
    total_above: int | None
    pillars_at_least: int
    pillar_level: int
    needs: tuple[Need, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """What an overall level asks for: the one form of gates and of bands of the total.

    The total is strictly above (or at least) `share` of its maximum (None: whatever it
    is), at least `pillars_at_least` pillars are at `pillar_level` or higher, and every
    one of the needs is met.
    """

    level: int
    share: Fraction | None
    strictly: bool
    pillars_at_least: int
    pillar_level: int
    needs: tuple[Need, ...] = ()

    def asks_all_of(self, needs: tuple[Need, ...]) -> bool:
        """Whoever meets its own needs meets all of these."""
        return all(any(own.implies(need) for own in self.needs) for need in needs)


def least_above(maximum: Units, share: Fraction) -> Units:
    """The smallest integer strictly above `share` of `maximum`, exactly.

    maximum: one number or a whole column.
    """
    return maximum * share.numerator // share.denominator + 1


def least_units(maximum: Units, share: Fraction, strictly: bool) -> Units:
    """Fewest units strictly above, or at, `share` of `maximum`: one number or a column."""
    if strictly:
        return least_above(maximum, share)

    # Whole division rounds down; of the negative, that is up.
    return -(maximum * -share.numerator // share.denominator)


def least_for(bands: tuple[Band, ...], maximum: Units, level: int) -> Units:
    """Fewest units with which a part worth `maximum` units is at a level or higher.

    1 for the lowest level and those below it, which ask for nothing; more than the
    maximum for a level that no band gives. maximum: one number or a column.
    """
    number = level - bands[0].level
    if number <= 0:
        return maximum * 0 + 1
    if number >= len(bands):
        return maximum + 1
    band = bands[number]
    return least_units(maximum, band.cut or Fraction(0), band.strictly)


def least_by_band(bands: tuple[Band, ...], maximum: int) -> tuple[int, ...]:
    """Fewest units that reach each band but the lowest, of a pillar worth `maximum` units."""
    return tuple(
        least_units(maximum, band.cut, band.strictly)
        for band in bands
        if band.cut is not None
    )


def least_total(rule: Rule, maximum: Units) -> Units | None:
    """Fewest units of total that the rule asks for; None where it asks nothing of it.

    maximum: what everything that applies is worth, in units; a number or a column.
    """
    if rule.share is None:
        return None
    return least_units(maximum, rule.share, rule.strictly)


def pillars_required(rule: Rule, pillars: int, remaining: Units) -> Units:
    """How many of the `remaining` pillars (with a question that applies) the rule asks for.

    The same share as of all `pillars`, rounded up: with none missing it is
    `pillars_at_least` itself.
    """
    return -(remaining * -rule.pillars_at_least // pillars)
