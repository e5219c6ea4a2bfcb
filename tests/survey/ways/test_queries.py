"""Which ways are asked, and how one is named with what is known of it."""

import pytest
from django.utils import translation

from survey.ways.queries import Way, advice_beside, asked_ways, way_of
from tests.builders import make_assessment, make_version_of

pytestmark = pytest.mark.django_db


def test_each_industry_is_asked_about_its_own_ways(wide):
    draft = make_assessment(index_version=wide)
    assert asked_ways(draft, "shop") == ("delivery", "stock", "branches")
    assert asked_ways(draft, "farm") == ("machines", "stock", "delivery")
    assert asked_ways(draft, "bank") == ()


def test_an_index_without_industries_asks_everybody_the_same():
    assert asked_ways(make_assessment(), "") == ("branches", "delivery", "stock")


def test_where_there_is_no_advice_nothing_is_asked():
    draft = make_assessment(index_version=make_version_of("dma"))
    assert advice_beside(draft) is None
    assert asked_ways(draft, "") == ()
    assert way_of(draft, "stock") is None


@pytest.mark.parametrize("holds", [True, False])
def test_a_way_says_whether_it_holds(holds):
    draft = make_assessment(ways={"stock": holds})
    with translation.override("vi"):
        assert way_of(draft, "stock") == Way("stock", "có kho", holds)


def test_a_way_nobody_told_of_is_not_known_which_is_not_no():
    with translation.override("en"):
        way = way_of(make_assessment(), "delivery")
    assert way == Way("delivery", "you deliver", None)


def test_a_way_the_advice_does_not_know_is_none():
    assert way_of(make_assessment(ways={"flying": True}), "flying") is None


@pytest.mark.parametrize(
    ("words", "label", "in_question"),
    [
        ("giao tận nơi", "Giao tận nơi", "giao tận nơi"),
        ("có kho, có hàng tồn", "Có kho, có hàng tồn", "kho, có hàng tồn"),
        ("you deliver", "You deliver", "you deliver"),
    ],
)
def test_a_way_begins_a_line_and_stands_in_a_question(words, label, in_question):
    way = Way("x", words, None)
    assert (way.label, way.in_question) == (label, in_question)
