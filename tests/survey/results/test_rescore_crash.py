"""Re-scoring is killed in the middle: what was kept stays, and a second run does the rest,
each exactly once.
"""

import time

import pytest
from django.db.models import Model

from survey.models import Assessment, Result
from tests.browser.site import Site
from tests.builders import make_index_version, make_result, small_document
from tests.databases import ask, copied_database

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sql]
RESULTS = 1500
READ_ANEW = """
select count(*), count(distinct rescored_from_id) from survey_result
where rescored_from_id is not null
"""
FROZEN = """
select id, total, level, levels, input_digest, created_at from survey_result
where rescored_from_id is null order by id
"""


@pytest.fixture
def site(tmp_path):
    """Many results, and a newer version of their index to read them under."""
    make_results()
    newer = small_document()
    newer["index"]["version"] = 2
    make_index_version(newer)

    with copied_database(tmp_path) as database:
        site = Site(tmp_path / "site", database)
        yield site
        site.remove()


def make_results() -> None:
    """The rounds of one enterprise, written in a few statements."""
    first = make_result()
    rounds = Assessment.objects.bulk_create(
        copy_of(first.assessment, round=number) for number in range(2, RESULTS + 1)
    )
    Result.objects.bulk_create(
        copy_of(
            first, assessment_id=assessment.pk, verification_code=str(assessment.pk)
        )
        for assessment in rounds
    )


def copy_of(row: Model, **changes) -> Model:
    fields = [
        field.attname
        for field in row._meta.concrete_fields
        if field.attname not in ("id", "public_id")
    ]
    return type(row)(**{name: getattr(row, name) for name in fields} | changes)


def test_killed_in_the_middle_it_goes_on_where_it_stopped(site):
    before = ask(site.database, FROZEN)
    with site.begin("rescore", "small", "--batch", "20") as running:
        until = time.monotonic() + 60
        while ask(site.database, READ_ANEW)[0][0] < 60 and time.monotonic() < until:
            time.sleep(0.02)
        running.kill()
    ((kept, distinct),) = ask(site.database, READ_ANEW)
    assert 60 <= kept == distinct < RESULTS
    assert kept % 20 == 0  # a batch is kept whole or not at all

    output = site.manage("rescore", "small")
    assert f"{RESULTS - kept:,} results added" in output
    assert ask(site.database, READ_ANEW) == [(RESULTS, RESULTS)]
    assert ask(site.database, FROZEN) == before
