"""A rubric: the rules of one index version as plain numbers, checked once when it is built.

Everything that scores (`evaluate`, `matrix`, `distance`, `path`, `matching`) reads the same integer
tables made here, so that one enterprise and ten million are judged by one definition.

Points are integers in units of 1/`Rubric.unit` point, so that a tool worth 1/2 or 1/3 stays exact.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from math import gcd, lcm
from typing import Literal

from scoring import consistency
from scoring.errors import RubricError
from scoring.rules import (
    MOST_POINTS,
    NOT_ANSWERED,
    NOT_APPLICABLE,
    Band,
    Gate,
    Question,
    Rule,
    least_above,
    least_by_band,
    least_total,
    least_units,
    pillars_required,
)

__all__ = [
    "NOT_ANSWERED",
    "NOT_APPLICABLE",
    "Band",
    "Gate",
    "Question",
    "Rubric",
    "Rule",
    "least_above",
    "least_by_band",
    "least_total",
    "least_units",
    "pillars_required",
]

SHOWN_STEPS = (200, 2000)
"""Points are shown in hundredths and percent in tenths, halves up: every half step must be a whole unit."""


@dataclass(frozen=True)
class Rubric:
    """The rules of one index version.

    questions: in the order of every vector of levels. pillars: their codes.
    bands: of a pillar's points; lowest level first, levels one apart.
    gates: highest level first; the first that holds decides. otherwise: the overall level when none holds.
    unit: how many units make one point.
    not_applicable: "refused", or "shrinks" (the question leaves points and maximum; bands and gates
    are then read as the same share of what remains).
    weights: what each pillar is worth in the total, in units: the total is the sum of weight x share
    earned of the pillar's own maximum. None: a pillar is worth its maximum, and the total is the plain sum.
    total_bands: instead of gates, the overall level by the total's share of its maximum.

    Made here: maximum (of the total) in units of 1/total_unit point, which is `unit` for the plain sum;
    pillar_maxima in units; pillar_least, the fewest units of each band; rules, highest level first.

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
    weights: tuple[int, ...] | None = None
    total_bands: tuple[Band, ...] = ()
    maximum: int = field(init=False, repr=False, compare=False)
    total_unit: int = field(init=False, repr=False, compare=False)
    pillar_maxima: tuple[int, ...] = field(init=False, repr=False, compare=False)
    pillar_least: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)
    rules: tuple[Rule, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _check(self)
        maxima = tuple(
            sum(question.maximum for question in self.questions if question.pillar == pillar)
            for pillar in range(len(self.pillars))
        )
        for code, maximum in zip(self.pillars, maxima, strict=True):
            if maximum == 0:
                raise RubricError("pillar_empty", pillar=code)
        full = sum(self.weights or maxima)
        if self.total_bands:
            consistency.check_total_bands(self.total_bands, self.gates, self.otherwise)
        else:
            consistency.check_gates(self.gates, self.bands, len(self.pillars), full, self.otherwise)
        self._set("pillar_maxima", maxima)
        self._set("rules", _rules(self, full))
        self._set("total_unit", _total_unit(self))
        self._set("maximum", full * self.total_unit // self.unit)
        _check_size(self)
        self._set("pillar_least", tuple(least_by_band(self.bands, maximum) for maximum in maxima))

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    @property
    def levels(self) -> tuple[int, ...]:
        """Every overall level that can come out, lowest first."""
        return (self.otherwise, *(rule.level for rule in reversed(self.rules)))


def _check(rubric: Rubric) -> None:
    if rubric.unit < 1:
        raise RubricError("unit_below_one", unit=rubric.unit)
    if rubric.not_applicable not in ("refused", "shrinks"):
        raise RubricError("unknown_not_applicable", value=rubric.not_applicable)
    consistency.check_names(rubric.pillars, rubric.questions)
    consistency.check_questions(rubric.questions, len(rubric.pillars), rubric.not_applicable)
    consistency.check_groups(rubric.questions, rubric.weights)
    if rubric.weights is not None:
        consistency.check_weights(rubric.weights, len(rubric.pillars))
    consistency.check_bands(rubric.bands)


def _rules(rubric: Rubric, full: int) -> tuple[Rule, ...]:
    """Gates as they stand; bands of the total as gates that ask nothing of single pillars."""
    lowest = rubric.bands[0].level
    if not rubric.total_bands:
        return tuple(
            Rule(gate.level, Fraction(gate.total_above, full), True, gate.pillars_at_least, gate.pillar_level)
            for gate in rubric.gates
        )
    return tuple(
        Rule(band.level, band.cut, band.strictly, 0, lowest)
        for band in reversed(rubric.total_bands)
        if band.cut is not None
    )


def _total_unit(rubric: Rubric) -> int:
    """Units of total to a point. A weighted total is written in twice the units that cuts need (see `total`).

    Half of them make every cut, every half step of what is shown, and every sum of weights a whole number.
    """
    if rubric.weights is None:
        return rubric.unit
    always = {question.pillar for question in rubric.questions if not question.may_be_not_applicable}
    # Where no pillar can drop out, the maximum is always the same; else it is some sum of weights.
    whole = sum(rubric.weights) if len(always) == len(rubric.pillars) else gcd(*rubric.weights)
    worth = Fraction(whole, rubric.unit)
    hundredths, tenths = SHOWN_STEPS
    edges = [worth, worth / tenths, *(worth * rule.share for rule in rubric.rules)]
    return 2 * lcm(hundredths, rubric.unit, *(edge.denominator for edge in edges))


def _check_size(rubric: Rubric) -> None:
    """Comparisons with cuts must stay inside an int64."""
    cuts = [*(band.cut for band in rubric.bands), *(rule.share for rule in rubric.rules)]
    finest = max((cut.denominator for cut in cuts if cut is not None), default=1)
    largest = max(rubric.maximum, sum(rubric.pillar_maxima))
    if largest > MOST_POINTS or largest * finest >= 2**62:
        raise RubricError("points_too_large", maximum=largest)
