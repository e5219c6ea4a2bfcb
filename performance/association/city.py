"""What the city's agency sees: publishing it, and its pages, which read what was published.

100,000 results by default; BENCH_SCALE=10 makes the million.
"""

import random
from collections.abc import Iterator
from functools import partial

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.urls import reverse

from accounts.models import Consent, Organisation
from associations.city.services import publish_figures
from associations.city.texts import CURRENT
from associations.city.wording import DIMENSIONS
from associations.models import CityFigures
from indexes.documents.reader import read
from performance.frame.browser import IN_PROCESS
from performance.frame.population import populate
from performance.frame.timing import Measurement, measure, scaled
from registry.areas import areas
from registry.sizes import SIZES
from tests.builders import NOW, make_index_version, make_organisation
from tests.personas import make_persona

RESULTS = 100_000
A_PAGE, A_RESULT = 0.300, 100e-6  # seconds
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
        publish = partial(
            publish_figures,
            index_id=version.index_id,
            is_fictional=False,
            now=NOW,
        )
        name = f"publish the figures of {size} results"
        yield measure(name, publish, rounds=1, at_most=size * A_RESULT)
        assert CityFigures.objects.get().figures["enterprises"] == size
        staff = make_persona("nhan-vien@coquan.example", agency, "reader").client
        for dimension in DIMENSIONS:
            path = reverse("associations:city", args=[agency.public_id])
            ask = partial(staff.get, f"{path}?theo={dimension}")
            yield measure(f"page by {dimension}", ask, rounds=5, at_most=A_PAGE)
        path = reverse("associations:city_workbook", args=[agency.public_id])
        yield measure("workbook", partial(staff.get, path), rounds=3, at_most=A_PAGE)
        transaction.set_rollback(True)


def _profile(wards: list[str], chance: random.Random) -> dict:
    return {
        "sector": chance.choice(SECTORS),
        "size": chance.choice(SIZES),
        "area": chance.choice(wards),
    }


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
