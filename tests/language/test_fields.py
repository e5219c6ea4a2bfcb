"""Fields read what people type the way they type it, and give it back as they write it."""

import unicodedata
from collections.abc import Iterator
from datetime import date
from importlib import import_module

import pytest
from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from django.utils import translation

from accounts.models import User
from language.fields import (
    NUMBER_PROBLEMS,
    DayField,
    EmailField,
    FriendlyNumberField,
    LineField,
    PhoneField,
    SignsField,
    TextField,
    WebsiteField,
)


class Firm(forms.Form):
    people = FriendlyNumberField(
        required=False, problems={"unreadable": "unreadable_count"}
    )
    revenue = FriendlyNumberField()


@pytest.mark.parametrize(
    ("typed", "value"),
    [("12", 12), ("1,5 tỷ", 1_500_000_000), (" 500tr ", 500_000_000)],
)
def test_a_number_is_read_as_it_is_said(typed, value):
    with translation.override("vi"):
        assert FriendlyNumberField().clean(typed) == value


@pytest.mark.parametrize(
    ("language", "value"), [("vi", 1_500_000_000), ("en", 1_500_000_000_000)]
)
def test_marks_are_read_in_the_language_of_the_page(language, value):
    with translation.override(language):
        assert FriendlyNumberField().clean("1,500 billion") == value


@pytest.mark.parametrize("typed", ["", "   ", None])
def test_nothing_is_no_number_where_none_is_needed(typed):
    assert FriendlyNumberField(required=False).clean(typed) is None
    with pytest.raises(ValidationError) as caught:
        FriendlyNumberField().clean(typed)
    assert caught.value.code == "required"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("nhiều", "unreadable"),
        ("-5", "negative"),
        ("2,5", "whole"),
        ("9" * 20, "too_large"),
    ],
)
def test_what_cannot_be_read_is_explained(typed, code):
    with pytest.raises(ValidationError) as caught:
        FriendlyNumberField().clean(typed)
    assert caught.value.code == code
    assert caught.value.messages == [str(NUMBER_PROBLEMS[code])]


def test_a_field_may_have_words_of_its_own_for_an_error():
    form = Firm({"people": "nhiều", "revenue": "nhiều"})
    assert form.errors["people"] == [str(NUMBER_PROBLEMS["unreadable_count"])]
    assert form.errors["revenue"] == [str(NUMBER_PROBLEMS["unreadable"])]


def test_a_number_stands_grouped_in_its_field_and_a_slip_as_it_was_typed():
    with translation.override("vi"):
        assert 'value="1.500.000"' in str(
            Firm(initial={"revenue": 1_500_000})["revenue"]
        )
        assert 'value="1.5x"' in str(Firm({"revenue": "1.5x"})["revenue"])


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("  Quán   Phở\nHòa Bình ", "Quán Phở Hòa Bình"),
        ("Hòa\u202e Bình", "Hòa Bình"),
        ("Hòa\u200b Bình\x00", "Hòa Bình"),
        ("Phở\u2800\u115fHòa", "Phở Hòa"),
        ("Phở & Bún – số 1", "Phở & Bún – số 1"),
    ],
)
def test_a_name_is_one_line_of_signs_that_show(name, line):
    assert LineField().clean(name) == line


@pytest.mark.parametrize(
    "name", ["\u2066\u2069", "\u3164", "\u200b", "\ufe0f", "\u0301"]
)
@pytest.mark.parametrize("field", [TextField, LineField, SignsField])
def test_what_cannot_be_seen_is_no_text(field, name):
    assert field(required=False).clean(name) == ""
    with pytest.raises(ValidationError) as caught:
        field().clean(name)
    assert caught.value.code == "required"


@pytest.mark.parametrize(
    "typed",
    [
        "ten@congty.vn\u200b",
        "\u202aten@congty.vn\u202c",
        "ten@congty.vn\u00a0",
        "ten＠congty.vn",
    ],
)
def test_an_address_is_kept_as_it_was_checked(typed):
    assert EmailField().clean(typed) == "ten@congty.vn"


