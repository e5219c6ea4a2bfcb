"""Reads of changes that wait, and of versions that were."""

from django.db.models import QuerySet

from accounts.models import Organisation, User
from providers.models import Change, EntryVersion, Provider


def changes() -> QuerySet[Change]:
    related = ("provider__organisation", "solution", "asked_by", "association")
    return Change.objects.select_related(*related)


def pending_changes() -> QuerySet[Change]:
    """The longest waiting first."""
    return changes().filter(state=Change.State.PENDING)


def to_judge(association: Organisation, officer: User) -> QuerySet[Change]:
    """What an officer of the association may judge: nothing of where the person works."""
    own = officer.memberships.values("organisation")
    waiting = pending_changes().exclude(provider__organisation__in=own)
    return waiting.exclude(asked_by=officer)


def judged_changes(association: Organisation) -> QuerySet[Change]:
    """By officers of this association, the newest first."""
    return changes().filter(association=association).order_by("-judged_at", "-pk")


def versions_of(provider: Provider) -> QuerySet[EntryVersion]:
    versions = EntryVersion.objects.filter(provider=provider)
    return versions.select_related("solution", "made_by")
