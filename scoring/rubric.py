"""A rubric: the rules of one index version as plain numbers, checked once when it is built.

Everything that scores (`evaluate`, `matrix`, `distance`, `path`, `matching`) reads the
same integer tables made here, so that one enterprise and ten million are judged by one
definition.

Points are integers in units of 1/`Rubric.unit` point, so that a tool worth 1/2 or 1/3
stays exact.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from math import gcd, lcm
from typing import Any, Literal

import numpy as np

from scoring import consistency
from scoring.errors import RubricError
from scoring.rules import (
    MOST_LEVELS,
    MOST_POINTS,
    Band,
    Bound,
    Gate,
    Group,
    Question,
    Rule,
    least_by_band,
)

# Points are shown in hundredths and percent in tenths, halves up: every half step of
# both must be a whole unit of the total.
HALF_HUNDREDTHS = 200
HALF_TENTHS_OF_PERCENT = 2000


@dataclass(frozen=True)
class Rubric:
    """The rules of one index version.

    questions: in the order of every vector of levels. pillars: their codes.
    bands: of a pillar's points; lowest level first, levels one apart.
    gates: highest level first; the first that holds decides.
    otherwise: the overall level when none holds.
    unit: how many units make one point.
    not_applicable: "refused", or "shrinks" (the question leaves points and maximum;
    bands and gates are then read as the same share of what remains).
    weights: what each pillar is worth in the total, in units: the total is the sum of
    weight x share earned of the pillar's own maximum. None: a pillar is worth its
    maximum, and the total is the plain sum.
    total_bands: instead of gates, the overall level by the total's share of its
    maximum.

    Made here: maximum (of the total) in units of 1/total_unit point, which is `unit`
    for the plain sum; pillar_maxima in units, where a group and its criteria count
    once; pillar_least, the fewest units of each band; rules, highest level first.
    groups: by position; grouped: the positions of them and of their criteria.
    level_dtype: of columns of levels, int8 or, where a question has too many, int16.

    Raises RubricError with one of the codes of docs/scoring.md when the rules
    contradict themselves.
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
    weights: tuple[int, ...] | None = None
    total_bands: tuple[Band, ...] = ()
    groups: tuple[Group, ...] = field(init=False, repr=False, compare=False)
    grouped: frozenset[int] = field(init=False, repr=False, compare=False)
    maximum: int = field(init=False, repr=False, compare=False)
    total_unit: int = field(init=False, repr=False, compare=False)
    pillar_maxima: tuple[int, ...] = field(init=False, repr=False, compare=False)
    pillar_least: tuple[tuple[int, ...], ...] = field(
        init=False, repr=False, compare=False
    )
    rules: tuple[Rule, ...] = field(init=False, repr=False, compare=False)
    level_dtype: np.dtype[Any] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _check_parts(self)
        groups = tuple(_groups(self.questions))
        self._set("groups", groups)
        self._set("grouped", frozenset(_positions_of(groups)))
        self._set("level_dtype", _level_dtype(self.questions))
        maxima = _pillar_maxima(self)
        full = sum(self.weights or maxima)
        _check_levels(self, full)

        self._set("pillar_maxima", maxima)
        self._set("rules", tuple(_rules(self, full)))
        # The unit of the total must be fine enough for the cuts of the rules.
        self._set("total_unit", _total_unit(self))
        self._set("maximum", full * self.total_unit // self.unit)
        _check_size(self)

        least = tuple(least_by_band(self.bands, maximum) for maximum in maxima)
        self._set("pillar_least", least)

    def _set(self, name: str, value: object) -> None:
        # Frozen for everybody else; these follow from the rest and are made once.
        object.__setattr__(self, name, value)

    @property
    def pillar_bounds(self) -> tuple[Bound, ...]:
        """Where the levels of a pillar begin, the lowest of which has no bound."""
        bounds: list[Bound] = []
        for band in self.bands:
            if band.cut is not None:
                bounds.append(Bound(band.cut, band.strictly))
        return tuple(bounds)

    @property
    def total_bounds(self) -> tuple[Bound, ...]:
        """The shares of the total that overall levels ask for."""
        return tuple(Bound(rule.share, rule.strictly) for rule in self.rules)

    @property
    def levels(self) -> tuple[int, ...]:
        """Every overall level that can come out, lowest first."""
        return (self.otherwise, *(rule.level for rule in reversed(self.rules)))


def _check_parts(rubric: Rubric) -> None:
    if rubric.unit < 1:
        raise RubricError("unit_below_one", unit=rubric.unit)
    if rubric.not_applicable not in ("refused", "shrinks"):
        raise RubricError("unknown_not_applicable", value=rubric.not_applicable)

    pillars = len(rubric.pillars)
    consistency.check_names(rubric.pillars, rubric.questions)
    consistency.check_questions(rubric.questions, pillars, rubric.not_applicable)
    consistency.check_groups(rubric.questions, rubric.weights)
    if rubric.weights is not None:
        consistency.check_weights(rubric.weights, pillars)
    consistency.check_bands(rubric.bands)


def _level_dtype(questions: tuple[Question, ...]) -> np.dtype[Any]:
    """The narrowest that holds every level beside the reserved codes."""
    most = max(len(question.points) for question in questions)
    return np.dtype(np.int8 if most <= MOST_LEVELS else np.int16)


def _groups(questions: tuple[Question, ...]) -> Iterator[Group]:
    codes = [question.code for question in questions]
    position_of = dict(zip(codes, range(len(codes)), strict=True))
    for position, question in enumerate(questions):
        if question.stands_for:
            members = map(position_of.__getitem__, question.stands_for)
            yield Group(position, tuple(members))


def _positions_of(groups: tuple[Group, ...]) -> Iterator[int]:
    for group in groups:
        yield group.position
        yield from group.members


def _pillar_maxima(rubric: Rubric) -> tuple[int, ...]:
    maxima = [0] * len(rubric.pillars)
    for question in rubric.questions:
        maxima[question.pillar] += question.maximum
    # Criteria share what their group is worth.
    for group in rubric.groups:
        for member in group.members:
            question = rubric.questions[member]
            maxima[question.pillar] -= question.maximum

    for code, maximum in zip(rubric.pillars, maxima, strict=True):
        if maximum == 0:
            raise RubricError("pillar_empty", pillar=code)
    return tuple(maxima)


def _check_levels(rubric: Rubric, full: int) -> None:
    """full: the highest total, in units."""
    if rubric.total_bands:
        consistency.check_total_bands(
            rubric.total_bands, rubric.gates, rubric.otherwise
        )
    else:
        consistency.check_gates(
            rubric.gates,
            rubric.bands,
            len(rubric.pillars),
            full,
            rubric.otherwise,
        )


def _rules(rubric: Rubric, full: int) -> Iterator[Rule]:
    """Gates as they stand, or bands of the total as gates that ask nothing of pillars.

    Highest level first. full: the highest total, in units.
    """
    for gate in rubric.gates:
        yield Rule(
            level=gate.level,
            share=Fraction(gate.total_above, full),
            strictly=True,
            pillars_at_least=gate.pillars_at_least,
            pillar_level=gate.pillar_level,
        )
    for band in reversed(rubric.total_bands):
        if band.cut is not None:
            yield Rule(
                level=band.level,
                share=band.cut,
                strictly=band.strictly,
                pillars_at_least=0,
                pillar_level=rubric.bands[0].level,
            )


def _total_unit(rubric: Rubric) -> int:
    """Units of total to a point.

    A weighted total is written in twice the units that cuts need (see `total`). Half of
    them make every cut, every half step of what is shown, and every sum of weights a
    whole number.
    """
    if rubric.weights is None:
        return rubric.unit

    worth = Fraction(_common_maximum(rubric, rubric.weights), rubric.unit)
    cuts = [worth * rule.share for rule in rubric.rules]
    edges = [worth, worth / HALF_TENTHS_OF_PERCENT, *cuts]
    denominators = [edge.denominator for edge in edges]
    return 2 * lcm(HALF_HUNDREDTHS, rubric.unit, *denominators)


def _common_maximum(rubric: Rubric, weights: tuple[int, ...]) -> int:
    """What every maximum of the total that can occur is a multiple of, in units."""
    always_counted: set[int] = set()
    for question in rubric.questions:
        if not question.may_be_not_applicable:
            always_counted.add(question.pillar)

    if len(always_counted) == len(rubric.pillars):
        return sum(weights)
    # A pillar that drops out takes its weight with it: the maximum is any sum of
    # weights.
    return gcd(*weights)


def _check_size(rubric: Rubric) -> None:
    """Comparisons with cuts must stay inside an int64."""
    finest = 1
    for rule in rubric.rules:
        finest = max(finest, rule.share.denominator)
    for band in rubric.bands:
        if band.cut is not None:
            finest = max(finest, band.cut.denominator)

    largest = max(rubric.maximum, sum(rubric.pillar_maxima))
    if largest > MOST_POINTS or largest * finest >= 2**62:
        raise RubricError("points_too_large", maximum=largest)
