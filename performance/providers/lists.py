"""Long lists about providers, each page of them, with as many behind it as stand in `crowd`.

Of the database that DATABASE_URL names.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from time import process_time
from unittest.mock import patch

from django.core.management import call_command
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from api import limits
from api.cursors import cursor_after
from api.v1 import complaints, leads, providers, webhooks
from associations.complaints.queries import OVER, WAITING
from associations.leads.queries import GOING_ON
from associations.leads.queries import OVER as ENDED
from associations.vetting.queries import PARTS
from performance.frame.browser import IN_PROCESS
from performance.frame.timing import Measurement, measure, scaled
from performance.providers.crowd import Side, make_crowd
from performance.providers.directory import SEARCHES
from providers.models import Complaint, Lead, Provider
from tests.api.programs import make_program
from tests.personas import make_persona

ROWS = 20_000
A_PAGE = 0.150  # seconds
LAST = 10_000  # beyond the end stands the last page
OF_LAST = 50  # rows of the last page of a program
AREA = "/providers?area=sales"
# What is asked of each list.
OF_ASSOCIATION = {
    "leads": (f"xem={GOING_ON}", f"xem={ENDED}"),
    "vetting": tuple(f"xem={part}" for part in PARTS),
    "changes": ("",),
    "complaints": ("", f"xem={WAITING}", f"xem={OVER}"),
    "ratings": ("",),
}
OF_STAFF = {
    "leads": ("", "state=sent"),
    "complaints": ("",),
    "own_ratings": ("",),
}


@dataclass(frozen=True)
class Page:
    """name: of the list, and what of it is asked for."""

    name: str
    ask: Callable[[], HttpResponse]


def run() -> Iterator[Measurement]:
    call_command("migrate", verbosity=0)
    # Who manages and measures has no second device at hand.
    alone = override_settings(**IN_PROCESS, SECOND_STEP_OF="nobody")
    with transaction.atomic(), alone, patch.object(limits, "MOST", 10**9):
        crowd = make_crowd(scaled(ROWS, 40))
        few = [queries_of(page) for page in pages_of(crowd.few)]
        for page, of_few in zip(pages_of(crowd.many), few, strict=True):
            yield _measured(page, of_few)
        transaction.set_rollback(True)


def _measured(page: Page, of_few: int) -> Measurement:
    queries = queries_of(page)
    # As often as for few, else there is a loop in Python.
    assert queries == of_few, (page.name, of_few, queries)
    # SQLite works in this process, PostgreSQL beside it: of that only the clock tells.
    clock = process_time if connection.vendor == "sqlite" else None
    name = f"{page.name}, {queries} queries"
    return measure(name, page.ask, rounds=5, at_most=A_PAGE, clock=clock)


def queries_of(page: Page) -> int:
    # What a process or the database keeps of the first look is not counted.
    page.ask()
    with CaptureQueriesContext(connection) as queries:
        answer = page.ask()
    assert answer.status_code == 200, (page.name, answer.status_code)
    return len(queries)


def pages_of(side: Side) -> Iterator[Page]:
    """Of each list the first page, and the last one."""
    yield from _of_association(side)
    yield from _of_provider(side)
    owner = make_persona(f"chu@{side.provider.slug}.example", side.firm)
    for name in ("requests", "complaints"):
        yield from _both(owner.client, "owner", f"providers:{name}")
    asked = side.firm.leads_asked.latest("pk")
    address = reverse("providers:asked", args=[asked.public_id])
    yield Page("owner, asked", partial(owner.client.get, address))
    allowed = reverse("associations:consents")
    yield Page("owner, consents", partial(owner.client.get, allowed))
    yield from _of_everybody(side)
    yield from _of_programs(side, owner.user)


def _of_association(side: Side) -> Iterator[Page]:
    officer = make_persona(
        f"can-bo@{side.provider.slug}.example", side.association, "officer"
    )
    for name, parts in OF_ASSOCIATION.items():
        for part in parts:
            yield from _both(
                officer.client,
                "officer",
                f"associations:{name}",
                side.association.public_id,
                asked=part,
                page="trang",
            )
    yield from _both(
        officer.client,
        "officer",
        "associations:entry_history",
        side.association.public_id,
        side.provider.slug,
        page="trang",
    )


def _of_provider(side: Side) -> Iterator[Page]:
    email = f"nhan-vien@{side.provider.slug}.example"
    staff = make_persona(email, side.provider.organisation, "manager")
    both = partial(_both, staff.client, "provider")
    for name, parts in OF_STAFF.items():
        for part in parts:
            yield from both(f"providers:{name}", asked=part)
    for state in ("", "state=failed"):
        yield from both("providers:webhook", side.webhook.public_id, asked=state)
    key = side.provider.organisation.public_id
    for part in ("", "xem=doanh-nghiep"):
        yield from both("providers:desk", key, asked=part, page="trang")
    yield from both("providers:history", key, page="trang")
    for name in ("own_entries", "team", "provider_files", "desk_calendar"):
        address = reverse(f"providers:{name}", args=[key])
        yield Page(f"provider, {name}", partial(staff.client.get, address))


def _of_everybody(side: Side) -> Iterator[Page]:
    client = Client()
    yield from _both(client, "everybody", "providers:ratings", side.provider.slug)
    for search in SEARCHES[:-1]:
        yield from _both(client, "everybody", "providers:directory", asked=search)
    slugs = {"provider": side.provider.slug, "solution": f"{side.provider.slug}-0"}
    for name, slug in slugs.items():
        address = reverse(f"providers:{name}", args=[slug])
        yield Page(f"everybody, {name}", partial(client.get, address))


def _both(
    client: Client,
    whose: str,
    name: str,
    *args: object,
    asked: str = "",
    page: str = "page",
) -> Iterator[Page]:
    address = reverse(name, args=args)
    told = f"{whose}, {name.partition(':')[2]} {asked}".strip()
    yield Page(told, partial(client.get, f"{address}?{asked}"))
    yield Page(f"{told}, last", partial(client.get, f"{address}?{asked}&{page}={LAST}"))


def _of_programs(side: Side, owner: User) -> Iterator[Page]:
    staff = side.provider.organisation.memberships.get(role="manager").user
    seller, buyer = make_program(staff), make_program(owner)
    ours = side.provider.leads.all()
    theirs = Lead.objects.filter(organisation=side.firm)
    to_us = Complaint.objects.filter(provider=side.provider)
    messages = f"/webhooks/{side.webhook.public_id}/messages?"
    sent = side.webhook.deliveries.all()
    ours_sent = ours.filter(state="sent")
    listed = Provider.objects.all()
    newest = leads.NEWEST_FIRST
    lists = (
        ("requests", seller, "/leads?", ours, newest),
        ("requests to us", seller, "/leads?side=provider", ours, newest),
        ("requests sent", seller, "/leads?state=sent", ours_sent, newest),
        ("requests of a firm", buyer, "/leads?", theirs, newest),
        ("complaints", seller, "/complaints?", to_us, complaints.NEWEST_FIRST),
        ("messages", seller, messages, sent, webhooks.NEWEST_FIRST),
        ("directory", buyer, "/providers?", listed, providers.AS_READ),
        ("directory of an area", buyer, AREA, listed, providers.AS_READ),
    )
    for name, program, path, rows, order in lists:
        yield Page(f"program, {name}", partial(program.get, path))
        # No cursor leads to the last page at once: this one stands where a walk would be.
        behind = list(rows.order_by(*order.by()).reverse()[: OF_LAST + 1])
        cursor = cursor_after(order, behind[-1]) if behind else ""
        last = partial(program.get, f"{path}&cursor={cursor}")
        yield Page(f"program, {name}, last", last)
