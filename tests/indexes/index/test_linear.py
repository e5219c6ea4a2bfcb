"""Even steps between nothing and everything, and how they are said."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexes.index.linear import Linear, Percents, linear_of, written
from tests.indexes.frameworks.rows import index_named

TEXT = {"vi": "Một nửa", "en": "Half"}
PLAIN = Linear(Fraction(0), Fraction(100), Fraction(10), 10_000, ((5000, TEXT),))
LATE = Linear(Fraction(20), Fraction(250, 3), Fraction(10), 1000, ())


@pytest.mark.parametrize(
    ("percent", "level"),
    [
        (0, 0),
        (Fraction(1, 100), 1),
        (Fraction(199, 10000), 1),
        (Fraction(100, 3), 3333),
        (100, 10_000),
    ],
)
def test_a_ratio_is_cut_down_to_the_step_it_has_reached(percent, level):
    assert PLAIN.level_of(Fraction(percent)) == level


def test_below_the_start_is_nothing_and_beyond_the_end_everything():
    assert LATE.level_of(Fraction(20)) == LATE.level_of(Fraction(3)) == 0
    assert LATE.level_of(Fraction(250, 3)) == LATE.level_of(Fraction(100)) == 1000
    assert LATE.level_of(Fraction(8333, 100)) == 999


@given(st.sampled_from([PLAIN, LATE]), st.integers(0, 1000))
def test_what_a_file_has_of_a_step_is_read_as_that_step(linear, level):
    text = written(linear.percent_at(level))
    assert linear.level_of(Fraction(text)) == level


@given(st.fractions(0, 100), st.fractions(0, 100))
def test_more_is_never_a_lower_step(one, other):
    low, high = sorted([one, other])
    assert LATE.level_of(low) <= LATE.level_of(high)


def test_a_step_says_its_percent_and_a_mark_its_words_too():
    said = Percents(PLAIN)
    assert len(said) == 10_001
    assert said[1234] == {"vi": "12,3\u00a0%", "en": "12.3%"}
    assert said[5000] == {"vi": "Một nửa (50\u00a0%)", "en": "Half (50%)"}
    assert said[9995:][0]["en"] == "100%"
    assert (said[0]["en"], said[10_000]["en"]) == ("0%", "100%")


def test_at_the_ends_it_says_that_what_lies_beyond_is_the_same():
    said = Percents(LATE)
    assert said[0] == {"vi": "≤\u00a020\u00a0%", "en": "≤\u00a020%"}
    assert said[1000]["en"] == "≥\u00a083.33%"


def test_what_was_given_is_not_shown_as_less_because_it_was_cut_down_to_a_step():
    question = index_named("dti-agency").questions["6.1"]
    level = linear_of(question).level_of(Fraction(100 * 17, 40))
    assert question["anchors"][level]["en"] == "42.5%"


@pytest.mark.parametrize("level", [-1, 10_001])
def test_there_are_no_steps_beyond_the_ends(level):
    with pytest.raises(IndexError):
        Percents(PLAIN)[level]


def test_the_best_of_the_peers_is_everything():
    question = index_named("dti-agency").questions["6.3"]
    assert linear_of(question).end == Fraction(100, 3)
    assert linear_of(index_named("dti-agency").questions["1.3"]).end == 80


def test_marks_are_what_people_choose_by_and_where_a_way_up_stops():
    index = index_named("dti-agency")
    question = index.rubric.questions[index.places["1.3"]]
    assert question.marks == (2500, 5000, 7500, 10_000)
    assert index.written_level("1.3", 2500) == "20"
    assert index.told_level("6.3", 5000) == 16.666667
