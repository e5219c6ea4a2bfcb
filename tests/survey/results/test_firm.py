"""What advice must know of the enterprise of a result, and what others may learn of it."""

import pytest

from indexes.advice.firm import Firm
from survey.results.firm import firm_for_others, firm_of, is_household
from tests.builders import make_assessment, make_organisation, make_result

pytestmark = pytest.mark.django_db


def result_of(name="Công ty Hòa Bình", tax_code="", **profile):
    enterprise = make_organisation(name=name, tax_code=tax_code)
    return make_result(make_assessment(enterprise, **profile), level=1)


def test_it_is_known_as_it_is_now_and_its_size_as_it_was():
    result = result_of(size="small", revenue=5, wants=["sell"])
    result.assessment.ways = {"stock": True}
    assert firm_of(result) == Firm(
        size="small", revenue=5, ways={"stock": True}, wants=["sell"]
    )


def test_others_learn_nothing_that_it_told_for_itself():
    result = result_of(size="small", revenue=5, wants=["sell"], ways={"stock": True})
    assert firm_for_others(result) == Firm(size="small")


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
    assert is_household(result_of(name, tax_code)) is is_one
