"""Calendar files: a whole day each, changed and not doubled when a file is read in once more."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from accounts.calendars import BEGAN, day_event, new_calendar, site_host

NAMED = UUID("7c9e6679-7425-40de-944b-e07fc1f90ae7")
DAY = date(2026, 12, 31)
CHANGED = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
DAYS = st.dates(date(2026, 1, 1), date(2099, 12, 30))
MOMENTS = st.datetimes(
    datetime(2026, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)
)


def event(day: date = DAY, changed_at: datetime = CHANGED, summary: str = "Nộp hồ sơ"):
    return day_event(NAMED, day, changed_at, "sansang.example", summary)


@given(DAYS)
def test_it_is_the_whole_day_and_ends_with_it(day):
    made = event(day)
    assert made.decoded("dtstart") == day
    assert made.decoded("dtend") == day + timedelta(days=1)
    assert made["dtstart"].params.get("value") == "DATE"


@given(MOMENTS, MOMENTS)
def test_of_two_files_the_one_that_was_changed_later_counts(one, other):
    numbers = event(changed_at=one)["sequence"], event(changed_at=other)["sequence"]
    seconds = int((one - BEGAN).total_seconds()), int((other - BEGAN).total_seconds())
    assert (numbers[0] < numbers[1]) == (seconds[0] < seconds[1])
    assert min(numbers) >= 0


def test_whatever_changes_of_it_its_name_stays():
    first = event()
    later = event(DAY + timedelta(days=3), CHANGED + timedelta(days=1), "Gọi lại")
    assert first["uid"] == later["uid"] == f"{NAMED}@sansang.example"


def test_a_day_with_something_due_is_not_taken():
    assert event()["transp"] == "TRANSPARENT"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_says_in_which_language_it_is(language):
    with override(language):
        assert event()["summary"].params["language"] == language


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Việc của Sao Mai", "Việc của Sao Mai"),
        ("Sao Mai\nBEGIN:VEVENT", "Sao Mai BEGIN:VEVENT"),
        ("Sao\r\n\tMai", "Sao Mai"),
        ("  Sao   Mai  ", "Sao Mai"),
    ],
)
def test_a_name_with_line_breaks_begins_nothing_of_its_own(name, told):
    calendar = new_calendar("Desk", name)
    read = Calendar.from_ical(calendar.to_ical())
    assert str(read["x-wr-calname"]) == told
    assert not read.walk("vevent")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_whatever_stands_in_a_summary_comes_back(summary):
    calendar = new_calendar("Desk", "Việc")
    calendar.add_component(event(summary=summary))
    (read,) = Calendar.from_ical(calendar.to_ical()).walk("vevent")
    assert str(read["summary"]) == summary


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://sansang.example", "sansang.example"),
        ("https://sansang.example:8443/x/", "sansang.example"),
        ("http://localhost:8000", "localhost"),
        ("", "localhost"),
    ],
)
def test_events_are_named_after_the_site(settings, url, host):
    settings.SITE_URL = url
    assert site_host() == host
