"""A rubric: the rules of one index version as plain numbers, checked once when it is built.

Everything that scores (`evaluate`, `matrix`, `distance`, `path`, `matching`) reads the
same integer tables made here, so that one enterprise and ten million are judged by one
definition.

Points are integers in units of 1/`Rubric.unit` point, so that a tool worth 1/2 or 1/3
stays exact.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import gcd, lcm
from typing import Any, Literal

import numpy as np

from scoring.checks.levels import (
    check_bands,
    check_gates,
    check_total_bands,
    check_weights,
)
from scoring.checks.parts import check_indicators, check_needs, check_penalties
from scoring.checks.questions import check_groups, check_names, check_questions
from scoring.checks.size import check_size, pillar_lowest, total_lowest
from scoring.errors import RubricError
from scoring.rules import (
    MOST_LEVELS,
    Band,
    Bound,
    Gate,
    Group,
    Indicator,
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
    not_applicable: "refused", "shrinks" (the question leaves points and maximum; bands
    and gates are then read as the same share of what remains), or "stays" (the question
    earns all its points).
    weights: what each pillar is worth in the total, in units: the total is the sum of
    weight x share earned of the pillar's own maximum. None: a pillar is worth its
    maximum, and the total is the plain sum.
    total_bands: instead of gates, the overall level by the total's share of its
    maximum.
    own_bands: by pillar, its own instead of `bands`; an empty one: it has none.
    indicators: a tier below the pillars, all questions in one each; indicator_bands:
    their levels, by points of their own maximum.

    Made here: maximum (of the total) in units of 1/total_unit point, which is `unit`
    for the plain sum; pillar_maxima in units, where a group and its criteria count
    once; bands_by_pillar, each pillar's own or those that all share; pillar_least, the
    fewest units of each band; rules, highest level first.
    groups: by position; grouped: the positions of them and of their criteria.
    by_indicator: the same questions, with the indicators for pillars; None without any.
    pillar_lowest, total_lowest: units that nothing is ever worth less than, 0 or below.
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
    not_applicable: Literal["refused", "shrinks", "stays"] = "refused"
    weights: tuple[int, ...] | None = None
    total_bands: tuple[Band, ...] = ()
    own_bands: tuple[tuple[Band, ...], ...] = ()
    indicators: tuple[Indicator, ...] = ()
    indicator_bands: tuple[Band, ...] = ()
    groups: tuple[Group, ...] = field(init=False, repr=False, compare=False)
    grouped: frozenset[int] = field(init=False, repr=False, compare=False)
    maximum: int = field(init=False, repr=False, compare=False)
    total_unit: int = field(init=False, repr=False, compare=False)
    pillar_maxima: tuple[int, ...] = field(init=False, repr=False, compare=False)
    pillar_least: tuple[tuple[int, ...], ...] = field(
        init=False, repr=False, compare=False
    )
    bands_by_pillar: tuple[tuple[Band, ...], ...] = field(
        init=False, repr=False, compare=False
    )
    rules: tuple[Rule, ...] = field(init=False, repr=False, compare=False)
    level_dtype: np.dtype[Any] = field(init=False, repr=False, compare=False)
    by_indicator: "Rubric | None" = field(init=False, repr=False, compare=False)
    pillar_lowest: tuple[int, ...] = field(init=False, repr=False, compare=False)
    total_lowest: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _check_parts(self)
        groups = (*_groups(self.questions), *_means(self))
        self._set("groups", groups)
        self._set("grouped", frozenset(_positions_of(groups)))
        self._set("level_dtype", _level_dtype(self.questions))
        own = self.own_bands or ((),) * len(self.pillars)
        self._set("bands_by_pillar", tuple(bands or self.bands for bands in own))
        maxima = _pillar_maxima(self)
        full = sum(self.weights or maxima)
        _check_levels(self, full)

        self._set("pillar_maxima", maxima)
        self._set("rules", tuple(_rules(self, full)))
        check_needs(self)
        # The unit of the total must be fine enough for the cuts of the rules.
        self._set("total_unit", _total_unit(self))
        self._set("maximum", full * self.total_unit // self.unit)
        self._set("pillar_lowest", pillar_lowest(self))
        self._set("total_lowest", total_lowest(self))
        check_size(self)

        least: list[tuple[int, ...]] = []
        for pillar, maximum in enumerate(maxima):
            least.append(least_by_band(self.bands_of(pillar), maximum))
        self._set("pillar_least", tuple(least))
        self._set("by_indicator", _by_indicator(self))

    def _set(self, name: str, value: object) -> None:
        # Frozen for everybody else; these follow from the rest and are made once.
        object.__setattr__(self, name, value)

    def bands_of(self, pillar: int) -> tuple[Band, ...]:
        """Its own, or those that all pillars share."""
        return self.bands_by_pillar[pillar]

    def bounds_of(self, pillar: int) -> tuple[Bound, ...]:
        """Where the levels of a pillar begin, the lowest of which has no bound."""
        return _bounds(self.bands_of(pillar))

    @property
    def pillar_levels(self) -> range:
        """Every level that some pillar can be at."""
        tables = self.bands_by_pillar
        lowest = min(bands[0].level for bands in tables)
        highest = max(bands[-1].level for bands in tables)
        return range(lowest, highest + 1)

    @property
    def indicator_bounds(self) -> tuple[Bound, ...]:
        """The same of an indicator."""
        return _bounds(self.indicator_bands)

    @property
    def total_bounds(self) -> tuple[Bound, ...]:
        """The shares of the total that overall levels ask for."""
        bounds: list[Bound] = []
        for rule in self.rules:
            if rule.share is not None:
                bounds.append(Bound(rule.share, rule.strictly))
        return tuple(bounds)

    @property
    def levels(self) -> tuple[int, ...]:
        """Every overall level that can come out, lowest first."""
        return (self.otherwise, *(rule.level for rule in reversed(self.rules)))


def _check_parts(rubric: Rubric) -> None:
    if rubric.unit < 1:
        raise RubricError("unit_below_one", unit=rubric.unit)
    if rubric.not_applicable not in ("refused", "shrinks", "stays"):
        raise RubricError("unknown_not_applicable", value=rubric.not_applicable)

    pillars = len(rubric.pillars)
    check_names(rubric.pillars, rubric.questions)
    check_questions(rubric.questions, pillars, rubric.not_applicable)
    check_groups(rubric)
    if rubric.weights is not None:
        check_weights(rubric.weights, pillars)
    check_bands(rubric.bands)
    for own in filter(None, rubric.own_bands):
        check_bands(own)
    if rubric.own_bands and len(rubric.own_bands) != pillars:
        raise RubricError("own_bands_count", expected=pillars)
    if rubric.indicator_bands:
        check_bands(rubric.indicator_bands)
    check_indicators(rubric)
    check_penalties(rubric)


def _bounds(bands: tuple[Band, ...]) -> tuple[Bound, ...]:
    bounds: list[Bound] = []
    for band in bands:
        if band.cut is not None:
            bounds.append(Bound(band.cut, band.strictly))
    return tuple(bounds)


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
            yield Group(
                position=position,
                members=tuple(members),
                pillar=question.pillar,
                worth=question.maximum,
            )


def _means(rubric: Rubric) -> Iterator[Group]:
    """The indicators whose questions share the worth of those that do not apply."""
    if rubric.not_applicable != "shrinks":
        return
    for number, indicator in enumerate(rubric.indicators):
        members: list[int] = []
        for position, question in enumerate(rubric.questions):
            if question.indicator == number:
                members.append(position)
        # A group that is asked as a whole is the mean of its criteria already.
        has_group = any(rubric.questions[member].stands_for for member in members)
        if indicator.is_mean and not has_group:
            worth = sum(rubric.questions[member].maximum for member in members)
            yield Group(
                position=None,
                members=tuple(members),
                pillar=indicator.pillar,
                worth=worth,
            )


def _positions_of(groups: tuple[Group, ...]) -> Iterator[int]:
    for group in groups:
        yield from group.members
        if group.position is not None:
            yield group.position


def _by_indicator(rubric: Rubric) -> Rubric | None:
    """The same answers with the indicators for pillars: what scores these scores those."""
    if not rubric.indicator_bands:
        return None
    questions: list[Question] = []
    for question in rubric.questions:
        assert question.indicator is not None, "the indicators were checked"
        questions.append(replace(question, pillar=question.indicator))
    indicators: list[Indicator] = []
    for number, indicator in enumerate(rubric.indicators):
        indicators.append(replace(indicator, pillar=number))

    weights: tuple[int, ...] | None = None
    # Groups ask for weights; what they add up to is of no interest here.
    if any(question.stands_for for question in questions):
        weights = (1,) * len(indicators)
    return replace(
        rubric,
        questions=tuple(questions),
        pillars=tuple(indicator.code for indicator in indicators),
        bands=rubric.indicator_bands,
        gates=(),
        otherwise=0,
        weights=weights,
        total_bands=(),
        own_bands=(),
        indicators=tuple(indicators),
        indicator_bands=(),
    )


def _pillar_maxima(rubric: Rubric) -> tuple[int, ...]:
    maxima = [0] * len(rubric.pillars)
    for question in rubric.questions:
        maxima[question.pillar] += question.maximum
    # Criteria share what their group is worth.
    for group in rubric.groups:
        if group.position is not None:
            for member in group.members:
                question = rubric.questions[member]
                maxima[question.pillar] -= question.maximum

    for code, maximum in zip(rubric.pillars, maxima, strict=True):
        if maximum <= 0:
            raise RubricError("pillar_empty", pillar=code)
    return tuple(maxima)


def _check_levels(rubric: Rubric, full: int) -> None:
    """full: the highest total, in units."""
    if rubric.total_bands:
        check_total_bands(rubric.total_bands, rubric.gates, rubric.otherwise)
    else:
        check_gates(rubric, full)


def _rules(rubric: Rubric, full: int) -> Iterator[Rule]:
    """Gates as they stand, or bands of the total as gates that ask nothing of pillars.

    Highest level first. full: the highest total, in units.
    """
    for gate in rubric.gates:
        share: Fraction | None = None
        if gate.total_above is not None:
            share = Fraction(gate.total_above, full)
        yield Rule(
            level=gate.level,
            share=share,
            strictly=True,
            pillars_at_least=gate.pillars_at_least,
            pillar_level=gate.pillar_level,
            needs=gate.needs,
        )
    for band in reversed(rubric.total_bands):
        if band.cut is not None:
            yield Rule(
                level=band.level,
                share=band.cut,
                strictly=band.strictly,
                pillars_at_least=0,
                pillar_level=rubric.bands[0].level,
                needs=band.needs,
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
    cuts = [worth * bound.share for bound in rubric.total_bounds]
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
