"""A result says the size of its enterprise as it was, and does not claim what was open."""

import pytest
from django.utils import translation

from registry.sizes import size_class
from survey.results.wording import size_of_result
from tests.builders import make_assessment, make_organisation, make_result

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({"employees": 20, "revenue": 10**9}, "Small enterprise"),
        (
            {"employees": 20, "revenue": 200 * 10**9, "capital": 10**11},
            "Medium enterprise",
        ),
        (
            {"employees": 20, "revenue": 200 * 10**9},
            "Small enterprise or Medium enterprise",
        ),
        ({"employees": 60, "revenue": 10**12}, "Medium enterprise or Large enterprise"),
    ],
)
def test_the_size_is_said_as_far_as_the_figures_go(figures, words):
    figures = {"revenue": None, "capital": None} | figures
    size = size_class(sector_code="I", **figures).id
    result = make_result(make_assessment(sector="I", size=size, **figures))
    with translation.override("en"):
        assert size_of_result(result) == words


def test_what_was_frozen_stays_though_the_registry_says_something_else_by_now():
    result = make_result(make_assessment(sector="I", employees=20, revenue=1))
    result.size = "medium"
    with translation.override("en"):
        assert size_of_result(result) == "Medium enterprise"


def test_a_household_business_has_no_class_of_the_law():
    result = make_result(make_assessment(make_organisation(is_household=True)))
    with translation.override("en"):
        assert size_of_result(result) == "Household business"
