"""How far a result is proved, by pillar and in total.

The frozen points beside the evidence as it stands now, and what reviewers accepted.
"""

from collections.abc import Mapping
from decimal import Decimal

from associations.models import Review
from associations.review.decisions.queries import reviewed_proofs
from reports.contents.answers import Grade
from reports.gather.frozen import Frozen
from scoring.percent import rounded
from survey.evidence.queries import evidence_grades
from survey.results.grades import grades, proofs_of_all

UNTOLD = Grade("", Decimal(0), Decimal(0))  # to whom nothing lays it open


def proofs_by_code(frozen: Frozen) -> dict[str, int]:
    """How far each scored answer is proved. Two queries, three where somebody decided."""
    proofs = evidence_grades(frozen.result.assessment)
    if not any(review.state == Review.State.DECIDED for review in frozen.reviews):
        return proofs_of_all(frozen, proofs)
    for code, proof in reviewed_proofs(frozen.result).items():
        proofs[code] = max(proof, proofs.get(code, proof))
    return proofs_of_all(frozen, proofs)


def grades_of(frozen: Frozen, proofs: Mapping[str, int]) -> list[Grade]:
    """The grade of the total, then of each pillar in the order of the index."""
    told = []
    for grade in grades(frozen, proofs):
        attached, checked = rounded(grade.attached * 100), rounded(grade.checked * 100)
        told.append(Grade(grade.name, attached, checked))
    return told


def untold(frozen: Frozen) -> list[Grade]:
    """In place of the grades, for a reader who may not know them."""
    return [UNTOLD] * (1 + len(frozen.index.pillars))
