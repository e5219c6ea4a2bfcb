"""What an owner may type of a step, and what is said beside the field where it will not do."""

from datetime import date, timedelta

import pytest

from roadmap.steps.forms import EARLIEST, LATEST, StepForm

TODAY = date(2026, 11, 20)
TYPED = {"text": "Họp cả nhà", "horizon": "3", "due": "", "who": "", "note": ""}


def form_of(typed: dict | None = None, *, is_own: bool = True, **more) -> StepForm:
    return StepForm({**TYPED, **(typed or {})}, is_own=is_own, today=TODAY, **more)


def problem(field: str, typed: dict, **more) -> str:
    """Code of what is wrong with the field; nothing where nothing is."""
    errors = form_of(typed, **more).errors.as_data().get(field, [])
    return errors[0].code if errors else ""


def test_a_step_needs_words_and_a_part_of_the_year_and_no_more():
    form = form_of()
    assert form.is_valid()
    assert form.cleaned_data == {
        "text": "Họp cả nhà",
        "horizon": 3,
        "due": None,
        "who": "",
        "note": "",
    }


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("text", "", "required"),
        ("text", "   ", "required"),
        ("text", "x" * 200, ""),
        ("text", "x" * 201, "max_length"),
        ("horizon", "", "required"),
        ("horizon", "5", "invalid_choice"),
        ("horizon", "24", ""),
        ("who", "x" * 60, ""),
        ("who", "x" * 61, "max_length"),
        ("note", "x" * 500, ""),
        ("note", "x" * 501, "max_length"),
        ("due", "hôm qua", "invalid"),
        ("due", "2026-02-30", "invalid"),
    ],
)
def test_each_field_says_what_will_not_do(field, typed, code):
    assert problem(field, {field: typed}) == code


@pytest.mark.parametrize(
    ("due", "code"),
    [
        (TODAY, ""),
        (TODAY - timedelta(days=1), "due_past"),
        (LATEST, ""),
        (LATEST + timedelta(days=1), "invalid"),
        (EARLIEST, "due_past"),
        (EARLIEST - timedelta(days=1), "invalid"),
        (date.max, "invalid"),
        (date.min, "invalid"),
    ],
)
def test_a_day_is_today_or_later_and_one_that_calendars_know(due, code):
    assert problem("due", {"due": due.isoformat()}) == code


def test_a_day_that_is_over_may_stay_where_it_stood():
    over = TODAY - timedelta(days=30)
    assert problem("due", {"due": over.isoformat()}, due_then=over) == ""
    assert problem("due", {"due": over.isoformat()}, due_then=TODAY) == "due_past"


def test_only_a_step_of_the_owners_own_has_words_to_change():
    assert "text" in form_of().fields
    form = form_of(is_own=False)
    assert "text" not in form.fields
    assert form.is_valid()
    assert "text" not in form.changed()


def test_the_help_says_what_an_empty_field_comes_to():
    assert str(form_of().fields["due"].help_text) != str(
        form_of(is_own=False).fields["due"].help_text
    )
    assert form_of(usual_who="Chủ").fields["who"].help_text == "Để trống thì là: Chủ."
    assert form_of().fields["who"].help_text == ""


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ({"horizon": "3", "due": "2027-02-20"}, date(2027, 2, 20)),
        ({"horizon": "12", "due": "2027-02-20"}, None),
        ({"horizon": "12", "due": "2027-03-01"}, date(2027, 3, 1)),
        ({"horizon": "3", "due": ""}, None),
    ],
    ids=[
        "nothing touched",
        "another part",
        "another part and day",
        "the day taken away",
    ],
)
def test_a_day_that_was_not_touched_gives_way_to_another_part_of_the_year(typed, due):
    then = date(2027, 2, 20)
    form = form_of(typed, due_then=then, initial={"horizon": 3, "due": then})
    assert form.is_valid()
    assert form.changed()["due"] == due
