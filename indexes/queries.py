"""Reads of index versions."""

from django.db.models import QuerySet

from indexes.models import IndexVersion


def open_versions() -> QuerySet[IndexVersion]:
    """Every version, the newest of an index last, a published one after a retired one.

    Drafts are for administrators alone.
    """
    versions = IndexVersion.objects.exclude(status=IndexVersion.Status.DRAFT)
    # From the end, since "retired" comes after "published" in the alphabet.
    return versions.order_by("-status", "version")


def answerable_versions() -> QuerySet[IndexVersion]:
    """Versions that are or were offered for answering: no drafts, nothing known in part only."""
    versions = IndexVersion.objects.exclude(status=IndexVersion.Status.DRAFT)
    return versions.exclude(document__index__status="partial")


def newest_index_version(index_id: str) -> IndexVersion | None:
    published = IndexVersion.objects.filter(
        index_id=index_id, status=IndexVersion.Status.PUBLISHED
    )
    return published.order_by("-version").first()
