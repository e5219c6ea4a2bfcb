"""How far a result is proved, by pillar and in total: the frozen points beside the evidence as it stands now."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from reports.contents.answers import Proved
from reports.gather.frozen import Frozen
from scoring.grade import DECLARED, grade_of
from scoring.percent import rounded
from survey.evidence.queries import evidence_grades

UNTOLD = Proved("", Decimal(0), Decimal(0))  # to whom nothing lays it open


def proofs_by_code(frozen: Frozen) -> dict[str, int]:
    """How far each scored answer is proved; a criterion stands on the evidence of its group as well. One query."""
    kept, index = evidence_grades(frozen.result.assessment), frozen.index
    groups = {code: index.questions[code].get("grouped_by", "") for code in index.codes}
    return {
        code: max(kept.get(code, DECLARED), kept.get(group, DECLARED))
        for code, group in groups.items()
    }


def grades_of(frozen: Frozen, proofs: Mapping[str, int]) -> list[Proved]:
    """The grade of the total, then of each pillar in the order of the index."""
    index, maxima = frozen.index, frozen.outcome.pillar_maxima
    scales = [index.scale(pillar, maximum) for pillar, maximum in enumerate(maxima)]
    parts: list[list[tuple[Fraction, int]]] = [[] for _pillar in index.pillars]
    for question, units in zip(index.rubric.questions, frozen.units, strict=True):
        parts[question.pillar].append(
            (max(units, 0) * scales[question.pillar], proofs[question.code])
        )
    return [
        _grade(answers) for answers in ([one for part in parts for one in part], *parts)
    ]


def _grade(answers: list[tuple[Fraction, int]]) -> Proved:
    grade = grade_of(
        [points for points, _proof in answers], [proof for _points, proof in answers]
    )
    return Proved(
        grade.name, rounded(grade.attached * 100), rounded(grade.checked * 100)
    )
