"""A pause keeps a provider out of suggestions, and is over by itself."""

from datetime import date, timedelta

import pytest

from accounts.models import AuditEvent
from providers.errors import ProviderError
from providers.models import Pause, Provider
from providers.models.directory import OPEN_END
from providers.pauses.services import begin_pauses, pause, resume, set_own_pause
from tests.builders import NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
LATER = TODAY + timedelta(days=30)
SOON = TODAY + timedelta(days=5)
Reason = Pause.Reason


@pytest.fixture
def paused(provider):
    """Pause it; the last day that matching reads then."""

    def run(reason=Reason.OWN, ends=LATER, **more) -> date | None:
        pause(provider=provider, reason=reason, ends=ends, by=None, now=NOW, **more)
        return day_of(provider)

    return run


@pytest.fixture
def resumed(provider):
    def run(reason=Reason.OWN, **more) -> date | None:
        resume(provider=provider, reason=reason, by=None, now=NOW, **more)
        return day_of(provider)

    return run


def day_of(provider: Provider) -> date | None:
    stored = Provider.objects.get(pk=provider.pk).paused_until
    assert provider.paused_until == stored, "what the caller holds says another day"
    return stored


def test_matching_reads_the_last_day_of_the_longest_pause(paused):
    assert paused(ends=SOON) == SOON
    assert paused(Reason.COMPLAINT, LATER, about="complaint:1") == LATER
    assert paused(Reason.OVERDUE, SOON, about="overdue:1") == LATER


def test_a_pause_is_over_after_its_last_day_without_anybody(paused, provider):
    paused(ends=SOON)
    assert provider.is_paused_on(SOON)
    assert not provider.is_paused_on(SOON + timedelta(days=1))


def test_one_without_an_end_lasts_until_resumed(paused, resumed):
    assert paused(Reason.OFFICE, None, about="vetting:1") == OPEN_END
    assert resumed(Reason.OFFICE, about="vetting:1") is None


def test_a_provider_cannot_resume_what_a_complaint_paused(paused, resumed):
    paused(Reason.COMPLAINT, LATER, about="complaint:1")
    paused(ends=SOON)
    assert resumed(Reason.OWN) == LATER
    assert resumed(Reason.COMPLAINT, about="complaint:2") == LATER
    assert resumed(Reason.COMPLAINT, about="complaint:1") is None


def test_its_own_pause_takes_the_place_of_its_own_before(paused):
    paused(ends=LATER)
    assert paused(ends=SOON) == SOON
    assert Pause.objects.filter(lifted_at=None).count() == 1


def test_the_same_thing_pauses_once(paused):
    for _ in range(2):
        paused(Reason.COMPLAINT, LATER, about="complaint:1")
    assert Pause.objects.count() == 1


def test_one_set_ahead_begins_on_its_day(paused, provider):
    assert paused(ends=LATER, begins=SOON) is None
    assert begin_pauses(today=SOON - timedelta(days=1)) == 0
    # Also where no worker lived on the day itself.
    assert begin_pauses(today=SOON + timedelta(days=1)) == 1
    provider.refresh_from_db()
    assert day_of(provider) == LATER
    assert begin_pauses(today=SOON + timedelta(days=1)) == 0


def test_a_longer_one_begins_on_its_day_while_a_shorter_one_runs(paused, provider):
    assert paused(Reason.OVERDUE, SOON + timedelta(days=1), about="overdue:1")
    assert paused(ends=LATER, begins=SOON) == SOON + timedelta(days=1)
    assert begin_pauses(today=SOON - timedelta(days=1)) == 0
    assert begin_pauses(today=SOON) == 1
    provider.refresh_from_db()
    assert day_of(provider) == LATER
    assert begin_pauses(today=SOON) == 0


def test_a_pause_that_is_over_is_none(paused):
    with pytest.raises(ProviderError, match="pause_is_over"):
        paused(ends=TODAY - timedelta(days=1))


def test_saying_the_same_day_again_changes_nothing(provider):
    def says(until):
        return set_own_pause(provider=provider, until=until, by=None, now=NOW)

    assert says(LATER)
    assert not says(LATER)
    assert says(None)
    assert not says(None)
    assert not says(TODAY - timedelta(days=1))


def test_who_paused_and_resumed_stands_in_the_log(paused, resumed):
    paused()
    resumed()
    actions = AuditEvent.objects.order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["provider.paused", "provider.resumed"]
