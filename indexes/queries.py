"""Reads of index versions."""

from django.db.models import QuerySet

from indexes.models import IndexVersion


def answerable_versions() -> QuerySet[IndexVersion]:
    """Versions that are or were offered for answering: no drafts, nothing known in part only."""
    versions = IndexVersion.objects.exclude(status=IndexVersion.Status.DRAFT)
    return versions.exclude(document__index__status="partial")


def newest_index_version(index_id: str) -> IndexVersion | None:
    published = IndexVersion.objects.filter(
        index_id=index_id, status=IndexVersion.Status.PUBLISHED
    )
    return published.order_by("-version").first()
