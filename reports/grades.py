"""How far a result is proved, by pillar and in total: the frozen points beside the evidence as it stands now."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from reports.contents import Contents, Indicator, Proved
from scoring.grade import DECLARED, Grade, grade_of
from scoring.percent import rounded
from survey.index import Index
from survey.models import Result
from survey.queries_evidence import proofs_of

UNTOLD = Proved("", Decimal(0), Decimal(0))  # for whom nothing says that it may be known


def proofs_by_code(result: Result, index: Index) -> dict[str, int]:
    """How far each scored answer is proved; a criterion stands on the evidence of its group as well."""
    kept = proofs_of(result.assessment)
    groups = {code: index.questions[code].get("grouped_by", "") for code in index.codes}
    return {code: max(kept.get(code, DECLARED), kept.get(group, DECLARED)) for code, group in groups.items()}


def grades_of(
    result: Result, index: Index, units: Sequence[int], proofs: Mapping[str, int]
) -> tuple[Proved, list[Proved]]:
    """The grade of the total, and of each pillar in the order of the index."""
    places = {pillar["code"]: place for place, pillar in enumerate(index.pillars)}
    scales = [index.scale(place, maximum) for place, maximum in enumerate(result.pillar_maxima)]
    parts: list[list[tuple]] = [[] for _pillar in index.pillars]
    for code, unit in zip(index.codes, units, strict=True):
        place = places[index.questions[code]["pillar"]]
        parts[place].append((max(unit, 0) * scales[place], proofs[code]))
    return _grade([one for part in parts for one in part]), [_grade(part) for part in parts]


def _grade(answers: list[tuple]) -> Proved:
    return _proved(grade_of([points for points, _proof in answers], [proof for _points, proof in answers]))


def _proved(grade: Grade) -> Proved:
    return Proved(grade.name, rounded(grade.attached * 100), rounded(grade.checked * 100))


def ungraded(contents: Contents) -> Contents:
    """The same without a word of how far the answers are proved: for whom no consent names it."""
    pillars = tuple(
        replace(pillar, grade=UNTOLD, indicators=_unproved(pillar.indicators)) for pillar in contents.pillars
    )
    strengths, gaps = _unproved(contents.strengths), _unproved(contents.gaps)
    return replace(contents, grade=UNTOLD, pillars=pillars, strengths=strengths, gaps=gaps)


def _unproved(parts: Sequence[Indicator]) -> tuple[Indicator, ...]:
    return tuple(
        replace(part, criteria=tuple(replace(one, proof=DECLARED) for one in part.criteria)) for part in parts
    )
