"""Who must issue e-invoices: every company, and household businesses that sell enough."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.files import registry
from registry.households import (
    THRESHOLDS,
    asks_e_invoice,
    e_invoice_threshold,
    is_above,
    looks_like_household,
)

REVENUES = st.integers(0, 10**13)


@given(revenue=st.none() | REVENUES)
def test_a_company_always_must(revenue):
    assert asks_e_invoice(is_household=False, revenue=revenue) is True


@pytest.mark.parametrize(
    ("above", "answer"), [(-1, False), (0, False), (1, True), (10**9, True)]
)
def test_a_household_must_only_above_the_threshold(above, answer):
    revenue = e_invoice_threshold() + above
    assert asks_e_invoice(is_household=True, revenue=revenue) is answer


def test_of_a_household_that_names_no_revenue_it_is_not_known():
    assert asks_e_invoice(is_household=True, revenue=None) is None


@pytest.mark.parametrize("told", [True, False])
def test_what_a_household_told_of_the_threshold_counts_without_a_figure(told):
    assert asks_e_invoice(True, None, told) is told
    assert asks_e_invoice(False, None, told) is True


@given(revenue=REVENUES, more=REVENUES)
def test_selling_more_never_lifts_the_duty(revenue, more):
    before = asks_e_invoice(is_household=True, revenue=revenue)
    assert before <= asks_e_invoice(is_household=True, revenue=revenue + more)


def test_the_threshold_is_that_of_the_decree_and_says_how_sure_it_is():
    assert e_invoice_threshold() == 1_000_000_000
    assert registry("households")["confidence"] == "official_excerpt"


@pytest.mark.parametrize("threshold", THRESHOLDS)
def test_a_revenue_is_above_a_threshold_of_the_decree_or_not_known(threshold):
    exactly = registry("households")[f"{threshold}_vnd"]
    assert is_above(threshold, exactly) is False
    assert is_above(threshold, exactly + 1) is True
    assert is_above(threshold, None) is None


@pytest.mark.parametrize(
    ("name", "tax_code", "is_one"),
    [
        ("Công ty Hòa Bình", "", False),
        ("Hộ kinh doanh Hòa Bình", "", True),
        ("HKD Hòa Bình", "", True),
        ("Hộ kinh doanh Hòa Bình", "0300588569", False),
        ("Hòa Bình", "079090000001", True),
    ],
)
def test_a_household_is_known_by_its_tax_code_or_its_name(name, tax_code, is_one):
    assert looks_like_household(name, tax_code) is is_one
