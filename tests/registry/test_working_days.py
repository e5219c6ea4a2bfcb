from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.files import registry
from registry.working_days import (
    Due,
    after,
    is_listed,
    is_working_day,
    working_days_until,
)

DAYS = st.dates(date(2026, 1, 1), date(2027, 10, 1))


@pytest.mark.parametrize(
    ("day", "is_one"),
    [
        (date(2026, 11, 23), True),  # a Monday
        (date(2026, 11, 24), False),  # Vietnam Cultural Day, new in 2026
        (date(2026, 11, 28), False),  # a Saturday
        (date(2026, 8, 22), True),  # a Saturday, worked for 31 August
        (date(2026, 8, 31), False),
        (date(2026, 2, 20), False),  # Tết
        (date(2026, 4, 27), False),  # for 26 April, a Sunday
        (date(2027, 5, 3), False),  # for 1 May, a Saturday
    ],
)
def test_weekends_holidays_and_swapped_days(day, is_one):
    assert is_working_day(day) is is_one


def test_a_term_begins_with_the_day_after():
    assert after(date(2026, 11, 20), 2) == Due(date(2026, 11, 25))
    assert after(date(2026, 11, 21), 2) == Due(date(2026, 11, 25))
    assert after(date(2026, 8, 21), 1) == Due(date(2026, 8, 22))


def test_a_term_over_tet_takes_its_week_longer():
    assert after(date(2027, 1, 29), 10).day == date(2027, 2, 19)


def test_a_term_into_a_year_without_a_list_says_so_and_is_never_too_late():
    due = after(date(2027, 12, 27), 20)
    assert due == Due(date(2028, 1, 24), unlisted=(2028,))
    assert not is_listed(2028)
    assert after(date(2027, 12, 27), 3).unlisted == ()
    assert after(date(2025, 12, 31), 1).unlisted == (2025,)


@given(DAYS, st.integers(0, 40))
def test_as_many_working_days_are_left_as_the_term_has(day, count):
    due = after(day, count).day
    assert working_days_until(day, due) == count
    assert count == 0 or is_working_day(due)
    late = due + timedelta(days=1)
    assert working_days_until(late, due) == -is_working_day(late)


def test_the_list_names_weekdays_as_free_and_weekends_as_worked_in_their_year():
    for year, days in registry("holidays")["years"].items():
        assert days["free"]
        for day in days["free"]:
            assert (day.year, day.weekday() < 5) == (year, True)
        for day in days["worked"]:
            assert (day.year, day.weekday() >= 5) == (year, True)
