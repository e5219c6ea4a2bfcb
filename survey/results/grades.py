"""How far a result is proved, by pillar and in total: its frozen points beside proofs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from scoring.grade import DECLARED, Grade, grade_of
from survey.results.scored import ScoredResult


@dataclass(slots=True)
class _Earned:
    """What answers earned, beside how far each is proved."""

    points: list[Fraction] = field(default_factory=list)
    proofs: list[int] = field(default_factory=list)

    def add(self, points: Fraction, proof: int) -> None:
        self.points.append(points)
        self.proofs.append(proof)

    @property
    def grade(self) -> Grade:
        return grade_of(self.points, self.proofs)


def proofs_of_all(scored: ScoredResult, proofs: Mapping[str, int]) -> dict[str, int]:
    """How far each scored answer is proved, from the answers that have any proof."""
    by_code = {}
    for code in scored.index.codes:
        # A criterion stands on the evidence of its group as well.
        group = scored.index.questions[code].get("grouped_by", "")
        by_code[code] = max(proofs.get(code, DECLARED), proofs.get(group, DECLARED))
    return by_code


def grades(scored: ScoredResult, proofs: Mapping[str, int]) -> list[Grade]:
    """The grade of the total, then of each pillar in the order of the index.

    proofs: of each scored answer.
    """
    scales = _scales(scored)
    total = _Earned()
    pillars = [_Earned() for _pillar in scored.index.pillars]
    for question, units in zip(
        scored.index.rubric.questions, scored.units, strict=True
    ):
        # As they count in the total, where a pillar may weigh more than another.
        points = max(units, 0) * scales[question.pillar]
        proof = proofs[question.code]
        total.add(points, proof)
        pillars[question.pillar].add(points, proof)
    return [earned.grade for earned in (total, *pillars)]


def _scales(scored: ScoredResult) -> list[Fraction]:
    maxima = scored.result.pillar_maxima
    unit = scored.result.unit
    return [
        scored.index.scale(pillar, maximum, unit)
        for pillar, maximum in enumerate(maxima)
    ]
