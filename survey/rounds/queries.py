"""Reads of assessments. Each function needs a constant number of queries."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from accounts.models import Organisation
from survey.models import Assessment
from survey.results.queries import results


def assessments() -> QuerySet[Assessment]:
    """Assessments with their enterprise and index version, without the heavy document."""
    return Assessment.objects.select_related("organisation", "index_version").defer(
        "index_version__document"
    )


def assessments_for_home(organisations: Iterable[Organisation]) -> list[Assessment]:
    """Assessments of these enterprises, newest first, each with `newest_results`."""
    return list(
        assessments()
        .filter(organisation__in=organisations)
        .order_by("-started_at", "-pk")
        .prefetch_related(Prefetch("results", results(), to_attr="newest_results"))
    )
