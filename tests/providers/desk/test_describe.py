"""How the desk says what waits, how full the month is, and how it goes."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from providers.desk.describe import Places, going, row_of
from providers.desk.figures import Figures, Month
from providers.models import Lead, Solution
from providers.models.leads import Lead as LeadModel

# A Thursday.
TODAY = date(2026, 12, 3)
FRIDAY, SATURDAY, MONDAY = (TODAY + timedelta(days=each) for each in (1, 2, 4))


def lead_due(day: date, state: str = "sent", solution: Solution | None = None) -> Lead:
    lead = LeadModel(state=state, due_on=day)
    lead.solution = solution
    return lead


@pytest.mark.parametrize(
    ("due", "vietnamese", "english", "badge"),
    [
        (TODAY, "Hôm nay", "Today is the last day", "warn"),
        (FRIDAY, "1 ngày", "1 working day left", "warn"),
        (MONDAY, "2 ngày", "2 working days left", "quiet"),
        (TODAY + timedelta(days=7), "5 ngày", "5 working days left", "quiet"),
        (TODAY - timedelta(days=1), "1 ngày", "1 working day late", "bad"),
        (TODAY - timedelta(days=7), "5 ngày", "5 working days late", "bad"),
    ],
)
def test_until_when_is_said_in_working_days(due, vietnamese, english, badge):
    with override("en"):
        row = row_of(lead_due(due), TODAY)
        assert (row.left, row.badge) == (english, badge)
    with override("vi"):
        assert vietnamese.lower() in row_of(lead_due(due), TODAY).left.lower()


def test_a_last_day_on_which_nobody_works_is_until_the_next_working_day():
    sunday = SATURDAY + timedelta(days=1)
    with override("en"):
        assert row_of(lead_due(sunday), SATURDAY).left == "By the next working day"
        assert row_of(lead_due(SATURDAY), SATURDAY).left == "Today is the last day"


@pytest.mark.parametrize("state", Lead.LIVE)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_state_that_goes_on_says_what_is_to_do(state, language):
    with override(language):
        assert row_of(lead_due(FRIDAY, state), TODAY).to_do


def test_a_request_without_a_solution_names_none():
    assert row_of(lead_due(FRIDAY), TODAY).solution == ""
    solution = Solution(name={"vi": "Trang web", "en": "Website"})
    assert row_of(lead_due(FRIDAY, solution=solution), TODAY).solution


class TestPlaces:
    @pytest.mark.parametrize(
        ("taken", "places", "left", "percent"),
        [
            (0, 4, 4, 0),
            (1, 4, 3, 25),
            (1, 3, 2, 33),
            (2, 3, 1, 67),
            (4, 4, 0, 100),
            (5, 4, 0, 100),
            (0, 0, 0, 100),
            (3, 0, 0, 100),
        ],
    )
    def test_by_example(self, taken, places, left, percent):
        found = Places(taken, places, is_paused=False)
        assert (found.left, found.percent) == (left, percent)

    @given(st.integers(0, 500), st.integers(0, 500))
    def test_nobody_has_less_than_none_left_or_is_fuller_than_full(self, taken, places):
        found = Places(taken, places, is_paused=False)
        assert 0 <= found.left <= places
        assert 0 <= found.percent <= 100

    @given(st.integers(1, 100), st.integers(0, 100))
    def test_who_is_full_has_no_place_left(self, places, taken):
        found = Places(taken, places, is_paused=False)
        assert (found.left == 0) == (taken >= places)


def month(day: date = date(2026, 11, 1), **fields) -> Month:
    nothing = {
        "suggested": None,
        "opened": None,
        "asked": 0,
        "accepted": 0,
        "agreed": 0,
        "hours": None,
    }
    return Month(first_day=day, **nothing | fields)


class TestGoing:
    @pytest.mark.parametrize(
        ("own", "others", "own_hours", "others_hours", "is_slower"),
        [
            (None, None, "", "", False),
            (None, 8, "", "8 hours", False),
            (0.2, 8, "1 hour", "8 hours", False),
            (7.1, 8, "8 hours", "8 hours", False),
            (8.0, 8, "8 hours", "8 hours", False),
            (8.1, 8, "9 hours", "8 hours", True),
            (30.0, None, "30 hours", "", False),
        ],
    )
    def test_hours_are_whole_ones_and_never_none(
        self, own, others, own_hours, others_hours, is_slower
    ):
        figures = Figures([month(), month(hours=own)], others)
        with override("en"):
            told = going(figures)
        assert (told.own_hours, told.others_hours) == (own_hours, others_hours)
        assert told.is_slower is is_slower

    @pytest.mark.parametrize(
        ("asked", "accepted", "text"),
        [
            (0, 0, "0"),
            (3, 0, "0 (0%)"),
            (3, 1, "1 (33%)"),
            (3, 2, "2 (67%)"),
            (3, 3, "3 (100%)"),
            (1000, 5, "5 (0%)"),
        ],
    )
    def test_a_share_is_told_where_there_is_something_to_share(
        self, asked, accepted, text
    ):
        figures = Figures([month(asked=asked, accepted=accepted), month()])
        with override("en"):
            assert going(figures).accepted.replace(" %", "%") == text

    def test_months_add_up(self):
        figures = Figures([month(asked=2, agreed=1), month(asked=3), month(agreed=1)])
        told = going(figures)
        assert told.asked == 5
        assert told.agreed.startswith("2")

    @pytest.mark.parametrize(
        ("count", "text"), [(None, "–"), (5, "5"), (1200, "1,200")]
    )
    def test_what_is_not_told_is_a_dash_and_not_nought(self, count, text):
        figures = Figures([month(), month(suggested=count, opened=count)])
        with override("en"):
            row = going(figures).rows[1]
        assert row.suggested == row.opened == text
        assert row.asked == "0"
        assert row.name == "11/2026"
