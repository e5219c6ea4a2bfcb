"""Reads of changes that wait, and of versions that were."""

from django.db.models import QuerySet

from providers.models import Change, EntryVersion, Provider


def changes() -> QuerySet[Change]:
    related = ("provider__organisation", "solution", "asked_by", "association")
    return Change.objects.select_related(*related)


def pending_changes() -> QuerySet[Change]:
    """The longest waiting first."""
    return changes().filter(state=Change.State.PENDING)


def versions_of(provider: Provider) -> QuerySet[EntryVersion]:
    versions = EntryVersion.objects.filter(provider=provider)
    return versions.select_related("solution", "made_by")
