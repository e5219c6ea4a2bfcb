"""What advice must know of the enterprise of a result, and what others may learn of it."""

import pytest

from indexes.advice.firm import Firm
from survey.results.firm import firm_for_others, firm_of
from tests.builders import make_assessment, make_organisation, make_result

pytestmark = pytest.mark.django_db


def result_of(name="Công ty Hòa Bình", tax_code="", **profile):
    enterprise = make_organisation(name=name, tax_code=tax_code)
    return make_result(make_assessment(enterprise, **profile), level=1)


def test_it_is_known_as_it_is_now_and_its_size_as_it_was():
    result = result_of(size="small", revenue=5, wants=["sell"])
    result.assessment.ways = {"stock": True}
    assert firm_of(result) == Firm(
        size="small",
        revenue=5,
        ways={"stock": True},
        wants=["sell"],
        employees=result.assessment.employees,
    )


def test_others_learn_nothing_that_it_told_for_itself():
    result = result_of(size="small", revenue=5, wants=["sell"], ways={"stock": True})
    assert firm_for_others(result) == Firm(size="small")


def test_it_is_known_to_all_that_it_is_a_household():
    result = result_of("Hộ kinh doanh Hòa Bình")
    assert firm_of(result).is_household
    assert firm_for_others(result).is_household
