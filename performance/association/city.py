"""What the city's agency sees: publishing it, and its pages, which read what was published.

100,000 results by default; BENCH_SCALE=10 makes the million.
"""

import random
from collections.abc import Iterator
from functools import partial
from time import perf_counter, process_time

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Consent, Organisation
from associations.city.services import publish_figures
from associations.city.texts import CURRENT
from associations.city.wording import DIMENSIONS
from associations.models import Affiliation, CityFigures
from indexes.documents.reader import read
from performance.frame.browser import IN_PROCESS
from performance.frame.population import populate
from performance.frame.timing import Measurement, measure, scaled
from registry.areas import areas
from registry.sizes import SIZES
from tests.builders import NOW, make_index_version, make_organisation
from tests.personas import make_persona

RESULTS = 100_000
ASSOCIATIONS = 200
A_PAGE, A_FILE, A_RESULT = 0.300, 5.0, 100e-6  # seconds
# What SQLite does is done in this process; PostgreSQL works beside it.
CLOCK = process_time if connection.vendor == "sqlite" else perf_counter
ASKED = (
    *(f"theo={dimension}" for dimension in DIMENSIONS),
    "theo=area&chi=nganh.C",
    "theo=association&chi=nganh.C",
    "theo=sector&chi=quymo.small",
)
SECTORS = "ACFGHIJKMNQS"
BATCH = 2000


def run() -> Iterator[Measurement]:
    call_command("migrate", verbosity=0)
    size = scaled(RESULTS, 100)
    file = settings.FIXTURES_DIR / "indexes" / "dbi-2021-sme.yaml"
    alone = override_settings(**IN_PROCESS, SECOND_STEP_OF="nobody")
    with alone, transaction.atomic():
        version = make_index_version(read(file).data)
        populate(version, size, partial(_profile, list(areas())), lambda _chance: 1)
        agency = make_organisation("agency", "Trung tâm Chuyển đổi số")
        _agree(agency)
        _join()
        publish = partial(
            publish_figures,
            index_id=version.index_id,
            is_fictional=False,
            now=NOW,
        )
        name = f"publish the figures of {size} results"
        yield measure(name, publish, rounds=1, at_most=size * A_RESULT, clock=CLOCK)
        assert CityFigures.objects.get().figures["enterprises"] == size
        staff = make_persona("nhan-vien@coquan.example", agency, "reader").client
        for asked in ASKED:
            yield _page(staff, agency, asked)
        for name in ("associations:city_workbook", "reports:city_figures"):
            path = reverse(name, args=[agency.public_id])
            ask = partial(staff.get, path)
            yield measure(name, ask, rounds=3, at_most=A_FILE, clock=CLOCK)
        transaction.set_rollback(True)


def _page(client: Client, agency: Organisation, asked: str) -> Measurement:
    path = reverse("associations:city", args=[agency.public_id])
    ask = partial(client.get, f"{path}?{asked}")
    with CaptureQueriesContext(connection) as queries:
        answer = ask()
    assert answer.status_code == 200, (asked, answer.status_code)
    words = f"page {asked}, {len(queries)} queries"
    return measure(words, ask, rounds=5, at_most=A_PAGE, clock=CLOCK)


def _profile(wards: list[str], chance: random.Random) -> dict:
    return {
        "sector": chance.choice(SECTORS),
        "size": chance.choice(SIZES),
        "area": chance.choice(wards),
    }


def _join() -> None:
    """Every other one belongs to one of them."""
    associations = [
        make_organisation("association", f"Hội {each}") for each in range(ASSOCIATIONS)
    ]
    enterprises = Organisation.objects.filter(kind=Organisation.Kind.ENTERPRISE)
    keys = enterprises.order_by("pk").values_list("pk", flat=True)
    rows = []
    for number, key in enumerate(keys.iterator(chunk_size=BATCH)):
        if number % 2:
            association = associations[number // 2 % len(associations)]
            rows.append(
                Affiliation(enterprise_id=key, association=association, since=NOW)
            )
    Affiliation.objects.bulk_create(rows, batch_size=BATCH)


def _agree(agency: Organisation) -> None:
    enterprises = Organisation.objects.filter(kind=Organisation.Kind.ENTERPRISE)
    consents = [
        Consent(
            enterprise=enterprise,
            grantee=agency,
            purpose=Consent.Purpose.COUNT,
            items=["counted"],
            text_version=CURRENT.id,
            given_at=NOW,
        )
        for enterprise in enterprises.only("pk").iterator(chunk_size=BATCH)
    ]
    Consent.objects.bulk_create(consents, batch_size=BATCH)
