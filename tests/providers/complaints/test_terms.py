"""The published lengths, and that what runs by them is what is shown."""

from datetime import date

import pytest

from providers.complaints.terms import (
    due,
    last_day_of,
    most_files,
    pause_days,
    published,
    term,
)
from registry.files import registry


def test_the_law_of_the_house_is_five_and_twenty_working_days():
    assert (term("answer"), term("decision")) == (5, 20)


def test_reminders_come_before_what_they_remind_of():
    assert term("answer_reminder") < term("answer")
    assert term("decision_reminder") < term("decision")
    assert term("answer") < term("decision_reminder")


@pytest.mark.parametrize(
    ("day", "name", "expected"),
    [
        # A Friday; the day of Vietnamese culture in the next week is free.
        (date(2026, 11, 20), "answer", date(2026, 11, 30)),
        (date(2026, 12, 1), "answer", date(2026, 12, 8)),
        # Over the new year.
        (date(2026, 12, 30), "answer", date(2027, 1, 7)),
    ],
)
def test_holidays_and_weekends_are_not_counted(day, name, expected):
    assert due(day, name) == expected


def test_the_first_day_of_a_pause_counts():
    assert last_day_of(date(2026, 12, 1), 1) == date(2026, 12, 1)
    assert last_day_of(date(2026, 12, 1), 30) == date(2026, 12, 30)


def test_another_one_within_a_year_weighs_more():
    assert pause_days("upheld_again") > pause_days("upheld")


def test_all_of_it_is_published():
    lengths = registry("complaints")
    told = published()
    for part in ("terms", "pauses", "overdue"):
        for name, number in lengths[part].items():
            if name != "overdue":
                assert told[name] == number
    # Of the pause, not of what leads to it.
    assert told["overdue"] == lengths["pauses"]["overdue"]
    assert told["files"] == most_files()
