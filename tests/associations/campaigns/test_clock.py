"""When letters leave: laws over all hours and days."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from associations.campaigns.clock import (
    due_by,
    is_quiet,
    is_time_for_letters,
    next_reminder,
)

HOURS = st.integers(0, 23)
DAYS = st.lists(st.integers(1, 300), max_size=6, unique=True)
A_DAY = date(2026, 11, 16)


@given(HOURS, HOURS, HOURS)
def test_what_is_quiet_one_way_round_is_not_the_other(hour, start, end):
    if start != end:
        assert is_quiet(hour, start, end) != is_quiet(hour, end, start)


@given(HOURS, HOURS)
def test_from_an_hour_to_the_same_is_never(hour, same):
    assert not is_quiet(hour, same, same)


def test_quiet_over_midnight():
    quiet = [hour for hour in range(24) if is_quiet(hour, 20, 8)]
    assert quiet == [0, 1, 2, 3, 4, 5, 6, 7, 20, 21, 22, 23]


@given(DAYS, st.integers(-10, 400))
def test_everybody_is_written_to_once_more_on_each_day_that_was_set(days, passed):
    today = A_DAY + timedelta(days=passed)
    due = due_by(today, A_DAY, days)
    yesterday = due_by(today - timedelta(days=1), A_DAY, days)
    begins = passed == 0
    assert due - yesterday == begins + (passed in days)


@given(DAYS, st.integers(0, 400))
def test_the_next_reminder_is_the_first_day_on_which_more_is_due(days, passed):
    today, end = A_DAY + timedelta(days=passed), A_DAY + timedelta(days=200)
    coming = next_reminder(today, A_DAY, end, days)
    if coming:
        assert due_by(coming, A_DAY, days) == due_by(today, A_DAY, days) + 1
        assert today < coming <= end


def test_weekends_count_only_where_that_was_chosen():
    saturday = datetime(2026, 11, 21, 10)
    hours = {"quiet_from": 18, "quiet_until": 8}
    assert not is_time_for_letters(saturday, on_working_days=True, **hours)
    assert is_time_for_letters(saturday, on_working_days=False, **hours)
