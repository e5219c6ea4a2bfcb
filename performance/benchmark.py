"""The comparison with others: counting results into cells, and the pages that read the cells.

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

from accounts.models import Organisation
from indexes.documents.reader import read
from indexes.models import IndexVersion
from performance.frame.browser import IN_PROCESS, holder
from performance.frame.population import claim, populate
from performance.frame.timing import Measurement, measure, scaled
from registry.areas import areas
from registry.sizes import SIZES
from survey.benchmark.columns import read_columns
from survey.benchmark.queries import samples_for
from survey.benchmark.services import refresh_benchmark
from survey.models import Result
from tests.builders import NOW, make_index_version

RESULTS = 100_000
PAGE, LOOK_UP, A_RESULT = 0.100, 0.005, 100e-6  # seconds
TWICE = 0.2  # share with a second round
SECTORS = "ACFGHIJKMNQS"


def run() -> Iterator[Measurement]:
    call_command("migrate", verbosity=0)
    size = scaled(RESULTS, 100)
    file = settings.FIXTURES_DIR / "indexes" / "dbi-2021-sme.yaml"
    with transaction.atomic():
        version = make_index_version(read(file).data)
        profile = partial(_profile, list(areas()))
        # Some answer twice, so fewer enterprises than results.
        enterprises = round(size / (1 + TWICE))
        populate(version, enterprises, profile, _rounds)
        result = _newest_result()
        # All but the one whose pages are asked for: a browser holds that without an account.
        claim(Organisation.objects.exclude(pk=result.organisation_id).only("pk"))
        yield from _counting(version, size)
        yield measure(
            "find the samples of one result",
            lambda: samples_for(result),
            times=20,
            at_most=LOOK_UP,
        )
        yield from _pages(result)
        transaction.set_rollback(True)


def _newest_result() -> Result:
    related = Result.objects.select_related(
        "organisation",
        "assessment",
        "index_version",
    )
    return related.latest("pk")


def _pages(result: Result) -> Iterator[Measurement]:
    with override_settings(**IN_PROCESS):
        client = holder(result.assessment)
        for name in ("reports:compare", "reports:result"):
            address = reverse(name, args=[result.public_id])
            # A page that hides the comparison would be quick for the wrong reason.
            assert "chart--distribution" in client.get(address).content.decode()
            ask = partial(client.get, address)
            yield measure(f"page {name}", ask, at_most=PAGE)


def _counting(version: IndexVersion, size: int) -> Iterator[Measurement]:
    results = Result.objects.filter(index_version=version)
    pillars = len(version.index.pillars)
    # Part of the refresh below; indented, since it is no measurement of its own.
    yield measure(
        f"  read {size:,} results as columns",
        lambda: read_columns(results, pillars),
        rounds=3,
    )
    yield measure(
        f"refresh_benchmark, {size:,} results",
        lambda: refresh_benchmark(index_id=version.index_id, now=NOW),
        rounds=3,
        # One second at least: a small run is mostly what comes once.
        at_most=max(1.0, size * A_RESULT),
    )


def _profile(wards: list[str], chance: random.Random) -> dict:
    return {
        "sector": chance.choice(SECTORS),
        "size": chance.choice(SIZES),
        "area": chance.choice(wards),
    }


def _rounds(chance: random.Random) -> int:
    return 1 + (chance.random() < TWICE)
