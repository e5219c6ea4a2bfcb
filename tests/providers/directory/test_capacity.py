"""A month's places: which requests take one, and for how long."""

from datetime import UTC, datetime

import pytest

from providers.directory.capacity import month_of, places_taken
from providers.models import Lead
from tests.builders import NOW, make_provider

VIETNAM_MIDNIGHT = datetime(2026, 10, 31, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "month"),
    [
        (datetime(2026, 11, 20, 3, 0, tzinfo=UTC), 11),
        (VIETNAM_MIDNIGHT, 11),
        (datetime(2026, 10, 31, 16, 59, tzinfo=UTC), 10),
        (datetime(2026, 12, 31, 17, 0, tzinfo=UTC), 1),
    ],
)
def test_a_month_begins_at_midnight_in_vietnam(moment, month):
    first = month_of(moment)
    assert (first.month, first.day) == (month, 1)
    assert (first.hour, first.minute, first.second, first.microsecond) == (0, 0, 0, 0)
    assert first <= moment


@pytest.mark.sql
@pytest.mark.parametrize(
    ("state", "taken"),
    [
        (Lead.State.SENT, 1),
        (Lead.State.ACCEPTED, 1),
        (Lead.State.DECLINED, 0),
        (Lead.State.WITHDRAWN, 0),
    ],
)
def test_what_waits_or_was_accepted_takes_a_place(ask, provider, state, taken):
    ask()
    Lead.objects.update(state=state)
    assert places_taken(NOW).get(provider.pk, 0) == taken


@pytest.mark.sql
@pytest.mark.parametrize(
    ("asked_at", "taken"),
    [
        (VIETNAM_MIDNIGHT, 1),
        (datetime(2026, 10, 31, 16, 59, tzinfo=UTC), 0),
        (datetime(2026, 11, 20, 3, 1, tzinfo=UTC), 0),
    ],
    ids=["this month", "last month", "not yet"],
)
def test_places_are_free_again_in_the_next_month(ask, provider, asked_at, taken):
    ask()
    Lead.objects.update(asked_at=asked_at)
    assert places_taken(NOW).get(provider.pk, 0) == taken


def test_places_are_counted_for_the_providers_one_asks_about(ask, provider):
    ask()
    other = make_provider("Kia", "kia")
    assert places_taken(NOW, [provider, other]) == {provider.pk: 1}
    assert places_taken(NOW, [other]) == {}


def test_places_of_all_providers_take_one_query(ask, django_assert_num_queries):
    ask()
    with django_assert_num_queries(1):
        places_taken(NOW)
