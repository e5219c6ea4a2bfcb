"""A rubric: the rules of one index version as plain numbers, checked once when it is built.

Everything that scores (`evaluate`, `matrix`, `distance`, `matching`) reads the same integer tables
made here, so that one enterprise and ten million are judged by one definition.

Points are integers in units of 1/`Rubric.unit` point, so that a tool worth 1/2 or 1/3 stays exact.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from scoring.errors import RubricError

NOT_ANSWERED = -1
"""Reserved code in a vector of levels: nobody answered. Never points."""

NOT_APPLICABLE = -2
"""Reserved code in a vector of levels: the question does not concern this enterprise. Never points."""

MOST_LEVELS = 127
"""Levels and reserved codes share an int8."""

MOST_POINTS = 2**31 - 1
"""Above this the exact comparisons of a whole matrix could leave an int64."""

Units = TypeVar("Units", int, NDArray[np.int64])


@dataclass(frozen=True, slots=True)
class Question:
    """One criterion.

    code: as the decision numbers it (`1.1.1`). pillar: position in `Rubric.pillars`.
    points: earned at level 0, 1, …; never falling, in units of 1/`Rubric.unit` point.
    """

    code: str
    pillar: int
    points: tuple[int, ...]
    may_be_not_applicable: bool = False

    @property
    def top(self) -> int:
        """The highest level of this question."""
        return len(self.points) - 1

    @property
    def maximum(self) -> int:
        """Points at the highest level, in units."""
        return self.points[-1]


@dataclass(frozen=True, slots=True)
class Band:
    """A pillar is at `level` when its points are strictly above `above` of its maximum.

    above: a Fraction of 1 (40 % is Fraction(2, 5)); None for the lowest band, which has no lower end.
    """

    level: int
    above: Fraction | None


@dataclass(frozen=True, slots=True)
class Gate:
    """The overall result is at `level` when both hold.

    The total is strictly above `total_above` (units, of the full maximum), and at least
    `pillars_at_least` pillars are at `pillar_level` or higher.
    """

    level: int
    total_above: int
    pillars_at_least: int
    pillar_level: int


@dataclass(frozen=True)
class Rubric:
    """The rules of one index version.

    questions: in the order of every vector of levels. pillars: their codes.
    bands: lowest level first, levels one apart. gates: highest level first; the first that holds decides.
    otherwise: the overall level when no gate holds. unit: how many units make one point.
    not_applicable: "refused", or "shrinks" (the question leaves points and maximum; bands and gates
    are then read as the same share of what remains).

    Raises RubricError with one of the codes of docs/scoring.md when the rules contradict themselves.
    """

    id: str
    version: int
    questions: tuple[Question, ...]
    pillars: tuple[str, ...]
    bands: tuple[Band, ...]
    gates: tuple[Gate, ...]
    otherwise: int
    unit: int = 1
    not_applicable: Literal["refused", "shrinks"] = "refused"
    maximum: int = field(init=False, repr=False, compare=False)
    pillar_maxima: tuple[int, ...] = field(init=False, repr=False, compare=False)
    pillar_least: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _check_frame(self)
        _check_questions(self)
        _check_bands(self)
        maxima = tuple(
            sum(question.maximum for question in self.questions if question.pillar == pillar)
            for pillar in range(len(self.pillars))
        )
        self._set("pillar_maxima", maxima)
        self._set("maximum", sum(maxima))
        _check_maxima(self)
        _check_gates(self)
        self._set("pillar_least", tuple(least_by_band(self.bands, maximum) for maximum in maxima))

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    @property
    def levels(self) -> tuple[int, ...]:
        """Every overall level that can come out, lowest first."""
        return (self.otherwise, *(gate.level for gate in reversed(self.gates)))


def least_by_band(bands: tuple[Band, ...], maximum: int) -> tuple[int, ...]:
    """Fewest units that reach each band but the lowest, for a pillar worth `maximum` units."""
    return tuple(least_above(maximum, band.above) for band in bands if band.above is not None)


def least_above(maximum: Units, share: Fraction) -> Units:
    """The smallest integer strictly above `share` of `maximum`, exact; one number or a whole column."""
    return maximum * share.numerator // share.denominator + 1


def least_total(rubric: Rubric, gate: Gate, maximum: Units) -> Units:
    """Fewest units above the gate's total, where the applicable questions are worth `maximum` units."""
    return least_above(maximum, Fraction(gate.total_above, rubric.maximum))


