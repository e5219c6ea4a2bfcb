"""Which pauses run on a day, and until when they keep a provider out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.models import Pause, Provider
from providers.models.directory import OPEN_END
from providers.pauses.queries import beginning_on, paused_until, running, standing
from tests.builders import NOW, make_provider

TODAY = NOW.date()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
WEEK = TODAY + timedelta(days=7)


def a_pause(provider: Provider, begins: date, ends: date | None, **fields) -> Pause:
    usual = {"reason": Pause.Reason.OWN, "made_at": NOW}
    given = usual | fields
    return Pause.objects.create(provider=provider, begins=begins, ends=ends, **given)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("begins", "ends", "lifted", "stands", "runs"),
    [
        (YESTERDAY, WEEK, None, True, True),
        (TODAY, TODAY, None, True, True),
        (TODAY, None, None, True, True),
        (YESTERDAY, TODAY, None, True, True),
        (YESTERDAY, YESTERDAY, None, False, False),
        (TOMORROW, WEEK, None, True, False),
        (TOMORROW, None, None, True, False),
        (YESTERDAY, WEEK, NOW, False, False),
        (TODAY, None, NOW, False, False),
        (TOMORROW, WEEK, NOW, False, False),
    ],
)
def test_both_its_first_and_its_last_day_count(
    provider, begins, ends, lifted, stands, runs
):
    made = a_pause(provider, begins, ends, lifted_at=lifted)
    assert standing(provider, TODAY).exists() is stands
    assert bool(running(provider, TODAY)) is runs
    assert made.runs_on(TODAY) is runs


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pauses", "until"),
    [
        ([], None),
        ([(TODAY, TODAY)], TODAY),
        ([(TODAY, TOMORROW), (TODAY, WEEK)], WEEK),
        ([(TODAY, WEEK), (TODAY, TOMORROW)], WEEK),
        ([(TODAY, WEEK), (TODAY, None)], OPEN_END),
        ([(TODAY, None), (TODAY, WEEK)], OPEN_END),
        ([(TOMORROW, None)], None),
        ([(TODAY, TODAY), (TOMORROW, WEEK)], TODAY),
        ([(YESTERDAY, YESTERDAY)], None),
    ],
)
def test_the_longest_of_those_that_run_keeps_it_out(provider, pauses, until):
    for begins, ends in pauses:
        a_pause(provider, begins, ends)
    assert paused_until(provider, TODAY) == until


@pytest.mark.django_db
def test_pauses_of_another_provider_are_none_of_its_own(provider):
    other = make_provider(name="Nhà khác", slug="nha-khac")
    a_pause(other, TODAY, None)
    assert not standing(provider, TODAY).exists()
    assert paused_until(provider, TODAY) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("begins", "ends", "lifted", "known", "is_found"),
    [
        (TODAY, WEEK, None, None, True),
        (YESTERDAY, WEEK, None, None, True),
        (YESTERDAY, WEEK, None, YESTERDAY, True),
        (TODAY, WEEK, None, TOMORROW, True),
        (TODAY, None, None, WEEK, True),
        (TODAY, TOMORROW, None, WEEK, False),
        (TOMORROW, WEEK, None, TODAY, False),
        (TODAY, WEEK, None, WEEK, False),
        (TODAY, WEEK, None, OPEN_END, False),
        (TODAY, None, None, OPEN_END, False),
        (TOMORROW, WEEK, None, None, False),
        (YESTERDAY, YESTERDAY, None, None, False),
        (TODAY, WEEK, NOW, None, False),
    ],
)
def test_at_night_those_are_found_whose_first_day_has_come(
    provider, begins, ends, lifted, known, is_found
):
    a_pause(provider, begins, ends, lifted_at=lifted)
    Provider.objects.update(paused_until=known)
    assert beginning_on(TODAY) == ([provider] if is_found else [])


@pytest.mark.django_db
def test_one_with_two_that_begin_is_found_once(provider):
    a_pause(provider, TODAY, WEEK)
    a_pause(provider, TODAY, TOMORROW, reason=Pause.Reason.OFFICE, about="vetting:1")
    assert beginning_on(TODAY) == [provider]


@pytest.mark.django_db
def test_a_pause_of_another_provider_makes_none_longer(provider):
    other = make_provider(name="Nhà khác", slug="nha-khac")
    a_pause(other, TODAY, None)
    a_pause(provider, TODAY, TOMORROW)
    Provider.objects.update(paused_until=TOMORROW)
    assert beginning_on(TODAY) == [other]


DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(begins=DAYS, length=st.none() | st.integers(0, 60), day=DAYS)
def test_it_runs_from_its_first_day_through_its_last(begins, length, day):
    ends = None if length is None else begins + timedelta(days=length)
    made = Pause(begins=begins, ends=ends)
    assert made.runs_on(day) == (begins <= day and (ends is None or day <= ends))


@given(begins=DAYS, day=DAYS)
def test_lifted_it_runs_on_no_day(begins, day):
    assert not Pause(begins=begins, ends=None, lifted_at=NOW).runs_on(day)
