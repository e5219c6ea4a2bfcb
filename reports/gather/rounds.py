"""The other results of the enterprise: of its other rounds, and other readings of the same answers.

Answers can be read more than once: under a newer version of their index, or by a newer engine.
"""

from collections.abc import Sequence

from accounts.access.scopes import Scope
from language.texts import in_language
from reports.contents.rounds import Correction, Rereading, Round
from reports.gather.frozen import percent
from reports.gather.levels import level_of
from survey.models import Result
from survey.results.queries import results, results_of_enterprise


def rounds_of(result: Result, scope: Scope) -> dict:
    """For the contents, by name; rounds are for the enterprise itself only. One query."""
    if scope is not Scope.OWN:
        readings = results().filter(assessment=result.assessment_id)
        newest_first = list(readings.order_by("-created_at", "-pk"))
        return {**corrections_of(result), **_readings(result, newest_first)}

    newest_first = list(results_of_enterprise(result.organisation))
    readings = [
        other for other in newest_first if other.assessment_id == result.assessment_id
    ]
    history = _history(result, newest_first)
    parts = {**corrections_of(result), **_readings(result, readings)}
    return {"history": history, **parts}


def corrections_of(result: Result) -> dict:
    """What replaced it and what it replaced; without a query where neither is."""
    assessment = result.assessment
    newest_first = results().order_by("-created_at", "-pk")
    replaced = corrects = None
    if assessment.replaced_at:
        newer = newest_first.filter(assessment__corrects=assessment).first()
        replaced = Correction(assessment.replaced_at, str(newer.public_id))
    if assessment.corrects_id:
        first = newest_first.filter(assessment=assessment.corrects_id).first()
        corrects = Correction(first.answered_at, str(first.public_id))
    return {"replaced": replaced, "corrects": corrects}


def _readings(result: Result, newest_first: Sequence[Result]) -> dict:
    return {
        "read_anew_at": result.created_at if result.rescored_from_id else None,
        "first": _rereading(newest_first[-1], beside=result),
        "newer": _rereading(newest_first[0], beside=result),
    }


def _rereading(other: Result, *, beside: Result) -> Rereading | None:
    if other.pk == beside.pk:
        return None
    return Rereading(
        str(other.public_id),
        other.index_version.version,
        other.created_at,
    )


def _history(result: Result, newest_first: Sequence[Result]) -> tuple[Round, ...]:
    """One result per round under the same index, oldest first."""
    # The first that is met is the newest reading of its round, and stays. A correction has
    # the number of the round it corrects.
    newest: dict[int, Result] = {}
    for past in newest_first:
        if past.index_version.index_id == result.index_version.index_id:
            newest.setdefault(past.assessment.round, past)

    # The page is about this reading, be there a newer one.
    newest[result.assessment.round] = result
    return tuple(map(_round, reversed(newest.values())))


def _round(past: Result) -> Round:
    index = past.index
    return Round(
        number=past.assessment.round,
        at=past.answered_at,
        percent=percent(past.total, past.maximum, index.rubric.total_bounds),
        level=level_of(index, past.level),
        public_id=str(past.public_id),
        version=index.version,
        industry=in_language(index.variant_name(index.variant)),
    )
