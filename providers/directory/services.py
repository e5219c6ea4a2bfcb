"""Writing the directory: import from a checked file, vetting by administrators."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from accounts.audit.services import record_event
from accounts.models import Organisation, User
from accounts.services import change_organisation, keep_new_organisation
from indexes.documents.reader import checksum_of
from providers.directory.check import DEFAULT_INDEX
from providers.directory.document import composed
from providers.directory.keys import key_of
from providers.directory.known import KnownProviders
from providers.directory.versions import keep_versions
from providers.models import Provider, Solution
from providers.pauses.services import set_own_pause
from registry.tax_code import check_tax_code

USUAL_CAPACITY = Provider._meta.get_field("capacity_per_month").default


@dataclass(frozen=True)
class Imported:
    """How many providers and solutions were new, changed, left as they were, or taken
    off the list.
    """

    providers: Counter = field(default_factory=Counter)
    solutions: Counter = field(default_factory=Counter)
    # Of each provider of the file the solutions that it lists.
    kept: dict[int, list[str]] = field(default_factory=dict)
    # What says something else than before.
    touched: list[Provider | Solution] = field(default_factory=list)


@transaction.atomic
def import_directory(*, data: dict, now: datetime, by: User | None = None) -> Imported:
    """Bring the directory to what a checked file says; the same file again changes
    nothing.

    Providers and solutions are known by their ids, a provider also by its tax code or its
    name: one that the administration made is filled, not made once more. A provider that
    is not in the file stays as it is; a solution that its provider no longer lists is
    switched off, never deleted, since stored recommendations name it. A `vetted_until`
    the file does not mention keeps what the administrators set.
    """
    data = composed(data)
    done = Imported()
    _save_all(data, by, now, done)
    done.solutions["switched_off"] += _switch_off_unlisted(done)
    keep_versions(done.touched, by, now)
    record_event(
        action="directory.imported",
        organisation=None,
        actor=by,
        subject=f"directory:{checksum_of(data)[:16]}",
        now=now,
        details={"providers": dict(done.providers), "solutions": dict(done.solutions)},
    )
    return done


def _save_all(data: dict, by: User | None, now: datetime, done: Imported) -> None:
    is_fictional = data.get("fictional", False)
    index_id = data.get("index", DEFAULT_INDEX)
    known = KnownProviders(data["providers"])
    # One query: a directory holds thousands of solutions.
    solutions = Solution.objects.in_bulk(field_name="slug")

    for row in data["providers"]:
        provider = known.provider_of(row)
        provider, change = _save_provider(provider, row, is_fictional, by, now)
        done.kept[provider.pk] = [part["id"] for part in row["solutions"]]
        done.providers[change] += 1
        if change != "same":
            done.touched.append(provider)
        for part in row["solutions"]:
            solution = solutions.get(part["id"])
            solution, change = _save_solution(solution, provider, part, index_id, now)
            done.solutions[change] += 1
            if change != "same":
                done.touched.append(solution)


def _switch_off_unlisted(done: Imported) -> int:
    solutions = [slug for slugs in done.kept.values() for slug in slugs]
    offered = Solution.objects.filter(provider__in=done.kept, is_active=True)
    leaving = list(offered.exclude(slug__in=solutions))
    for solution in leaving:
        solution.is_active = False
    Solution.objects.bulk_update(leaving, ["is_active"])
    done.touched.extend(leaving)
    return len(leaving)


def _save_provider(
    provider: Provider | None,
    row: dict,
    is_fictional: bool,
    by: User | None,
    now: datetime,
) -> tuple[Provider, str]:
    """The provider, and whether it is new, changed or the same."""
    values = _provider_values(row) | _rating(provider, row)
    names = {"name": row["name"], "is_fictional": is_fictional}
    # Only where the file has the key, as with vetting and pauses.
    if "tax_code" in row:
        code = row["tax_code"]
        names["tax_code"] = check_tax_code(code) if code else ""
    if provider is None:
        organisation = Organisation(
            kind=Organisation.Kind.PROVIDER, created_at=now, **names
        )
        # Whoever imports a directory does not come to own what it lists.
        keep_new_organisation(organisation=organisation, by=by, now=now)
        # Its entry came with it.
        provider = organisation.provider
        _update(provider, {"slug": row["id"], **values})
        _pause(provider, row, by, now)
        return provider, "new"

    renamed = _set(provider.organisation, names)
    change_organisation(
        organisation=provider.organisation, fields=renamed, by=by, now=now
    )
    is_changed = _update(provider, values)
    is_paused = _pause(provider, row, by, now)
    return provider, "changed" if is_changed or is_paused or renamed else "same"


def _provider_values(row: dict) -> dict:
    values = {
        "about": row["about"],
        "website": row.get("website") or "",
        "email": row.get("email") or "",
        "phone": row.get("phone") or "",
        "areas": row.get("areas") or [],
        "online": row.get("online", True),
        **_certificates(row.get("certificates") or []),
        "capacity_per_month": row.get("capacity_per_month", USUAL_CAPACITY),
        "search_key": key_of(row["name"], [part["name"] for part in row["solutions"]]),
    }
    # Only where the file has the key: vetting belongs to the administrators.
    if "vetted_until" in row:
        values["vetted_until"] = _day(row["vetted_until"])
    return values


def _certificates(rows: list) -> dict:
    """Names, and until when each is valid as far as the file says."""
    dated = [{"name": row} if isinstance(row, str) else row for row in rows]
    ends = {row["name"]: row["until"] for row in dated if row.get("until")}
    names = [row["name"] for row in dated]
    return {"certificates": names, "certificate_ends": ends}


def _rating(provider: Provider | None, row: dict) -> dict:
    """From elsewhere, as long as nobody rated it here."""
    told = row.get("rating") or {}
    values = {
        "rating_average": _average(told.get("average")),
        "rating_count": told.get("count", 0),
    }
    is_same = provider and values == {name: getattr(provider, name) for name in values}
    if is_same or (provider and provider.ratings.exists()):
        return {}
    return values


def _pause(provider: Provider, row: dict, by: User | None, now: datetime) -> bool:
    """Whether it pauses otherwise than before; who pauses has said so itself, if at all."""
    if "paused_until" not in row:
        return False
    until = _day(row["paused_until"])
    return set_own_pause(provider=provider, until=until, by=by, now=now)


def _save_solution(
    solution: Solution | None,
    provider: Provider,
    row: dict,
    index_id: str,
    now: datetime,
) -> tuple[Solution, str]:
    """The solution, and whether it is new, changed or the same."""
    values = {
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
        made = Solution.objects.create(slug=row["id"], judged_at=now, **values)
        return made, "new"
    if not _set(solution, values):
        return solution, "same"
    # Whoever imports answers for what the file says.
    solution.judged_at = now
    solution.save()
    return solution, "changed"


def _update(row: Provider | Solution, values: dict) -> bool:
    """Save what differs; whether anything did."""
    is_changed = bool(_set(row, values))
    if is_changed:
        row.save()
    return is_changed


def _set(row: Organisation | Provider | Solution, values: dict) -> list[str]:
    """Names of the fields that differed and now are as they should be."""
    changed = []
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
            changed.append(name)
    return changed


def _average(average: float | None) -> Decimal | None:
    if average is None:
        return None
    # By way of its text: the float 4.1 is a little less than it says.
    return round(Decimal(str(average)), 2)


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
