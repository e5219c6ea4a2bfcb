"""What an entry said and when: a version each time it says something else."""

from datetime import datetime

from accounts.models import User
from providers.models import EntryVersion, Provider, Solution

OF_PROVIDER = (
    "about",
    "website",
    "areas",
    "online",
    "certificates",
    "certificate_ends",
    "certificate_files",
    "capacity_per_month",
)
OF_SOLUTION = (
    "name",
    "what",
    "kind",
    "improves",
    "index_id",
    "sectors",
    "sizes",
    "price_from",
    "price_to",
    "price_unit",
    "delivery_days",
    "support_item",
    "is_active",
)


def content_of(entry: Provider | Solution) -> dict:
    """What everybody may read of it; nothing to write or call to."""
    if isinstance(entry, Solution):
        return {name: getattr(entry, name) for name in OF_SOLUTION}
    content = {name: getattr(entry, name) for name in OF_PROVIDER}
    return content | {"title": entry.organisation.name}


def keep_version(
    entry: Provider | Solution, by: User | None, now: datetime
) -> EntryVersion | None:
    """In the transaction that changes the entry. None where it says what it said before."""
    version = _version(entry, by, now)
    before = EntryVersion.objects.filter(
        provider_id=version.provider_id, solution=version.solution
    )
    newest = before.first()
    if newest is not None and newest.content == version.content:
        return None
    version.save()
    return version


def keep_versions(
    entries: list[Provider | Solution], by: User | None, now: datetime
) -> None:
    """Of many at once, of which it is known that they say something else than before."""
    EntryVersion.objects.bulk_create(_version(entry, by, now) for entry in entries)


def _version(
    entry: Provider | Solution, by: User | None, now: datetime
) -> EntryVersion:
    is_solution = isinstance(entry, Solution)
    return EntryVersion(
        provider_id=entry.provider_id if is_solution else entry.pk,
        solution=entry if is_solution else None,
        content=content_of(entry),
        made_at=now,
        made_by=by,
    )
