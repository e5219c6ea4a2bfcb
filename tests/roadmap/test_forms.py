"""What a month has for the steps, as an owner types it."""

import pytest
from django.utils import translation

from roadmap.forms import LEAST_MONEY, MOST_HOURS, PaceForm
from roadmap.planning.plan import Pace


def form_of(size: str = "micro", **fields: str) -> PaceForm:
    return PaceForm({"hours": "", "budget": "", **fields}, size=size)


@pytest.mark.parametrize(
    ("fields", "pace"),
    [
        ({}, Pace()),
        ({"hours": "20"}, Pace(20, None)),
        ({"budget": "1,5 triệu"}, Pace(None, 1_500_000)),
        ({"hours": "1.000", "budget": "2.000.000"}, Pace(1000, 2_000_000)),
    ],
)
def test_both_are_typed_the_way_they_are_said_or_left_empty(fields, pace):
    form = form_of(**fields)
    with translation.override("vi"):
        assert form.is_valid()
    assert form.pace() == pace


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("hours", "0", "hours_out_of_range"),
        ("hours", str(MOST_HOURS + 1), "hours_out_of_range"),
        ("hours", "nhiều", "unreadable"),
        ("budget", str(LEAST_MONEY - 1), "money_out_of_range"),
        ("budget", "-5", "negative"),
    ],
)
def test_what_makes_no_plan_is_refused_beside_its_field(field, typed, code):
    form = form_of(**{field: typed})
    assert not form.is_valid()
    assert form.has_error(field, code)


@pytest.mark.parametrize(("size", "hours"), [("micro", "32"), ("large", "384")])
def test_the_help_says_what_an_empty_field_comes_to(size, hours):
    with translation.override("vi"):
        assert f"khoảng {hours} giờ" in form_of(size).fields["hours"].help_text
