"""Reads of results. Each function needs a constant number of queries."""

from collections.abc import Iterable

from django.db.models import QuerySet

from accounts.models import Organisation
from accounts.prepared import Prepared
from survey.models import Result

# One result per round counts: the newest reading of the newest round, whenever older rounds
# were read again.
NEWEST_FIRST = ("-assessment__submitted_at", "-assessment_id", "-created_at", "-pk")


def results() -> QuerySet[Result]:
    """Results with their enterprise, assessment and index version, without the heavy document."""
    return Result.objects.select_related(
        "organisation", "assessment", "index_version"
    ).defer("index_version__document")


_RESULT = Prepared(results, "id")
_OF_ENTERPRISE = Prepared(lambda: results().order_by(*NEWEST_FIRST), "organisation")


def result_of(key: int) -> Result:
    """Raises Result.DoesNotExist."""
    found = _RESULT.first(id=key)
    if found is None:
        raise Result.DoesNotExist(key)
    return found


def results_of_enterprise(organisation: Organisation) -> list[Result]:
    """All of one enterprise, the newest round first, of each round the newest reading."""
    return _OF_ENTERPRISE.all(organisation=organisation.pk)


def latest_results(organisations: Iterable[Organisation]) -> dict[int, Result]:
    """The newest result of each enterprise that has one, by the id of the enterprise."""
    latest = results().filter(newest_of__organisation__in=organisations)
    return {result.organisation_id: result for result in latest}
