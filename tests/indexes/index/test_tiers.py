"""What questions are worth as parts of means, and which indicators earn points."""

from fractions import Fraction

import pytest

from indexes.index.questions import pillars_of, questions_of, scored_pillars
from indexes.index.rubric import rubric_of
from indexes.index.tiers import (
    indicator_places,
    scored_indicators,
    shares_in,
    with_worth,
)
from scoring.evaluate import evaluate
from scoring.rules import NOT_APPLICABLE
from tests.builders import index_document

BANDS = [{"level": 0, "up_to": 50}, {"level": 1, "above": 50, "up_to": 100}]


def document(combine: str, **more) -> dict:
    """The small index with levels of indicators: 1.1; 2.1 and 2.2; 3.1."""
    content = index_document("small")
    content["scoring"]["indicator_level"] = {
        "combine": combine,
        "basis": "percent_of_maximum",
        "bands": BANDS,
        "confidence": "assumed",
        **more,
    }
    return content


def worth(content: dict) -> dict[str, Fraction]:
    """The most of each question, in points of its pillar."""
    pillars = with_worth(scored_pillars(pillars_of(content)), content["scoring"])
    tops = {}
    for *_parts, question in questions_of(pillars):
        if "points" in question:
            tops[question["code"]] = question["points"][-1]
    return tops


def test_in_a_sum_every_question_is_worth_its_own_points():
    assert worth(document("sum")) == worth(index_document("small"))


def test_in_a_mean_indicators_share_their_pillar_and_questions_their_indicator():
    tops = worth(document("mean"))
    assert (tops["1.1.1"], tops["1.1.2"]) == (50, 50)
    assert (tops["2.1.1"], tops["2.1.2"], tops["2.2.1"]) == (25, 25, 50)


def test_indicators_of_a_mean_may_weigh_and_a_pillar_may_be_worth_anything():
    content = document("mean", worth=3)
    content["pillars"][1]["indicators"][1]["weight"] = "1/2"
    tops = worth(content)
    assert (tops["2.1.1"], tops["2.1.2"], tops["2.2.1"]) == (1, 1, 1)


def test_the_indicators_that_earn_points_are_counted_through():
    pillars = scored_pillars(pillars_of(document("sum")))
    codes = [part["code"] for _place, part in scored_indicators(pillars)]
    assert codes == ["1.1", "2.1", "2.2", "3.1"]
    places = indicator_places(pillars)
    assert (places["1.1.2"], places["2.2.1"], places["3.1.1"]) == (0, 2, 3)


def test_shares_are_told_for_as_many_questions_as_may_be_left():
    """Of 1.1 the second may be hidden: the first has 50 of 100, or all of it."""
    content = document("mean")
    pillars = with_worth(scored_pillars(pillars_of(content)), content["scoring"])
    assert {Fraction(100), Fraction(50)} <= set(shares_in(pillars))
    assert max(shares_in(pillars)) == 100


@pytest.mark.parametrize("combine", ["sum", "mean"])
def test_a_rubric_tells_levels_of_indicators(combine):
    rubric = rubric_of(document(combine))
    assert [part.code for part in rubric.indicators] == ["1.1", "2.1", "2.2", "3.1"]
    outcome = evaluate(rubric, [5, 5, 0, 0, 5, 1, 1])
    assert outcome.indicator_levels == (1, 0, 1, 0)


def test_what_does_not_apply_leaves_its_mean_and_an_indicator_its_pillar():
    """2.2 has one question: without it the pillar is what 2.1 is."""
    rubric = rubric_of(document("mean"))
    outcome = evaluate(rubric, [0, NOT_APPLICABLE, 5, 0, NOT_APPLICABLE, 0, 0])
    share = Fraction(outcome.pillar_points[1], outcome.pillar_maxima[1])
    assert share == Fraction(1, 2)
    assert outcome.indicator_levels[2] is None


def test_without_a_tier_there_are_no_indicators():
    rubric = rubric_of(index_document("small"))
    assert rubric.indicators == ()
    assert rubric.by_indicator is None
