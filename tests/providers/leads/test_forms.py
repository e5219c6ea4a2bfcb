"""What a provider types: read, refused, asked for again."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from providers.leads.forms import (
    ContactForm,
    DeclineForm,
    LeadListForm,
    MessageForm,
    OfferForm,
    OutcomeForm,
    ReturnForm,
)
from providers.leads.states import RETURNED_FOR
from providers.models import Lead, LeadOutcome
from survey.evidence.files import MOST_BYTES


def problems(form) -> dict[str, list[str]]:
    with translation.override("en"):
        return {field: list(texts) for field, texts in form.errors.items()}


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


def test_a_request_comes_back_for_one_of_three_reasons():
    codes = [code for code, _words in ReturnForm().fields["code"].choices]
    assert codes == list(RETURNED_FOR)
    assert not ReturnForm({"code": "no_answer"}).is_valid()


@pytest.mark.parametrize(
    ("ends_on", "is_valid"), [("2026-12-01", True), ("2026-11-30", False)]
)
def test_work_does_not_end_before_it_begins(ends_on, is_valid):
    typed = {"amount": "30 triệu", "scope": "Trang bán hàng", "begins_on": "2026-12-01"}
    form = OfferForm(typed | {"ends_on": ends_on})
    assert form.is_valid() is is_valid
    assert form.cleaned_data["amount"] == 30_000_000


def file_of(size: int) -> dict:
    return {"file": SimpleUploadedFile("bao-gia.pdf", bytes(size), "application/pdf")}


@pytest.mark.parametrize("text", ["", "   ", "\u200b"])
def test_a_message_of_nothing_is_refused_beside_its_field(text):
    with translation.override("en"):
        form = MessageForm({"text": text})
        assert problems(form) == {"text": ["Please write something, or add a file."]}


@pytest.mark.parametrize(
    ("text", "files"), [("Chào", {}), ("", file_of(10)), ("Chào", file_of(10))]
)
def test_a_message_is_words_or_a_file_or_both(text, files):
    form = MessageForm({"text": text}, files)
    assert form.is_valid(), form.errors


@pytest.mark.parametrize("form", [MessageForm, OfferForm])
def test_too_large_a_file_is_refused_beside_its_field_and_not_called_missing(form):
    sent = form({"text": ""}, file_of(MOST_BYTES + 1))
    with translation.override("en"):
        (problem,) = problems(sent)["file"]
    assert "10" in problem
    assert "text" not in sent.errors


@pytest.mark.parametrize(
    ("name", "typed", "text"),
    [
        ("amount", "", "This field is required."),
        ("amount", "nhiều", "Please type it like 12"),
        ("amount", "-5", "below zero"),
        ("scope", "", "This field is required."),
        ("scope", "x" * 4001, "4000"),
        ("begins_on", "hôm nào đó", "valid date"),
        ("ends_on", "31/02/2027", "valid date"),
    ],
)
def test_what_is_wrong_with_an_offer_stands_beside_its_field_and_stays_typed(
    name, typed, text
):
    good = {"amount": "30 triệu", "scope": "Trang bán hàng"}
    good |= {"begins_on": "01/12/2026", "ends_on": "20/12/2026"}
    form = OfferForm(good | {name: typed})
    with translation.override("en"):
        told = problems(form)
    assert list(told) == [name]
    assert text in told[name][0]
    for field, value in (good | {name: typed}).items():
        assert form[field].value() == value


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("30 triệu", 30_000_000), ("1,5 tỷ", 1_500_000_000), ("45.000.000", 45_000_000)],
)
def test_an_amount_is_typed_as_it_is_said(typed, amount):
    days = {"begins_on": "01/12/2026", "ends_on": "01/12/2026"}
    form = OfferForm({"amount": typed, "scope": "Trang bán hàng"} | days)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["amount"] == amount


def test_an_outcome_is_one_of_those_named_and_needs_no_words():
    for said in LeadOutcome.Said.values:
        assert OutcomeForm({"said": said, "words": ""}).is_valid()
    assert list(OutcomeForm({"said": "great"}).errors) == ["said"]
    assert list(OutcomeForm({"words": "Tốt"}).errors) == ["said"]


@pytest.mark.parametrize(
    ("name", "typed"),
    [("name", ""), ("email", ""), ("email", "hoa@"), ("phone", "không có")],
)
def test_a_corrected_contact_is_read_as_the_first_one(name, typed):
    good = {"name": "Hòa", "email": "hoa@quan.example", "phone": "0901234567"}
    assert ContactForm(good | {"phone": ""}).is_valid()
    form = ContactForm(good | {name: typed})
    assert list(form.errors) == [name]
    assert form[name].value() == typed
