"""The other results of the enterprise: of its other rounds, and other readings of the same answers.

Answers can be read more than once: under a newer version of their index, or by a newer engine.
"""

from accounts.access import Scope
from language.texts import in_language
from reports.contents.standing import Other, Round
from reports.gather.frozen import level_of, percent
from survey.models import Result
from survey.results.queries import results, results_of_enterprise


def rounds_of(result: Result, scope: Scope) -> dict:
    """For the contents, by name; rounds are for the enterprise itself only. One query."""
    if scope is not Scope.OWN:
        readings = (
            results()
            .filter(assessment=result.assessment_id)
            .order_by("-created_at", "-pk")
        )
        return _readings(result, list(readings))
    found = results_of_enterprise(result.organisation)
    readings = [one for one in found if one.assessment_id == result.assessment_id]
    return {"history": _history(result, found), **_readings(result, readings)}


def _readings(result: Result, newest_first: list[Result]) -> dict:
    newest, first = newest_first[0], newest_first[-1]
    return {
        "read_anew_at": result.created_at if result.rescored_from_id else None,
        "first": None if first.pk == result.pk else _other(first),
        "newer": None if newest.pk == result.pk else _other(newest),
    }


def _other(result: Result) -> Other:
    version = result.index_version.version
    return Other(
        str(result.public_id), version, result.engine_version, result.created_at
    )


def _history(result: Result, newest_first: list[Result]) -> tuple[Round, ...]:
    """One result per round under the same index, oldest first."""
    newest: dict[int, Result] = {}
    for past in newest_first:
        if past.index_version.index_id == result.index_version.index_id:
            newest.setdefault(past.assessment_id, past)
    newest[result.assessment_id] = (
        result  # the page is about this reading, be there a newer one
    )
    return tuple(_round(past) for past in reversed(newest.values()))


def _round(past: Result) -> Round:
    index = past.index
    return Round(
        past.assessment.round,
        past.answered_at,
        percent(past.total, past.maximum),
        past.total_points,
        past.maximum_points,
        level_of(index, past.level),
        str(past.public_id),
        index.version,
        in_language(index.variant_name(index.variant)),
    )