def test_a_day_may_be_pasted():
    with translation.override("vi"):
        assert DayField().clean("\u202a20\u00ad/11/2026\u00a0") == date(2026, 11, 20)


@pytest.mark.parametrize("typed", ["--------", "xin goi ban", "8.49012E+10"])
def test_a_telephone_that_nobody_can_call_is_told(typed):
    with pytest.raises(ValidationError) as caught:
        PhoneField().clean(typed)
    assert caught.value.code == "phone"


def test_a_telephone_may_be_left_out():
    assert PhoneField(required=False).clean(" \u200b") == ""


def test_accents_that_come_as_signs_of_their_own_are_composed():
    assert TextField().clean(unicodedata.normalize("NFD", " Phở Hòa ")) == "Phở Hòa"


def test_there_is_room_for_as_many_letters_as_are_seen():
    typed = unicodedata.normalize("NFD", "ồồồồ")
    assert TextField(max_length=4).clean(typed) == "ồồồồ"
    with pytest.raises(ValidationError):
        TextField(max_length=3).clean(typed)


def is_secret(field: forms.Field) -> bool:
    return isinstance(field.widget, forms.PasswordInput)


def fields_of_the_administration() -> Iterator[tuple[str, forms.Field]]:
    request = RequestFactory().get("/")
    request.user = User(is_superuser=True)
    for model, model_admin in admin.site._registry.items():
        if not model_admin.has_change_permission(request):
            continue
        for name, field in model_admin.get_form(request).base_fields.items():
            yield f"{model.__name__}.{name}", field


def test_whatever_an_administrator_types_is_cleaned_by_its_field():
    ours = {
        "accounts",
        "associations",
        "indexes",
        "privacy",
        "providers",
        "roadmap",
        "survey",
    }
    typed, uncleaned = set(), set()
    for place, field in fields_of_the_administration():
        if isinstance(field, CLEANED):
            typed.add(place)
        # What libraries bring is cleaned by the middleware alone.
        elif type(field) is forms.CharField and not is_secret(field):
            uncleaned.add(place)
    named = {
        f"{model.__name__}": model._meta.app_label for model in admin.site._registry
    }
    uncleaned = {place for place in uncleaned if named[place.split(".")[0]] in ours}
    assert {"Organisation.name", "Organisation.tax_code", "User.email"} <= typed
    assert uncleaned == set()


CLEANED = (TextField, EmailField, WebsiteField, DayField)
TYPED = (forms.CharField, forms.DateField, forms.IntegerField, forms.DurationField)


def forms_of_the_site(form: type[forms.Form] = forms.Form) -> Iterator[type]:
    for kind in form.__subclasses__():
        yield kind
        yield from forms_of_the_site(kind)


def is_left(field: forms.Field) -> bool:
    """What stands hidden in a page nobody types, and a password is what was typed."""
    return field.widget.is_hidden or isinstance(field.widget, forms.PasswordInput)


def test_whatever_people_type_on_the_site_is_cleaned_by_its_field():
    import_module("assessment.urls")  # with it every form there is
    typed, uncomposed = set(), set()
    for form in forms_of_the_site():
        # Those of accounts get their fields when they are made: tests/accounts/test_forms.py.
        if form.__module__.split(".")[0] in {"django", "allauth", "accounts", "tests"}:
            continue
        for name, field in form.base_fields.items():
            place = f"{form.__name__}.{name}"
            if isinstance(field, CLEANED):
                typed.add(place)
            elif isinstance(field, TYPED) and not is_left(field):
                uncomposed.add(place)
    assert {"StartForm.name", "StepForm.due", "AskForm.contact_email"} <= typed
    assert uncomposed == set()


def test_an_address_of_a_website_is_read_as_it_is_pasted():
    field = WebsiteField(assume_scheme="https")
    assert (
        field.clean(" www.hiep\u200bhoi.example\u00a0") == "https://www.hiephoi.example"
    )
