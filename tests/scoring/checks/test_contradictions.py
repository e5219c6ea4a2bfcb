"""A rubric that contradicts itself is refused when it is built, with a code and the place."""

from dataclasses import replace
from fractions import Fraction

import pytest

from scoring.errors import RubricError
from scoring.rules import (
    INDICATOR,
    PILLAR,
    QUESTION,
    Band,
    Gate,
    Indicator,
    Need,
    Question,
)
from tests.scoring.refusals import refused
from tests.scoring.rubrics import bands_at, bands_from, make_rubric, rubric_2021

GOOD = rubric_2021()
TENTH, HALF, WHOLE = Fraction(1, 10), Fraction(1, 2), Fraction(1)
EQUAL_WEIGHTS = (1,) * 6


def first_question(**changes):
    """The 2021 rubric with another first question."""
    first, *others = GOOD.questions
    return {"questions": (replace(first, **changes), *others)}


def first_group(*members, weights=None, **changes):
    """The first question stands for others."""
    return first_question(stands_for=members, **changes) | {"weights": weights}


def two_groups(*members):
    """1.1.1 stands for members and is worth them all, 1.1.2 for 1.1.3.

    They and their pillar may not apply.
    """
    questions = []
    stands_for = {"1.1.1": members, "1.1.2": ("1.1.3",)}
    for question in GOOD.questions:
        group = stands_for.get(question.code, ())
        whole = tuple(max(1, len(group)) * units for units in question.points)
        optional = question.pillar == 0
        questions.append(
            replace(
                question,
                points=whole,
                stands_for=group,
                may_be_not_applicable=optional,
            )
        )
    return {
        "questions": tuple(questions),
        "weights": EQUAL_WEIGHTS,
        "not_applicable": "shrinks",
        "gates": (),
    }


def uneven_thirds():
    """1.1.1 is worth what its three criteria are, of whom two could not share it evenly."""
    changes = two_groups("1.1.3", "1.1.4", "1.1.5")
    first, second, *others = changes["questions"]
    second = replace(second, stands_for=())
    return changes | {"questions": (first, second, *others)}


NAMES = [
    ("no_pillars", {"pillars": ()}),
    ("no_questions", {"questions": ()}),
    ("pillar_repeated", {"pillars": ("1", "2", "3", "4", "5", "5")}),
    ("question_repeated", first_question(code="1.1.2")),
]
QUESTIONS = [
    ("unknown_pillar", first_question(pillar=6)),
    ("unknown_pillar", first_question(pillar=-1)),
    ("levels_out_of_range", first_question(points=(0,))),
    ("levels_out_of_range", first_question(points=tuple(range(10_002)))),
    ("points_negative", first_question(points=(-3, -2, -1))),
    ("points_fall", first_question(points=(0, 2, 1))),
    ("points_all_zero", first_question(points=(0, 0))),
    ("not_applicable_without_rule", first_question(may_be_not_applicable=True)),
]
TWO_PARTS = (Indicator("a", 0), Indicator("b", 1))
ONE_MEAN = (Indicator("a", 0, is_mean=True),)


def in_parts(*parts, indicators=TWO_PARTS, **changes):
    """Two pillars of one question each; parts: the indicator of each question."""
    first, second = GOOD.questions[0], GOOD.questions[13]
    first = replace(first, indicator=parts[0])
    second = replace(second, indicator=parts[1], pillar=1)
    return changes | {
        "questions": (first, second),
        "pillars": ("1", "2"),
        "gates": (),
        "indicators": indicators,
    }


def one_mean(*points, drops=False):
    """The questions of one indicator, worth these points; drops: they may not apply."""
    questions = []
    for number, row in enumerate(points):
        questions.append(Question(f"q{number}", 0, row, drops, indicator=0))
    return {
        "questions": tuple(questions),
        "pillars": ("1",),
        "gates": (),
        "indicators": ONE_MEAN,
        "not_applicable": "shrinks" if drops else "refused",
    }


