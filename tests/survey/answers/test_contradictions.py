"""Friendly questions about numbers that do not fit together, on the index of 2021."""

import pytest

from survey.answers.contradictions import contradictions
from survey.answers.figures import save_figure
from survey.answers.services import save_answer
from survey.answers.values import AnswerValue
from tests.builders import NOW, make_assessment, make_version_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_assessment(
        index_version=make_version_of("dbi-2021-sme"), revenue=1_000_000_000
    )


def found(draft):
    return {one["id"]: one["questions"] for one in contradictions(draft)}


def test_a_quarter_with_more_revenue_than_the_year_is_asked_about(draft):
    save_figure(
        assessment=draft, name="revenue_quarter", value=1_000_000_000, by=None, now=NOW
    )
    assert found(draft) == {}
    save_figure(
        assessment=draft, name="revenue_quarter", value=1_000_000_001, by=None, now=NOW
    )
    assert found(draft) == {"quarter-above-year": ["1.1.5"]}
    assert "lớn hơn doanh thu cả năm" in contradictions(draft)[0]["say"]["vi"]
    assert "whole year" in contradictions(draft)[0]["say"]["en"]


def test_more_spent_on_digital_marketing_than_was_earned_is_asked_about(draft):
    given = AnswerValue(numerator=2_000_000_000, denominator=3_000_000_000)
    save_answer(assessment=draft, question="1.1.3", given=given, by=None, now=NOW)
    assert found(draft) == {"sum-above-revenue-1.1.3": ["1.1.3"]}


def test_without_a_known_revenue_no_sum_is_too_large(draft):
    save_figure(assessment=draft, name="revenue_year", value=None, by=None, now=NOW)
    save_figure(assessment=draft, name="revenue_quarter", value=5, by=None, now=NOW)
    given = AnswerValue(numerator=2_000_000_000, denominator=3_000_000_000)
    save_answer(assessment=draft, question="1.1.3", given=given, by=None, now=NOW)
    assert found(draft) == {}