def pillars_required(rubric: Rubric, gate: Gate, remaining: Units) -> Units:
    """How many of the `remaining` pillars (those with an applicable question) the gate asks for.

    The same share as of all pillars, rounded up: with none missing it is `pillars_at_least` itself.
    """
    return -(remaining * -gate.pillars_at_least // len(rubric.pillars))


def _check_frame(rubric: Rubric) -> None:
    if rubric.unit < 1:
        raise RubricError("unit_below_one", unit=rubric.unit)
    if not rubric.pillars:
        raise RubricError("no_pillars")
    if not rubric.questions:
        raise RubricError("no_questions")
    if rubric.not_applicable not in ("refused", "shrinks"):
        raise RubricError("unknown_not_applicable", value=rubric.not_applicable)
    for code in _repeated(rubric.pillars):
        raise RubricError("pillar_repeated", pillar=code)
    for code in _repeated(tuple(question.code for question in rubric.questions)):
        raise RubricError("question_repeated", question=code)


def _repeated(codes: tuple[str, ...]) -> Iterator[str]:
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            yield code
        seen.add(code)


def _check_questions(rubric: Rubric) -> None:
    for question in rubric.questions:
        code, points = question.code, question.points
        if not 0 <= question.pillar < len(rubric.pillars):
            raise RubricError("unknown_pillar", question=code, pillar=question.pillar)
        if not 2 <= len(points) <= MOST_LEVELS:
            raise RubricError("levels_out_of_range", question=code, levels=len(points))
        if points[0] < 0:
            raise RubricError("points_negative", question=code, points=points)
        if any(higher < lower for lower, higher in pairwise(points)):
            raise RubricError("points_fall", question=code, points=points)
        if points[-1] == 0:
            raise RubricError("points_all_zero", question=code, points=points)
        if question.may_be_not_applicable and rubric.not_applicable == "refused":
            raise RubricError("not_applicable_without_rule", question=code)


def _check_bands(rubric: Rubric) -> None:
    bands = rubric.bands
    if not bands or bands[0].above is not None:
        raise RubricError("lowest_band_missing")
    if not 0 <= bands[0].level <= MOST_LEVELS - len(bands):
        raise RubricError("level_out_of_range", level=bands[0].level)
    previous = Fraction(-1)
    for lower, band in pairwise(bands):
        if band.above is None or not 0 <= band.above < 1:
            raise RubricError("band_out_of_range", level=band.level, above=band.above)
        if band.above <= previous:
            raise RubricError("bands_out_of_order", level=band.level, above=band.above)
        if band.level != lower.level + 1:
            raise RubricError("bands_with_a_hole", level=band.level, after=lower.level)
        previous = band.above


def _check_maxima(rubric: Rubric) -> None:
    for code, maximum in zip(rubric.pillars, rubric.pillar_maxima, strict=True):
        if maximum == 0:
            raise RubricError("pillar_empty", pillar=code)
    widest = max((band.above.denominator for band in rubric.bands if band.above is not None), default=1)
    if rubric.maximum > MOST_POINTS or rubric.maximum * widest >= 2**62:
        raise RubricError("points_too_large", maximum=rubric.maximum)


def _check_gates(rubric: Rubric) -> None:
    for gate in rubric.gates:
        if not 0 <= gate.total_above < rubric.maximum:
            raise RubricError("gate_total_out_of_range", level=gate.level, total_above=gate.total_above)
        if not 0 <= gate.pillars_at_least <= len(rubric.pillars):
            raise RubricError("gate_pillars_out_of_range", level=gate.level, pillars=gate.pillars_at_least)
        if not rubric.bands[0].level <= gate.pillar_level <= rubric.bands[-1].level:
            raise RubricError("gate_pillar_level_unknown", level=gate.level, pillar_level=gate.pillar_level)
    for higher, lower in pairwise(rubric.gates):
        if lower.level >= higher.level:
            raise RubricError("gates_out_of_order", level=lower.level, after=higher.level)
        if lower.total_above > higher.total_above or lower.pillar_level > higher.pillar_level:
            raise RubricError("lower_gate_is_harder", level=lower.level, above=higher.level)
    lowest = rubric.gates[-1].level if rubric.gates else MOST_LEVELS
    if not 0 <= rubric.otherwise < lowest or any(gate.level > MOST_LEVELS for gate in rubric.gates):
        raise RubricError("otherwise_out_of_range", otherwise=rubric.otherwise)