PARTS = [
    ("unknown_indicator", in_parts(0, 2)),
    ("unknown_indicator", in_parts(0, None)),
    ("indicator_of_other_pillar", in_parts(0, 0)),
    ("indicator_empty", in_parts(0, 1, indicators=(*TWO_PARTS, Indicator("c", 1)))),
    ("mean_of_unlike_maxima", one_mean((0, 1), (0, 2))),
    ("mean_shares_not_whole", one_mean((0, 1), (0, 1), (0, 1), drops=True)),
    ("lowest_band_missing", in_parts(0, 1, indicator_bands=bands_at(50)[1:])),
    ("own_bands_count", {"own_bands": (bands_at(50),)}),
    ("bands_out_of_order", {"own_bands": (bands_at(20, 10),) * 6}),
]


def named(*needs, lower=()):
    """The highest gate of 2021 with these needs, the next with others."""
    highest, second, *others = GOOD.gates
    highest = replace(highest, needs=needs)
    return {"gates": (highest, replace(second, needs=lower), *others)}


FIRST_AT_3 = Need(QUESTION, 0, 3)
NEEDS = [
    ("need_unknown", named(Need(QUESTION, 60, 1))),
    ("need_unknown", named(Need(PILLAR, 6, 1))),
    ("need_unknown", named(Need(INDICATOR, 0, 1))),
    ("need_unknown", named(Need("anything", 0, 1))),
    ("need_level_unknown", named(Need(QUESTION, 0, 0))),
    ("need_level_unknown", named(Need(QUESTION, 0, 6))),
    ("need_level_unknown", named(Need(PILLAR, 0, 0))),
    ("need_level_unknown", named(Need(PILLAR, 0, 6))),
    ("lower_gate_is_harder", named(lower=(FIRST_AT_3,))),
    ("lower_gate_is_harder", named(Need(QUESTION, 0, 2), lower=(FIRST_AT_3,))),
    (
        "need_out_of_place",
        {"gates": (), "bands": (Band(0), Band(1, above=HALF, needs=(FIRST_AT_3,)))},
    ),
    (
        "need_out_of_place",
        {"gates": (), "total_bands": (Band(0, needs=(FIRST_AT_3,)),)},
    ),
]
PENALTIES = [
    (
        "penalty_alone",
        {
            "questions": (
                Question("1", 0, (-1, 0)),
                Question("2", 0, (0, 1), may_be_not_applicable=True),
            ),
            "pillars": ("1",),
            "gates": (),
            "not_applicable": "shrinks",
        },
    ),
    ("groups_where_all_stays", two_groups("1.1.3") | {"not_applicable": "stays"}),
]
GROUPS = [
    ("groups_without_weights", first_group("1.1.2")),
    ("group_member_unknown", first_group("9.9.9", weights=EQUAL_WEIGHTS)),
    # 2.1.1 is of another pillar, 1.1.2 a group itself, 1.1.3 a member already.
    ("group_member_unknown", first_group("2.1.1", weights=EQUAL_WEIGHTS)),
    ("group_member_unknown", two_groups("1.1.2")),
    ("group_member_unknown", two_groups("1.1.3")),
    (
        "group_levels_differ",
        first_group("1.1.2", weights=EQUAL_WEIGHTS, points=(0, 1, 2)),
    ),
    ("group_points_differ", first_group("1.1.2", "1.1.3", weights=EQUAL_WEIGHTS)),
    ("group_shares_not_whole", uneven_thirds()),
    ("group_always_applies", first_group("1.1.2", weights=EQUAL_WEIGHTS)),
]
WEIGHTS = [
    ("weights_count", {"weights": (1, 2, 3)}),
    ("weight_below_one", {"weights": (1, 1, 1, 1, 1, 0)}),
]
BANDS = [
    ("lowest_band_missing", {"bands": ()}),
    ("lowest_band_missing", {"bands": GOOD.bands[1:]}),
    ("level_out_of_range", {"bands": (Band(-1),)}),
    ("level_out_of_range", {"bands": (Band(127),)}),
    ("marks_out_of_order", first_question(marks=(2, 2))),
    ("marks_out_of_order", first_question(marks=(0, 2))),
    ("marks_out_of_order", first_question(marks=(2, 6))),
    ("band_with_two_bounds", {"bands": (Band(0), Band(1, HALF, HALF))}),
    ("band_out_of_range", {"bands": (Band(0), Band(1))}),
    ("band_out_of_range", {"bands": bands_at(10, 100)}),
    ("band_out_of_range", {"bands": bands_at(10, 101)}),
    ("band_out_of_range", {"bands": (Band(0), Band(1, at_least=Fraction(0)))}),
    ("bands_out_of_order", {"bands": bands_at(10, 10)}),
    ("bands_out_of_order", {"bands": bands_at(20, 10)}),
    (
        "bands_out_of_order",
        {"bands": (Band(0), Band(1, above=HALF), Band(2, at_least=HALF))},
    ),
    ("bands_with_a_hole", {"bands": (Band(0), Band(2, above=TENTH))}),
]
GATES = [
    ("gate_total_out_of_range", {"gates": (Gate(1, 320, 4, 1),)}),
    ("gate_total_out_of_range", {"gates": (Gate(1, -1, 4, 1),)}),
    ("gate_total_out_of_range", {"weights": (40, 40, 40, 40, 48, 48)}),
    ("gate_pillars_out_of_range", {"gates": (Gate(1, 20, 7, 1),)}),
    ("gate_pillar_level_unknown", {"gates": (Gate(1, 20, 4, 6),)}),
    ("gates_out_of_order", {"gates": tuple(reversed(GOOD.gates))}),
    ("lower_gate_is_harder", {"gates": (Gate(2, 64, 4, 2), Gate(1, 65, 4, 1))}),
    ("lower_gate_is_harder", {"gates": (Gate(2, 64, 4, 2), Gate(1, 20, 4, 3))}),
    ("otherwise_out_of_range", {"otherwise": 1}),
    ("otherwise_out_of_range", {"otherwise": -1}),
    ("otherwise_out_of_range", {"gates": (Gate(128, 20, 4, 1),)}),
    ("gates_and_total_bands", {"total_bands": bands_at(50)}),
    (
        "otherwise_out_of_range",
        {"gates": (), "total_bands": bands_at(50), "otherwise": 1},
    ),
]


