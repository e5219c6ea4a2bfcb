"""The public directory with 2,000 solutions: each page and filter, on the database that is set."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Organisation
from language.collation import unaccented
from performance.frame.browser import IN_PROCESS
from performance.frame.timing import Measurement, measure, scaled
from providers.directory.capabilities import capabilities
from providers.models import Provider, Solution
from registry.sector_names import SECTORS

PROVIDERS, OF_EACH = 500, 4
A_PAGE, MOST_QUERIES = 0.100, 8  # seconds
SEARCHES = (
    "",
    "q=phan+mem+ke+toan+7",
    "q=khong+co+ai",
    "area=sales",
    "sector=G&size=micro",
    "kind=software&most=20000000",
    "area=supply&sector=C&size=small&q=giai+phap",
    "page=25",
)


def run() -> Iterator[Measurement]:
    call_command("migrate", verbosity=0)
    with transaction.atomic(), override_settings(**IN_PROCESS):
        make_directory(scaled(PROVIDERS, 10))
        client = Client()
        listed = reverse("providers:directory")
        for search in SEARCHES:
            name = f"directory {search}".strip()
            yield _measured(client, name, f"{listed}?{search}")
        for name in ("provider", "solution"):
            slug = "nha-7" if name == "provider" else "giai-phap-7-1"
            address = reverse(f"providers:{name}", args=[slug])
            yield _measured(client, f"page of a {name}", address)
        transaction.set_rollback(True)


def _measured(client: Client, name: str, address: str) -> Measurement:
    ask = partial(client.get, address)
    ask()  # what a process reads once
    with CaptureQueriesContext(connection) as queries:
        answer = ask()
    assert answer.status_code == 200, (address, answer.status_code)
    assert len(queries) <= MOST_QUERIES, (address, len(queries))
    asked = f"{name}, {len(queries)} queries"
    return measure(asked, ask, rounds=5, at_most=A_PAGE)


def make_directory(count: int, of_each: int = OF_EACH) -> list[Provider]:
    organisations = []
    for number in range(count):
        name = f"Công ty Phần mềm Kế toán {number}"
        made = Organisation(kind=Organisation.Kind.PROVIDER, name=name)
        made.set_keys()
        organisations.append(made)
    Organisation.objects.bulk_create(organisations)
    providers = Provider.objects.bulk_create(map(_provider, organisations))
    solutions = []
    for number, provider in enumerate(providers):
        for part in range(of_each):
            solutions.append(solution_of(number, part, provider))
    Solution.objects.bulk_create(solutions)
    return providers


def _provider(organisation: Organisation) -> Provider:
    number = organisation.name.rpartition(" ")[2]
    return Provider(
        organisation=organisation,
        slug=f"nha-{number}",
        about={"vi": "Giúp doanh nghiệp nhỏ.", "en": "Helps small firms."},
        search_key=unaccented(f"{organisation.name} · giải pháp {number}"),
        vetted_until=date(2099, 1, 1),
        certificates=["ISO 9001"],
    )


def solution_of(number: int, part: int, provider: Provider) -> Solution:
    abilities = list(capabilities())
    units = list(Solution.Unit)
    kinds = list(Solution.Kind)
    sectors = list(SECTORS)
    place = number * OF_EACH + part
    price = 500_000 * (1 + place % 40)
    return Solution(
        provider=provider,
        slug=f"giai-phap-{number}-{part}",
        name={"vi": f"Giải pháp {number}", "en": f"Solution {number}"},
        what={"vi": "Làm cho anh/chị.", "en": "Done for you."},
        kind=kinds[place % len(kinds)],
        improves=[{"capability": abilities[place % len(abilities)], "lift": 2}],
        sectors=sectors[place % 7 : place % 7 + 3] if place % 3 else [],
        sizes=["micro", "small"] if place % 2 else [],
        price_from=price,
        price_to=2 * price,
        price_unit=units[place % len(units)],
    )
