"""The form that invites: a name, an address, and at least one part."""

import pytest
from django.utils import translation

from survey.colleagues.forms import InviteForm

PARTS = {"1": "Khách hàng", "2": "Con người"}


def form(**changed) -> InviteForm:
    data = {"name": "Chị Lan", "email": "lan@pho.example", "pillars": ["1"]}
    return InviteForm(data | changed, pillars=PARTS)


def test_a_whole_invitation_is_taken_as_typed():
    filled = form(pillars=["2", "1"])
    assert filled.is_valid()
    assert filled.cleaned_data == {
        "name": "Chị Lan",
        "email": "lan@pho.example",
        "pillars": ["2", "1"],
    }


def test_nothing_is_chosen_beforehand():
    assert InviteForm(pillars=PARTS)["pillars"].value() is None
    assert list(InviteForm(pillars=PARTS).fields) == ["name", "email", "pillars"]


@pytest.mark.parametrize(
    ("changed", "field", "text"),
    [
        ({"name": ""}, "name", "tên"),
        ({"email": ""}, "email", "email của người được nhờ"),
        ({"email": "lan@pho"}, "email", "email"),
        ({"pillars": []}, "pillars", "ít nhất một phần"),
        ({"pillars": ["9"]}, "pillars", ""),
    ],
)
def test_what_is_missing_is_asked_for_beside_its_field(changed, field, text):
    filled = form(**changed)
    assert not filled.is_valid()
    assert set(filled.errors) == {field}
    assert text in filled.errors[field][0]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (" Chị  Lan ", "Chị Lan"),
        ("Chị\r\nBcc: ai@do.example", "Chị Bcc: ai@do.example"),
        ("Chị\u202e Lan\u200b", "Chị Lan"),
    ],
)
def test_a_name_is_one_line_that_can_be_seen(typed, name):
    filled = form(name=typed)
    assert filled.is_valid()
    assert filled.cleaned_data["name"] == name


@pytest.mark.parametrize("nothing", ["\u202e\u200b", "\u3164"])
def test_a_name_that_nobody_sees_is_asked_for(nothing):
    assert set(form(name=nothing).errors) == {"name"}


def test_the_form_speaks_the_readers_language():
    with translation.override("en"):
        assert "at least one part" in form(pillars=[]).errors["pillars"][0]
