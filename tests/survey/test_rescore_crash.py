"""Re-scoring is killed in the middle: what was kept stays, and a second run does the rest, each exactly once."""

import sqlite3
import time

import pytest

from tests.browser.site import Site

RESULTS = 1500
FILL = f"""
from copy import deepcopy
from tests.builders import make_assessment, make_index_version, make_organisation, make_result, small_document
from survey.models import Result
first = make_result(make_assessment(make_organisation()))
fields = [f.attname for f in Result._meta.fields if f.attname not in ("id", "public_id")]
from survey.models import Assessment
enterprise = first.organisation
rounds = [make_assessment(enterprise, round=n, state="submitted") for n in range(2, {RESULTS} + 1)]
told = {{name: getattr(first, name) for name in fields}}
Result.objects.bulk_create(
    Result(**{{**told, "assessment_id": one.pk, "verification_code": str(one.pk)}}) for one in rounds
)
newer = deepcopy(small_document())
newer["index"]["version"] = 2
make_index_version(newer)
"""
READ_ANEW = "select count(*), count(distinct rescored_from_id) from survey_result where rescored_from_id is not null"
FROZEN = (
    "select id, total, level, hex(levels), input_digest, created_at from survey_result where rescored_from_id is null"
)


@pytest.fixture
def site(tmp_path):
    site = Site(tmp_path / "site")
    site.manage("migrate", "-v", "0")
    site.manage("shell", "-v", "0", "-c", FILL)
    yield site
    site.remove()


def ask(site: Site, question: str) -> list[tuple]:
    with sqlite3.connect(site.folder / "site.sqlite3", timeout=30) as database:
        return database.execute(question).fetchall()


def test_killed_in_the_middle_it_goes_on_where_it_stopped(site):
    before = ask(site, FROZEN)
    running = site.begin("rescore", "small", "--batch", "20")
    until = time.monotonic() + 60
    while ask(site, READ_ANEW)[0][0] < 60 and time.monotonic() < until:
        time.sleep(0.02)
    running.kill()
    running.wait()
    ((kept, distinct),) = ask(site, READ_ANEW)
    assert 60 <= kept == distinct < RESULTS
    assert kept % 20 == 0  # a batch is kept whole or not at all

    told = site.manage("rescore", "small")
    assert f"{RESULTS - kept:,} results added" in told
    assert ask(site, READ_ANEW) == [(RESULTS, RESULTS)]
    assert ask(site, FROZEN) == before
