"""What a provider types: read, refused, asked for again."""

import pytest
from django.utils import translation

from providers.leads.forms import DeclineForm, LeadListForm, OfferForm, ReturnForm
from providers.leads.states import RETURNED_FOR
from providers.models import Lead


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
