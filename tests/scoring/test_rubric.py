"""A rubric that contradicts itself is refused when it is built, with a code and the place."""

from dataclasses import replace
from fractions import Fraction

import pytest

from scoring.errors import RubricError
from scoring.rules import Band, Gate, Question, least_above
from tests.scoring.rubrics import bands_at, rubric_2021

GOOD = rubric_2021()


def with_question(**changes):
    return {"questions": (replace(GOOD.questions[0], **changes), *GOOD.questions[1:])}


def with_group(*members, weights=None, **changes):
    """The first question stands for others."""
    return {**with_question(stands_for=members, **changes), "weights": weights}


WRONG = [
    ("unit_below_one", {"unit": 0}),
    ("no_pillars", {"pillars": ()}),
    ("no_questions", {"questions": ()}),
    ("unknown_not_applicable", {"not_applicable": "ignored"}),
    ("pillar_repeated", {"pillars": ("1", "2", "3", "4", "5", "5")}),
    ("question_repeated", with_question(code="1.1.2")),
    ("unknown_pillar", with_question(pillar=6)),
    ("unknown_pillar", with_question(pillar=-1)),
    ("levels_out_of_range", with_question(points=(0,))),
    ("levels_out_of_range", with_question(points=tuple(range(128)))),
    ("points_negative", with_question(points=(-1, 0, 1))),
    ("points_fall", with_question(points=(0, 2, 1))),
    ("points_all_zero", with_question(points=(0, 0))),
    ("points_too_large", with_question(points=(0, 2**31))),
    ("not_applicable_without_rule", with_question(may_be_not_applicable=True)),
    ("pillar_empty", {"pillars": (*GOOD.pillars, "7")}),
    ("lowest_band_missing", {"bands": ()}),
    ("lowest_band_missing", {"bands": GOOD.bands[1:]}),
    ("level_out_of_range", {"bands": (Band(-1, None),)}),
    ("band_out_of_range", {"bands": (Band(0, None), Band(1, None))}),
    ("band_out_of_range", {"bands": bands_at(10, 100)}),
    ("bands_out_of_order", {"bands": bands_at(10, 10)}),
    ("bands_out_of_order", {"bands": bands_at(20, 10)}),
    ("bands_with_a_hole", {"bands": (Band(0, None), Band(2, Fraction(1, 10)))}),
    ("gate_total_out_of_range", {"gates": (Gate(1, 320, 4, 1),)}),
    ("gate_total_out_of_range", {"gates": (Gate(1, -1, 4, 1),)}),
    ("gate_pillars_out_of_range", {"gates": (Gate(1, 20, 7, 1),)}),
    ("gate_pillar_level_unknown", {"gates": (Gate(1, 20, 4, 6),)}),
    ("gates_out_of_order", {"gates": tuple(reversed(GOOD.gates))}),
    ("lower_gate_is_harder", {"gates": (Gate(2, 64, 4, 2), Gate(1, 65, 4, 1))}),
    ("lower_gate_is_harder", {"gates": (Gate(2, 64, 4, 2), Gate(1, 20, 4, 3))}),
    (
        "band_with_two_bounds",
        {"bands": (Band(0), Band(1, Fraction(1, 2), Fraction(1, 2)))},
    ),
    ("band_out_of_range", {"bands": (Band(0), Band(1, at_least=Fraction(0)))}),
    ("band_out_of_range", {"bands": (Band(0), Band(1, above=Fraction(1)))}),
    (
        "bands_out_of_order",
        {"bands": (Band(0), Band(1, Fraction(1, 2)), Band(2, at_least=Fraction(1, 2)))},
    ),
    ("weights_count", {"weights": (1, 2, 3)}),
    ("weight_below_one", {"weights": (1, 1, 1, 1, 1, 0)}),
    ("gate_total_out_of_range", {"weights": (40, 40, 40, 40, 48, 48)}),
    ("gates_and_total_bands", {"total_bands": bands_at(50)}),
    (
        "otherwise_out_of_range",
        {"gates": (), "total_bands": bands_at(50), "otherwise": 1},
    ),
    ("groups_without_weights", with_group("1.1.2")),
    ("group_member_unknown", with_group("9.9.9", weights=(1,) * 6)),
    ("group_member_unknown", with_group("2.1.1", weights=(1,) * 6)),
    ("group_levels_differ", with_group("1.1.2", weights=(1,) * 6, points=(0, 1, 2))),
    ("group_always_applies", with_group("1.1.2", weights=(1,) * 6)),
    ("otherwise_out_of_range", {"otherwise": 1}),
    ("otherwise_out_of_range", {"otherwise": -1}),
]


@pytest.mark.parametrize(("code", "changes"), WRONG)
def test_a_rubric_that_contradicts_itself_is_refused_with_a_code(code, changes):
    with pytest.raises(RubricError) as caught:
        replace(GOOD, **changes)
    assert caught.value.code == code
    assert str(caught.value).startswith(code)


def test_a_rubric_cannot_be_changed_and_equal_rules_are_equal():
    assert rubric_2021() == GOOD
    assert hash(rubric_2021()) == hash(GOOD)
    with pytest.raises(AttributeError):
        GOOD.otherwise = 3
    assert GOOD.levels == (0, 1, 2, 3, 4, 5)


def test_the_least_points_of_each_pillar_level_are_those_of_the_decision_plus_one():
    up_to = {
        0: (13, 26, 39, 52),
        2: (16, 32, 48, 64),
        3: (13, 26, 39, 52),
        4: (10, 20, 30, 40),
        5: (7, 14, 21, 28),
    }
    for pillar, highest in up_to.items():
        assert GOOD.pillar_least[pillar][1:] == tuple(points + 1 for points in highest)


@pytest.mark.parametrize(
    ("maximum", "share", "least"),
    [(65, "1/10", 7), (50, "1/10", 6), (3, "1/3", 2), (7, "0", 1)],
)
def test_the_least_above_a_share_is_exact(maximum, share, least):
    assert least_above(maximum, Fraction(share)) == least


def test_a_question_knows_its_top_and_its_maximum():
    question = Question("2.1.1", 1, (0, 5, 10, 15, 20, 25))
    assert (question.top, question.maximum) == (5, 25)