@pytest.mark.parametrize(
    ("code", "changes"),
    [*NAMES, *QUESTIONS, *GROUPS, *PARTS, *NEEDS, *PENALTIES, *WEIGHTS, *BANDS, *GATES],
)
def test_a_rubric_that_contradicts_itself_is_refused_with_a_code(code, changes):
    with refused(code) as caught:
        replace(GOOD, **changes)
    assert isinstance(caught.value, RubricError)


def test_the_refusal_names_the_question_that_is_wrong():
    with refused("points_fall") as caught:
        replace(GOOD, **first_question(points=(0, 2, 1)))
    assert caught.value.params == {"question": "1.1.1", "points": (0, 2, 1)}


@pytest.mark.parametrize(
    "bands",
    [
        # Exactly 50 % may be a band of its own.
        (Band(0), Band(1, at_least=HALF), Band(2, above=HALF)),
        (Band(0), Band(1, above=Fraction(0))),
        (Band(0), Band(1, at_least=WHOLE)),
        bands_from(25, 50, 75, 100),
        (Band(0),),
    ],
)
def test_bands_in_any_order_that_rises_are_accepted(bands):
    assert make_rubric([(0, 1)], bands=bands).bands == bands


def test_a_lower_gate_may_ask_for_more_pillars():
    gates = (Gate(2, 2, 1, 1), Gate(1, 1, 2, 1))
    rubric = make_rubric([(0, 2)], [(0, 2)], gates=gates)
    assert [rule.level for rule in rubric.rules] == [2, 1]


def test_two_groups_may_share_a_pillar():
    with refused("group_shares_not_whole"):
        replace(GOOD, **two_groups("1.1.4", "1.1.5", "1.1.6"))
    rubric = replace(GOOD, **two_groups("1.1.4"))
    assert [len(group.members) for group in rubric.groups] == [1, 1]
