"""How far a result is proved, by pillar and in total: the frozen points beside the evidence as it stands now."""

from collections.abc import Sequence

from reports.contents import Proved
from scoring.grade import DECLARED, Grade, grade_of
from scoring.percent import rounded
from survey.index import Index
from survey.models import Result
from survey.queries_evidence import proofs_of


def grades_of(result: Result, index: Index, units: Sequence[int]) -> tuple[Proved, list[Proved]]:
    """The grade of the total, and of each pillar in the order of the index.

    A criterion that is asked through its group stands on the evidence of the group as well.
    """
    kept = proofs_of(result.assessment)
    places = {pillar["code"]: place for place, pillar in enumerate(index.pillars)}
    scales = [index.scale(place, maximum) for place, maximum in enumerate(result.pillar_maxima)]
    points: list[list] = [[] for _pillar in index.pillars]
    proofs: list[list[int]] = [[] for _pillar in index.pillars]
    for code, unit in zip(index.codes, units, strict=True):
        question = index.questions[code]
        place = places[question["pillar"]]
        points[place].append(max(unit, 0) * scales[place])
        proofs[place].append(max(kept.get(code, DECLARED), kept.get(question.get("grouped_by", ""), DECLARED)))
    whole = grade_of([one for part in points for one in part], [one for part in proofs for one in part])
    return _proved(whole), [_proved(grade_of(*pair)) for pair in zip(points, proofs, strict=True)]


def _proved(grade: Grade) -> Proved:
    return Proved(grade.name, rounded(grade.attached * 100), rounded(grade.checked * 100))
