"""From a checked document to the plain numbers that score."""

from fractions import Fraction

import pytest

from indexes.index.model import Index
from indexes.index.questions import pillars_of, scored_pillars
from indexes.index.rubric import rubric_of, weights_of
from scoring.errors import RubricError
from tests.builders import index_document, small_document


@pytest.fixture
def document() -> dict:
    return small_document()


@pytest.fixture
def wide() -> dict:
    return index_document("wide")


def test_fractions_of_points_stay_exact():
    document = small_document()
    halves = [{**pillar} for pillar in document["pillars"]]
    last = {**halves[2]["indicators"][0]}
    last["questions"] = [
        last["questions"][0],
        {**last["questions"][1], "points": [0, 0.5, 1, 1.5, 2, 2.5]},
    ]
    halves[2] = {**halves[2], "indicators": [last]}
    gates = [
        {"level": 1, "total_above": 2.25, "pillars_at_least": 2, "pillar_level": 1}
    ]
    overall = {**document["scoring"]["overall_level"], "gates": gates}
    index = Index(
        {
            **document,
            "pillars": halves,
            "scoring": {**document["scoring"], "overall_level": overall},
        }
    )
    assert index.rubric.unit == 4
    assert index.rubric.questions[-1].points == (0, 2, 4, 6, 8, 10)
    assert index.rubric.gates[0].total_above == 9


def test_the_rubric_has_the_questions_of_the_index_in_its_order(document):
    rubric = rubric_of(document)
    index = Index(document)
    assert tuple(question.code for question in rubric.questions) == index.codes
    assert rubric.pillars == ("1", "2", "3")
    assert [question.pillar for question in rubric.questions] == [0, 0, 1, 1, 1, 2, 2]


def test_a_sum_weighs_no_pillar(document):
    assert rubric_of(document).weights is None
    assert weights_of(document["scoring"], []) == []


def test_what_may_leave_the_sum_says_so(document):
    droppable = {
        question.code
        for question in rubric_of(document).questions
        if question.may_be_not_applicable
    }
    # 1.1.2 is behind a branch, 2.2.1 may not apply.
    assert droppable == {"1.1.2", "2.2.1"}


def test_a_group_and_its_criteria_may_each_leave_the_sum(wide):
    questions = {
        question.code: question for question in rubric_of(wide, "shop").questions
    }
    assert questions["1.1"].stands_for == ("1.1.1", "1.1.2")
    assert all(
        questions[code].may_be_not_applicable for code in ("1.1", "1.1.1", "1.2.1")
    )
    assert not questions["2.2"].may_be_not_applicable


def test_parts_share_their_weight_equally_or_by_points(wide):
    pillars = scored_pillars(pillars_of(wide, "shop"))
    assert weights_of(wide["scoring"], pillars) == [20, 20, 60]
    wide["scoring"]["total"]["parts"][0]["split"] = "by_points"
    # Pillar 1 has 2 groups of 2 points, pillar 2 a choice of 3 and a plan of 3.
    assert weights_of(wide["scoring"], pillars) == [16, 24, 60]
    wide["pillars"][1]["questions"][1]["points"] = [0, 2, 9]
    pillars = scored_pillars(pillars_of(wide, "shop"))
    assert weights_of(wide["scoring"], pillars) == [10, 30, 60]


def test_pillars_may_name_their_weights_themselves(wide):
    del wide["scoring"]["total"]["parts"]
    for pillar, weight in zip(wide["pillars"], (10, "20.5", "139/2"), strict=True):
        pillar["weight"] = weight
    pillars = scored_pillars(pillars_of(wide, "shop"))
    assert weights_of(wide["scoring"], pillars) == [
        10,
        Fraction(41, 2),
        Fraction(139, 2),
    ]


def test_the_unit_makes_every_number_whole(wide):
    rubric = rubric_of(wide, "shop")
    assert rubric.unit == 6  # tools are worth 1, 1/2 and 1/3
    assert sum(rubric.weights) == 100 * rubric.unit
    assert rubric.questions[-1].points == (0, 2)


def test_criteria_share_what_their_group_is_worth(wide):
    questions = {
        question.code: question for question in rubric_of(wide, "shop").questions
    }
    assert questions["1.1"].points == (0, 6, 12)
    assert questions["1.1.1"].points == questions["1.1.2"].points == (0, 3, 6)
    assert questions["1.2.1"].points == questions["1.2"].points


def test_the_lowest_level_is_that_of_the_lowest_band_or_of_the_last_resort(
    document, wide
):
    assert rubric_of(document).otherwise == 0
    assert rubric_of(wide, "shop").otherwise == 1


def test_bands_start_above_a_cut_or_at_it(document, wide):
    assert rubric_of(document).bands[2].above == Fraction(1, 5)
    assert rubric_of(wide, "shop").bands[1].at_least == Fraction(1, 2)


@pytest.mark.parametrize(("allowed", "rule"), [(True, "shrinks"), (False, "refused")])
def test_what_does_not_apply_shrinks_the_maximum_or_is_refused(document, allowed, rule):
    document["scoring"]["not_applicable"]["allowed"] = allowed
    if not allowed:
        asked = document["pillars"][0]["indicators"][0]["questions"]
        del asked[1]["show_if"]
        del document["pillars"][1]["indicators"][1]["questions"][0]["not_applicable"]
    assert rubric_of(document).not_applicable == rule


def test_rules_that_contradict_themselves_are_refused(wide):
    wide["scoring"]["total"]["parts"][1]["weight"] = 0
    with pytest.raises(RubricError):
        rubric_of(wide, "shop")
