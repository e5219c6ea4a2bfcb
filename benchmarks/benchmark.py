"""The comparison with others: counting results into cells, and the pages that read the cells.

100,000 results by default; BENCH_SCALE=10 makes the million.
"""

import os
import random
from collections.abc import Iterator

import django
from django.apps import apps

from benchmarks.timing import Measurement, measure, scaled

if not apps.ready:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assessment.settings")
    os.environ.setdefault("DEBUG", "1")
    os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
    django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse

from accounts.access import HELD
from accounts.areas import areas
from accounts.models import Organisation
from survey.benchmark import read_columns
from survey.index import index_of
from survey.index.document import read
from survey.models import Assessment, IndexVersion, Result
from survey.queries_benchmark import samples_for
from survey.services_benchmark import refresh_benchmark
from tests.builders import NOW, make_assessment, make_index_version, make_result

RESULTS, PAGE, LOOK_UP, A_RESULT = 100_000, 0.100, 0.005, 30e-6  # results, seconds
TWICE, AT_ONCE, KINDS = 0.2, 5000, 300  # share with a second round; rows at once; different sets of answers
SECTORS, SIZES = "ACFGHIJKMNQS", ("micro", "small", "medium", "large")
FIELDS = [field.attname for field in Result._meta.fields if field.attname not in ("id", "public_id")]
PLAIN = {"default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
PLAIN["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


def run() -> Iterator[Measurement]:
    call_command("migrate", verbosity=0)
    size = scaled(RESULTS, 100)
    with transaction.atomic():
        version = make_index_version(read(settings.FIXTURES_DIR / "indexes" / "dbi-2021-sme.yaml").data)
        shown = _fill(version, size)
        yield from _counting(version, size)
        yield measure("find the samples of one result", lambda: samples_for(shown), times=20, at_most=LOOK_UP)
        with override_settings(STORAGES=PLAIN, ALLOWED_HOSTS=["*"], SECURE_SSL_REDIRECT=False):
            client = _holder(shown.organisation)
            for name in ("reports:compare", "reports:result"):
                address = reverse(name, args=[shown.public_id])
                assert "chart--distribution" in client.get(address).content.decode()
                yield measure(f"page {name}", lambda address=address: client.get(address), at_most=PAGE)
        transaction.set_rollback(True)


def _counting(version: IndexVersion, size: int) -> Iterator[Measurement]:
    results, pillars = Result.objects.filter(index_version=version), len(index_of(version).pillars)
    yield measure(f"  read {size:,} results as columns", lambda: read_columns(results, pillars), rounds=3)
    yield measure(
        f"refresh_benchmark, {size:,} results",
        lambda: refresh_benchmark(index_id=version.index_id, now=NOW),
        rounds=3,
        at_most=max(1.0, size * A_RESULT),
    )


def _fill(version: IndexVersion, size: int) -> Result:
    """As many results, every fifth of an enterprise that had one before; one of them."""
    chance, codes = random.Random(7), index_of(version).codes
    samples = [
        make_result(
            make_assessment(index_version=version),
            levels=[min(5, max(0, round(chance.gauss(middle, 1.3)))) for _code in codes],
        )
        for middle in (chance.gauss(2, 0.8) for _kind in range(KINDS))
    ]
    enterprises = round(size / (1 + TWICE))
    for start in range(0, enterprises, AT_ONCE):
        _keep(chance, version, samples, start, min(AT_ONCE, enterprises - start))
    return Result.objects.select_related("organisation", "assessment", "index_version").latest("pk")


def _keep(chance: random.Random, version: IndexVersion, samples: list[Result], start: int, count: int) -> None:
    organisations = [
        Organisation(kind="enterprise", name=f"Doanh nghiệp {start + n}", sort_key=str(start + n))
        for n in range(count)
    ]
    Organisation.objects.bulk_create(organisations)
    wards, assessments = list(areas()), []
    for organisation in organisations:
        profile = {"sector": chance.choice(SECTORS), "size": chance.choice(SIZES), "area": chance.choice(wards)}
        assessments += [
            Assessment(
                organisation=organisation,
                index_version=version,
                round=number + 1,
                state="submitted",
                started_at=NOW,
                changed_at=NOW,
                **profile,
            )
            for number in range(1 + (chance.random() < TWICE))
        ]
    Assessment.objects.bulk_create(assessments)
    Result.objects.bulk_create(_copy(chance.choice(samples), assessment) for assessment in assessments)


def _copy(sample: Result, assessment: Assessment) -> Result:
    told = {name: getattr(sample, name) for name in FIELDS}
    own = {"assessment_id": assessment.pk, "organisation_id": assessment.organisation_id}
    profile = {name: getattr(assessment, name) for name in ("sector", "size", "area")}
    return Result(**{**told, **own, **profile, "verification_code": f"B{assessment.pk}"})


def _holder(enterprise: Organisation) -> Client:
    """A browser that holds the enterprise without an account."""
    client = Client()
    session = client.session
    session[HELD] = [str(enterprise.public_id)]
    session.save()
    return client
