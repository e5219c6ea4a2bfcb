"""Writing the directory: import from a checked file, vetting by administrators."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from accounts.models import Organisation, User
from accounts.services import create_organisation, record_event
from indexes.documents.reader import checksum_of
from language.collation import unaccented
from providers.directory.check import DEFAULT_INDEX
from providers.directory.document import composed
from providers.models import Provider, Solution


@dataclass(frozen=True)
class Imported:
    """How many providers and solutions were new, changed, left as they were, or taken off the list."""

    providers: Counter = field(default_factory=Counter)
    solutions: Counter = field(default_factory=Counter)


@transaction.atomic
def import_directory(*, data: dict, now: datetime, by: User | None = None) -> Imported:
    """Bring the directory to what a checked file says; the same file again changes nothing.

    Providers and solutions are known by their ids. A provider that is not in the file stays as it is; a solution
    that its provider no longer lists is switched off, never deleted, since stored recommendations name it. A
    `vetted_until` the file does not mention keeps what the administrators set.
    """
    done = Imported()
    data = composed(data)
    entries = Provider.objects.select_related("organisation").select_for_update(
        of=("self",)
    )
    known = {entry.slug: entry for entry in entries}
    solutions = {solution.slug: solution for solution in Solution.objects.all()}
    for row in data["providers"]:
        provider, change = _save_provider(
            known.get(row["id"]), row, data.get("fictional", False), now
        )
        done.providers[change] += 1
        for part in row["solutions"]:
            change = _save_solution(
                solutions.get(part["id"]),
                provider,
                part,
                data.get("index", DEFAULT_INDEX),
            )
            done.solutions[change] += 1
    done.solutions["switched_off"] += _switch_off_unlisted(data)
    record_event(
        action="directory.imported",
        organisation=None,
        actor=by,
        subject=f"directory:{checksum_of(data)[:16]}",
        now=now,
        details={"providers": dict(done.providers), "solutions": dict(done.solutions)},
    )
    return done


def _switch_off_unlisted(data: dict) -> int:
    listed = [part["id"] for row in data["providers"] for part in row["solutions"]]
    of_file = Solution.objects.filter(
        provider__slug__in=[row["id"] for row in data["providers"]], is_active=True
    )
    return of_file.exclude(slug__in=listed).update(is_active=False)


def _save_provider(
    provider: Provider | None, row: dict, fictional: bool, now: datetime
) -> tuple[Provider, str]:
    rating = row.get("rating") or {}
    average = rating.get("average")
    wanted = {
        "about": row["about"],
        "website": row.get("website") or "",
        "email": row.get("email") or "",
        "phone": row.get("phone") or "",
        "areas": row.get("areas") or [],
        "online": row.get("online", True),
        "certificates": row.get("certificates") or [],
        "capacity_per_month": row.get(
            "capacity_per_month", Provider._meta.get_field("capacity_per_month").default
        ),
        "rating_average": None if average is None else round(Decimal(str(average)), 2),
        "rating_count": rating.get("count", 0),
        "search_key": _search_key(row),
    }
    if "vetted_until" in row:
        wanted["vetted_until"] = _day(row["vetted_until"])
    if provider is None:
        kind = Organisation.Kind.PROVIDER
        organisation = create_organisation(
            kind=kind, name=row["name"], now=now, is_fictional=fictional
        )
        return Provider.objects.create(
            organisation=organisation, slug=row["id"], **wanted
        ), "new"
    renamed = _changed(
        provider.organisation, {"name": row["name"], "is_fictional": fictional}
    )
    return provider, "changed" if _changed(provider, wanted) or renamed else "same"


def _save_solution(
    solution: Solution | None, provider: Provider, row: dict, index_id: str
) -> str:
    wanted = {
        "provider_id": provider.pk,
        "index_id": index_id,
        "name": row["name"],
        "what": row["what"],
        "kind": row["kind"],
        "improves": row["improves"],
        "sectors": row.get("sectors") or [],
        "sizes": row.get("sizes") or [],
        "price_from": row["price"]["from"],
        "price_to": row["price"]["to"],
        "price_unit": row["price"]["unit"],
        "price_confirmed": _day(row.get("price_confirmed")),
        "delivery_days": row.get("delivery_days"),
        "support_item": row.get("support_item") or "",
        "is_active": True,
    }
    if solution is None:
        Solution.objects.create(slug=row["id"], **wanted)
        return "new"
    return "changed" if _changed(solution, wanted) else "same"


def _changed(kept: Organisation | Provider | Solution, wanted: dict) -> bool:
    """Save what differs, and tell whether anything did."""
    different = {
        name: value for name, value in wanted.items() if getattr(kept, name) != value
    }
    for name, value in different.items():
        setattr(kept, name, value)
    if different:
        kept.save()
    return bool(different)


def _search_key(row: dict) -> str:
    names = [
        row["name"],
        *(text for part in row["solutions"] for text in part["name"].values()),
    ]
    return unaccented(" · ".join(names))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@transaction.atomic
def set_vetting(
    *, provider: Provider, until: date | None, by: User, now: datetime
) -> None:
    """An administrator vouches for a provider until a day, or no longer (None)."""
    was = provider.vetted_until
    if was == until:
        return
    provider.vetted_until = until
    provider.save(update_fields=["vetted_until"])
    record_event(
        action="provider.vetted" if until else "provider.vetting_ended",
        organisation=provider.organisation,
        actor=by,
        subject=f"provider:{provider.organisation.public_id}",
        now=now,
        details={"until": str(until or ""), "was": str(was or "")},
    )
