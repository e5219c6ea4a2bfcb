"""Lists about providers: the database is asked as often for many rows as for few."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from performance.providers.crowd import Crowd, Side, make_crowd
from performance.providers.lists import pages_of, queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.sql]

# Of every state one at least; more than a page.
MANY, FEW = 36, 12


@pytest.fixture(scope="module")
def crowd_of_all(django_db_setup, django_db_blocker) -> Iterator[Crowd]:
    """Made once for the tests of this file and taken away afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_crowd(MANY, FEW)
        transaction.set_rollback(True)


@pytest.fixture
def crowd(crowd_of_all, db) -> Crowd:
    return crowd_of_all


@pytest.mark.parametrize(
    "whose", ["officer", "provider", "owner", "everybody", "program"]
)
def test_a_list_asks_as_often_for_many_as_for_few(crowd, whose):
    few, many = asked_of(crowd.few, whose), asked_of(crowd.many, whose)
    assert few.keys() == many.keys()
    assert few == many


def asked_of(side: Side, whose: str) -> dict[str, int]:
    """How often each page of each list asks, by its name."""
    own = [page for page in pages_of(side) if page.name.startswith(whose)]
    assert own, "else nothing is compared"
    return {page.name: queries_of(page) for page in own}
