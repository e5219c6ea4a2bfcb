"""The pages of 2,000 solutions and of 1,000 requests ask as often as those of 40 and of 10."""

from collections.abc import Iterator
from functools import partial

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from performance.providers.desk import ask_much
from performance.providers.directory import make_directory
from performance.providers.lists import Page, queries_of
from tests.api.programs import make_program
from tests.builders import make_provider, make_user
from tests.personas import make_persona

pytestmark = [pytest.mark.django_db, pytest.mark.sql]

MOST_OF_DIRECTORY = 8


def test_forty_solutions_and_two_thousand_are_read_alike():
    counts = []
    for providers in (10, 500):
        with transaction.atomic():
            make_directory(providers, of_each=4)
            counts.append({page.name: queries_of(page) for page in of_directory()})
            transaction.set_rollback(True)
    assert counts[0] == counts[1]
    assert max(counts[0].values()) <= MOST_OF_DIRECTORY


def of_directory() -> Iterator[Page]:
    client, listed = Client(), reverse("providers:directory")
    program = make_program(make_user("phan-mem@do.example"))
    addresses = [f"{listed}?{asked}" for asked in ("", "page=999", "q=giai+phap")]
    addresses.append(reverse("providers:provider", args=["nha-7"]))
    addresses.append(reverse("providers:solution", args=["giai-phap-7-1"]))
    for address in addresses:
        yield Page(address, partial(client.get, address))
    yield Page("program", partial(program.get, "/providers?q=giai"))


def test_ten_requests_and_a_thousand_are_read_alike():
    few, many = (of_requests(f"co-{count}", count) for count in (10, 1_000))
    assert few == many


def of_requests(slug: str, count: int) -> dict[str, int]:
    provider = make_provider(f"Nhà {slug}", slug)
    ask_much(provider, count)
    staff = make_persona(f"nhan-vien@{slug}.example", provider.organisation)
    program = make_program(staff.user)
    desk = reverse("providers:desk", args=[provider.organisation.public_id])
    leads = reverse("providers:leads")
    asked = {
        "desk": partial(staff.client.get, desk),
        "desk, last": partial(staff.client.get, desk, {"trang": 999}),
        "leads": partial(staff.client.get, leads),
        "leads, last": partial(staff.client.get, leads, {"page": 999}),
        "program": partial(program.get, "/leads"),
    }
    return {name: queries_of(Page(name, ask)) for name, ask in asked.items()}
