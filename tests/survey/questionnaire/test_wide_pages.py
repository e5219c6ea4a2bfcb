"""The widest pages of the indexes of 2025: as many queries with every answer given as with none."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import make_answers, make_assessment, make_version_of
from tests.survey.wizard import hold, step

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def queries(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as made:
        assert client.get(address).status_code == 200
    return len(made)


@pytest.mark.parametrize(
    ("name", "variant"), [("dbi-2025-sme", "food-beverage"), ("dbi-2025-large", "")]
)
def test_no_page_asks_the_database_once_per_question(client, name, variant):
    draft = make_assessment(index_version=make_version_of(name), variant=variant)
    hold(client, draft)
    wide = [page for page in draft.index.pages if len(page.codes) > 4]
    pages = [step(draft, page.slug) for page in wide]
    pages += [
        reverse(f"survey:{page}", args=[draft.public_id])
        for page in ("review", "later")
    ]
    before = [queries(client, page) for page in pages]
    make_answers(draft, level=1)
    after = [queries(client, page) for page in pages]
    assert max(after) <= 9
    assert all(full <= empty for full, empty in zip(after, before, strict=True))
