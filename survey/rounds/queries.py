"""Reads of assessments. Each function needs a constant number of queries."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from accounts.models import Organisation
from accounts.prepared import Prepared
from survey.models import Assessment
from survey.results.queries import results


def assessments() -> QuerySet[Assessment]:
    """Assessments with their enterprise and index version, without the heavy document."""
    related = Assessment.objects.select_related("organisation", "index_version")
    return related.defer("index_version__document")


# One of them, for pages that are asked for more often than all others.
ASSESSMENT = Prepared(assessments, "public_id")


def assessments_for_home(organisations: Iterable[Organisation]) -> list[Assessment]:
    """Assessments of these enterprises, newest first, each with `newest_results`."""
    newest_results = Prefetch("results", results(), to_attr="newest_results")
    own = assessments().filter(organisation__in=organisations)
    in_order = own.order_by("-started_at", "-pk")
    return list(in_order.prefetch_related(newest_results))


def last_sent(assessment: Assessment) -> Assessment:
    """The round itself, or its correction that was sent last: pages may be older than that."""
    while assessment.replaced_at is not None:
        assessment = assessment.correction
    return assessment
