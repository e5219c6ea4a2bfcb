"""What an owner and a provider type: read, refused, asked for again."""

import pytest
from django.utils import translation

from accounts.access.scopes import Item
from providers.leads.forms import AskForm, DeclineForm, LeadListForm
from providers.leads.services import CONSENT_TEXT, Contact
from providers.models import Lead
from tests.providers.leads.examples import form_data


def problems(form) -> dict[str, list[str]]:
    with translation.override("en"):
        return {field: list(texts) for field, texts in form.errors.items()}


def test_what_is_typed_becomes_a_contact_items_and_a_budget():
    form = AskForm(form_data(contact_phone=" 0901 234 567 "))
    assert form.is_valid()
    assert form.contact == Contact("Hòa", "hoa@quanpho.example", "0901 234 567")
    assert form.items == [Item.CONTACT, Item.PILLARS]
    assert form.cleaned_data["budget"] == 1_500_000_000
    assert form.cleaned_data["message"] == "Chào anh"


def test_what_is_not_ticked_is_not_passed_on():
    form = AskForm(form_data(agree_pillars=""))
    assert form.is_valid()
    assert form.items == [Item.CONTACT]


@pytest.mark.parametrize("name", ["contact_phone", "budget", "message"])
def test_a_telephone_a_budget_and_a_message_may_be_left_out(name):
    assert AskForm(form_data(**{name: ""})).is_valid()


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("agree_contact", "", "Without your agreement we pass nothing on."),
        ("contact_name", "", "Please give a name the provider can ask for."),
        ("contact_email", "", "Please give an email address for the answer."),
        ("contact_phone", "abc", "This is not a telephone number."),
        ("contact_phone", "12345", "This is not a telephone number."),
        ("contact_phone", "--------", "This is not a telephone number."),
        ("contact_phone", "8.49012E+10", "This is not a telephone number."),
        ("contact_phone", "++84 901 234", "This is not a telephone number."),
    ],
)
def test_what_is_missing_or_wrong_is_told_beside_its_field(name, value, text):
    with translation.override("en"):
        form = AskForm(form_data(**{name: value}))
        (problem,) = problems(form)[name]
    assert problem.startswith(text)
    assert list(form.errors) == [name]


@pytest.mark.parametrize(
    "phone", ["0901234567", "+84 901 234 567", "(028) 3822-1234", "028.3822.1234"]
)
def test_telephones_are_written_in_many_ways(phone):
    assert AskForm(form_data(contact_phone=phone)).is_valid()


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("contact_phone", "\u202a0901–234–567\u202c", "0901-234-567"),
        ("contact_phone", "0901\u00a0234\u00a0567", "0901 234 567"),
        ("contact_email", "lan@pho.example\u200b", "lan@pho.example"),
        ("budget", "\u202d50\u200b triệu\u202c", 50_000_000),
        ("contact_name", "Chị\u200b Lan\u3164", "Chị Lan"),
    ],
)
def test_what_is_pasted_with_hidden_signs_is_kept_as_it_looks(name, typed, kept):
    with translation.override("vi"):
        form = AskForm(form_data(**{name: typed}))
        assert form.is_valid(), form.errors
    assert form.cleaned_data[name] == kept


def test_too_long_a_message_is_refused():
    assert AskForm(form_data(message="x" * 2000)).is_valid()
    assert not AskForm(form_data(message="x" * 2001)).is_valid()


def test_a_consent_to_an_older_wording_is_asked_for_again():
    form = AskForm(form_data(text_version="lead-2025-01"))
    assert not form.is_valid()
    assert form["text_version"].value() == CONSENT_TEXT
    assert not form["agree_contact"].value()
    assert not form["agree_pillars"].value()


def test_what_was_typed_with_an_older_wording_is_not_lost():
    form = AskForm(form_data(text_version="lead-2025-01"))
    assert not form.is_valid()
    assert form["message"].value() == "Chào anh"


def test_the_boxes_start_unticked():
    form = AskForm(initial={"contact_name": "Hòa"})
    assert not form["agree_contact"].value()
    assert not form["agree_pillars"].value()
    assert form["text_version"].value() == CONSENT_TEXT


@pytest.mark.parametrize(
    ("reason", "is_valid"),
    [("Hết chỗ", True), ("", False), ("   ", False), ("x" * 1001, False)],
)
def test_a_provider_says_why_it_declines(reason, is_valid):
    assert DeclineForm({"reason": reason}).is_valid() is is_valid


def test_a_missing_reason_is_asked_for_with_its_use():
    with translation.override("en"):
        form = DeclineForm({"reason": ""})
        (problem,) = problems(form)["reason"]
    assert problem.startswith("Please say why")


def test_requests_are_filtered_by_any_state_or_none():
    choices = [code for code, _name in LeadListForm().fields["state"].choices]
    assert choices == ["", *Lead.State.values]
    assert LeadListForm({"state": ""}).is_valid()
    assert not LeadListForm({"state": "nonsense"}).is_valid()
