"""How far a result is proved, by pillar and in total.

The frozen points beside the evidence as it stands now.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from reports.contents.answers import Grade
from reports.gather.frozen import Frozen
from scoring.grade import DECLARED, grade_of
from scoring.percent import rounded
from survey.evidence.queries import evidence_grades

UNTOLD = Grade("", Decimal(0), Decimal(0))  # to whom nothing lays it open


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
        grade = grade_of(self.points, self.proofs)
        return Grade(
            grade.name, rounded(grade.attached * 100), rounded(grade.checked * 100)
        )


def proofs_by_code(frozen: Frozen) -> dict[str, int]:
    """How far each scored answer is proved. One query."""
    proofs = evidence_grades(frozen.result.assessment)
    by_code = {}
    for code in frozen.index.codes:
        # A criterion stands on the evidence of its group as well.
        group = frozen.index.questions[code].get("grouped_by", "")
        by_code[code] = max(proofs.get(code, DECLARED), proofs.get(group, DECLARED))
    return by_code


def grades_of(frozen: Frozen, proofs: Mapping[str, int]) -> list[Grade]:
    """The grade of the total, then of each pillar in the order of the index."""
    scales = _scales(frozen)
    total = _Earned()
    pillars = [_Earned() for _pillar in frozen.index.pillars]
    for question, units in zip(
        frozen.index.rubric.questions, frozen.units, strict=True
    ):
        # As they count in the total, where a pillar may weigh more than another.
        points = max(units, 0) * scales[question.pillar]
        proof = proofs[question.code]
        total.add(points, proof)
        pillars[question.pillar].add(points, proof)
    return [earned.grade for earned in (total, *pillars)]


def _scales(frozen: Frozen) -> list[Fraction]:
    maxima = frozen.outcome.pillar_maxima
    unit = frozen.result.unit
    return [
        frozen.index.scale(pillar, maximum, unit)
        for pillar, maximum in enumerate(maxima)
    ]


def untold(frozen: Frozen) -> list[Grade]:
    """In place of the grades, for a reader who may not know them."""
    return [UNTOLD] * (1 + len(frozen.index.pillars))
