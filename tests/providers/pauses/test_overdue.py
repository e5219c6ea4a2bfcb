"""Requests that nobody answered pause their provider by themselves, and once."""

from datetime import timedelta

import pytest

from providers.models import LeadEvent, Pause
from providers.pauses.overdue import pause_if_overdue
from tests.builders import NOW

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture
def released(ask, provider):
    """So many requests left without an answer, so many days ago."""
    lead = ask()

    def run(count: int, ago: int = 0) -> Pause | None:
        for _ in range(count):
            LeadEvent.objects.create(
                lead=lead,
                number=lead.events.count() + 1,
                side="clock",
                state="released",
                name="lead.released",
                at=NOW - A_DAY * ago,
            )
        return pause_if_overdue(provider=provider, now=NOW)

    return run


def test_two_do_not_pause_and_a_third_does(released, provider):
    assert released(2) is None
    assert released(1).reason == Pause.Reason.OVERDUE
    assert provider.is_paused_on(NOW.date() + 13 * A_DAY)
    assert not provider.is_paused_on(NOW.date() + 14 * A_DAY)


def test_those_of_long_ago_do_not_count(released):
    assert released(2, ago=91) is None
    assert released(2) is None


def test_what_paused_once_does_not_pause_again(released):
    assert released(3, ago=1)
    assert released(0) is None
    assert released(2) is None
