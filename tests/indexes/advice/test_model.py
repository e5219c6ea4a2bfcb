"""What is said of a question: its kind's words, its own before them."""

import pytest

from indexes.advice.model import NOTHING, PURPOSES, Advice
from registry.sizes import SIZES
from tests.indexes.advice.examples import ADVICE, example_advice, spoilt


@pytest.fixture(scope="module")
def advice():
    return example_advice()


def test_a_question_says_what_its_kind_says(advice):
    web = advice.question("2.1")
    assert dict(web.serves) == {"sell": 2}
    assert web.ways == {"online"}
    assert web.cost["micro"] == (1_000_000, 5_000_000)


def test_its_own_words_win(advice):
    assert dict(advice.question("3.1.f-2").serves) == {"rules": 1}
    assert advice.question("3.1.f-2").ways == {"farm"}
    assert advice.question("3.1.f-2").cost["large"] == (0, 0)


def test_no_ways_of_its_own_means_everywhere(advice):
    assert advice.question("3.1.s-1").ways == {"stock"}
    assert advice.question("3.1.s-2").ways == frozenset()


@pytest.mark.parametrize(
    ("code", "floors"),
    [
        ("1.2", (3, 3, 3, 3)),
        ("1.1.2", (2, 2, 2, 2)),
        ("2.1", (2, 2, 2, 2)),
    ],
)
def test_floors_are_kept_by_size_as_the_index_shows_levels(advice, code, floors):
    expected = dict(zip(SIZES, floors, strict=True))
    assert advice.question(code).floor == expected


def test_a_floor_may_differ_by_size():
    floor = {"micro": 2, "small": 2, "medium": 3, "large": 3}
    document = spoilt(["questions", "1.2"], {"kind": "customers", "floor": floor})
    assert Advice(document).question("1.2").floor == floor


def test_what_names_no_floor_has_none(advice):
    assert advice.question("1.1").floor == {}


def test_a_law_decides_whether_the_floor_holds(advice):
    assert advice.question("1.1.2").law == "e_invoice"
    assert advice.question("1.2").law == ""


def test_what_does_not_say_how_sure_it_is_is_as_sure_as_the_document(advice):
    assert advice.question("3.1.s-3").confidence == "two_sources"
    assert advice.question("3.1.s-1").confidence == "assumed"


def test_of_an_unknown_question_nothing_is_said(advice):
    assert advice.question("9.9") == NOTHING
    assert not NOTHING.serves
    assert not NOTHING.floor


def test_an_industry_is_asked_its_ways_in_their_order(advice):
    assert advice.asked_of("farm") == ("online", "farm", "machines")
    assert advice.asked_of("mine") == ()
    assert advice.asked_of("") == ()  # before an industry is named
    assert advice.ways["farm"]["en"] == "have fields"


def test_the_head_is_at_hand(advice):
    assert (advice.index_id, advice.version) == ("wide", 1)
    assert advice.note == ADVICE["note"]


def test_nobody_can_change_what_all_share(advice):
    with pytest.raises(TypeError):
        advice.question("2.1").serves["sell"] = 3
    with pytest.raises(TypeError):
        advice.question("2.1").cost["micro"] = (0, 0)


def test_a_firm_may_want_one_of_six_things():
    assert len(set(PURPOSES)) == 6
