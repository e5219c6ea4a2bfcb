"""A budget is read as people write it."""

import pytest

from providers.matching.forms import BudgetForm


@pytest.mark.parametrize(
    ("text", "budget"),
    [
        ("", None),
        ("50000000", 50_000_000),
        ("50.000.000", 50_000_000),
        ("50 triệu", 50_000_000),
        ("1,5 tỷ", 1_500_000_000),
        ("  30 triệu  ", 30_000_000),
    ],
)
def test_a_budget_is_a_number_of_dong_or_nothing(text, budget):
    form = BudgetForm({"budget": text})
    assert form.is_valid()
    assert form.cleaned_data["budget"] == budget


@pytest.mark.parametrize("text", ["nhiều lắm", "-5", "50 quả"])
def test_what_is_no_amount_is_refused_and_kept(text):
    form = BudgetForm({"budget": text})
    assert not form.is_valid()
    assert form["budget"].value() == text
