"""Where a result stands and what ways lead up from there, without the database."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from roadmap.errors import RoadmapError
from roadmap.planning.plan import Raise
from roadmap.planning.position import Target
from scoring.errors import ScoringError
from scoring.evaluate import evaluate
from tests.builders import index_document
from tests.roadmap.positions import (
    CODES,
    MAY_NOT_APPLY,
    NOT_APPLICABLE,
    position_at,
    problem_of,
    shop_at,
    small_with,
)

LEVELS = st.lists(st.integers(0, 5), min_size=len(CODES), max_size=len(CODES))
TARGETS = st.builds(
    Target,
    st.none() | st.integers(1, 5),
    st.dictionaries(st.sampled_from("123"), st.integers(1, 5)),
)


# Nothing raises the first question.
FIRST_NOT_ADVISED = small_with(("1.1.1",), advised=False)


# Targets


@pytest.mark.parametrize(
    ("target", "is_empty"),
    [
        (Target(), True),
        (Target(None, {}), True),
        (Target(0), False),
        (Target(3), False),
        (Target(None, {"1": 2}), False),
    ],
)
def test_a_target_is_empty_when_it_names_neither_a_level_nor_a_pillar(target, is_empty):
    assert target.is_empty == is_empty


# Where it stands


def test_it_stands_where_its_answers_do():
    position = position_at([0, 1, 2, 3, 4, 5, 0])
    assert position.level("1.1.2") == 1
    assert position.level("3.1.1") == 5
    assert position.outcome.total == sum([0, 1, 2, 3, 4, 5, 0]) * position.unit
    assert position.outcome == evaluate(position.index.rubric, position.levels)


def test_a_question_that_the_index_does_not_have_stands_below_0():
    assert position_at().level("9.9.9") < 0


def test_what_does_not_apply_does_not_count():
    position = position_at([1, NOT_APPLICABLE, 1, 1, NOT_APPLICABLE, 1, 1])
    assert position.counted == ["1.1.1", "2.1.1", "2.1.2", "3.1.1", "3.1.2"]


def test_facts_are_what_the_index_says_and_read_once():
    position = position_at(1, small_with(["1.1.1"], effort=4))
    assert position.facts("1.1.1").effort == 4
    assert position.facts("1.1.1") is position.facts("1.1.1")
    assert position.facts("2.1.1").effort == 1, "where the index says nothing"


def test_a_group_takes_as_much_as_all_its_criteria():
    position = position_at(0, index_document("dbi-2025-large"))
    for group, members in position.index.groups.items():
        facts = [position.index.step_facts(code) for code in members]
        efforts = [each.effort for each in facts if each.advised]
        if efforts:
            assert position.facts(group).effort == sum(efforts)


@pytest.mark.parametrize(
    ("level", "following"), [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, None)]
)
def test_the_next_level_is_the_lowest_above_its_own(level, following):
    position = position_at(level)
    assert position.outcome.level == level
    assert position.next_level == following
    assert position.offered_level == following


def test_a_next_level_that_no_step_reaches_is_not_offered():
    position = position_at(1, small_with(CODES, advised=False))
    assert position.next_level == 2
    assert position.offered_level is None


def test_a_result_to_which_nothing_applies_has_no_level_to_go_to():
    position = position_at([NOT_APPLICABLE] * 7, MAY_NOT_APPLY)
    assert position.counted == []
    assert position.higher_levels == []
    assert position.next_level is None
    assert position.offered_level is None


def test_it_is_at_the_top_when_every_pillar_that_applies_is():
    assert position_at(5).is_at_top
    assert not position_at([5, 5, 5, 5, 5, 5, 2]).is_at_top
    assert position_at([*[NOT_APPLICABLE] * 2, 5, 5, 5, 5, 5], MAY_NOT_APPLY).is_at_top


# Moves


@pytest.mark.parametrize(
    ("moves", "first"),
    [
        ({"1.1.1": 4}, 4),
        ({"1.1.1": 0}, 0),
        ({"1.1.1": 5}, 5),
        ({"1.1.1": 6}, 2),
        ({"1.1.1": -1}, 2),
        ({"9.9.9": 3}, 2),
        ({}, 2),
    ],
)
def test_a_move_counts_within_the_levels_of_the_question_and_nowhere_else(moves, first):
    assert position_at(2).with_moves(moves) == [first, 2, 2, 2, 2, 2, 2]


def test_what_does_not_apply_cannot_be_moved():
    position = position_at([NOT_APPLICABLE, 1, 1, 1, 1, 1, 1], MAY_NOT_APPLY)
    assert position.with_moves({"1.1.1": 3}) == position.levels


def test_raises_never_lower_what_stands_higher_by_now():
    position = position_at(3)
    assert position.with_raises({"1.1.1": 1, "1.1.2": 5}) == [3, 5, 3, 3, 3, 3, 3]


def test_moves_leave_the_result_as_it_is():
    position = position_at(1)
    position.with_moves({"1.1.1": 5})
    assert position.levels == [1] * len(CODES)


@given(LEVELS, LEVELS)
def test_steps_lead_from_the_result_to_exactly_where_they_should(levels, wanted):
    position = position_at(levels)
    raises = position.raises(wanted)
    top = dict(zip(CODES, levels, strict=True))
    for step in raises:
        assert step.from_level == top[step.question], "level by level"
        assert step.to_level == step.from_level + 1
        top[step.question] = step.to_level
    assert list(top.values()) == list(map(max, levels, wanted)), "what sinks is no step"


@given(LEVELS, LEVELS)
def test_the_gains_of_steps_add_up_to_the_points_that_they_bring(levels, wanted):
    position = position_at(levels)
    after = evaluate(position.index.rubric, list(map(max, levels, wanted)))
    gain = sum((step.gain for step in position.raises(wanted)), Fraction(0))
    assert gain == Fraction(after.total - position.outcome.total, position.unit)


def test_a_question_that_counts_twice_gains_twice():
    position = position_at(1)
    assert position.raises([1, 1, 1, 1, 1, 2, 2]) == [
        Raise("3.1.1", 1, 2, Fraction(1)),
        Raise("3.1.2", 1, 2, Fraction(2)),
    ]
    assert position.gain("3.1.2", 3, 1) == -4


def test_what_a_raise_brings_is_told_from_the_frozen_maxima(monkeypatch):
    """A later engine must not change what an old report says."""

    def refuse(*_args):
        raise AssertionError("evaluated afresh")

    position = shop_at(1)
    code = next(code for code in position.counted if position.top(code) > 1)
    pillar = position.index.rubric.questions[position.place[code]].pillar
    gain = position.gain(code, 1, 2)
    monkeypatch.setattr("roadmap.planning.position.evaluate", refuse)
    again = shop_at(1)
    assert again.gain(code, 1, 2) == gain > 0
    again.result.pillar_maxima[pillar] *= 2
    assert again.gain(code, 1, 2) == gain / 2


def test_no_step_lifts_what_does_not_apply():
    position = position_at([NOT_APPLICABLE, 1, 1, 1, 1, 1, 1], MAY_NOT_APPLY)
    assert position.raises([5, 1, 1, 1, 1, 1, 1]) == []


# The highest that steps reach


def test_steps_reach_the_top_where_the_index_advises_all_of_them():
    assert position_at(0).highest.level == 5


def test_beyond_a_level_that_has_no_step_up_there_is_none():
    document = small_with(("1.1.1",), advised_up_to=1)
    position = position_at(0, document)
    assert position.highest.pillar_points[0] == 6, "1 + 5"


@pytest.mark.parametrize(
    ("target", "is_reachable"),
    [
        (Target(3), True),
        (Target(4), False),
        (Target(None, {"1": 5}), False),
        (Target(None, {"2": 5}), True),
        (Target(3, {"1": 5}), False),
        (Target(None, {"99": 5}), True),
    ],
)
def test_a_target_is_reachable_when_steps_are_enough_for_each_part_of_it(
    target, is_reachable
):
    position = position_at(0, FIRST_NOT_ADVISED)
    assert position.is_reachable(target) == is_reachable


def test_from_a_higher_start_more_is_reachable():
    position = position_at(0, FIRST_NOT_ADVISED)
    target = Target(None, {"1": 5})
    assert not position.is_reachable(target)
    assert position.is_reachable(target, start=[5, 0, 0, 0, 0, 0, 0])


# The cheapest way


@given(LEVELS, TARGETS)
def test_the_cheapest_way_never_lowers_an_answer_and_reaches_its_target(levels, target):
    position = position_at(levels)
    if target.is_empty:
        assert problem_of(position, target) == "nothing_asked"
        return
    after = position.cheapest(target)
    assert all(then >= now for now, then in zip(levels, after, strict=True))
    assert max(after) <= 5
    outcome = evaluate(position.index.rubric, after)
    if target.level is not None:
        assert outcome.level >= target.level
    for code, level in target.pillars.items():
        assert outcome.pillar_levels[int(code) - 1] >= level


@given(LEVELS, st.integers(1, 5), st.sets(st.sampled_from(CODES)))
def test_the_cheapest_way_leaves_alone_what_is_not_for_the_firm(levels, level, without):
    position = position_at(levels)
    try:
        after = position.cheapest(Target(level), without=without)
    except RoadmapError:
        assume(False)
    for code in without:
        place = position.place[code]
        assert after[place] == levels[place]


def test_the_cheapest_way_to_where_it_stands_is_none():
    position = position_at(3)
    assert position.cheapest(Target(3)) == position.levels
    assert position.cheapest(Target(2, {"1": 1})) == position.levels


def test_the_cheapest_way_starts_where_answers_were_moved_to():
    position = position_at(1)
    start = [5, 5, 1, 1, 1, 1, 1]
    after = position.cheapest(Target(None, {"1": 5}), start)
    assert after == start == [5, 5, 1, 1, 1, 1, 1], "the start is left as it is"


@pytest.mark.parametrize(
    ("target", "without", "code"),
    [
        (Target(), (), "nothing_asked"),
        (Target(None, {"1": 5}), (), "unreachable"),
        (Target(None, {"1": 5}), {"2.1.1"}, "unreachable"),
        (Target(None, {"2": 5}), {"2.1.1", "2.1.2", "2.2.1"}, "unreachable_without"),
        (Target(99), (), "unreachable"),
    ],
)
def test_what_has_no_way_says_why(target, without, code):
    position = position_at(1, FIRST_NOT_ADVISED)
    assert problem_of(position, target, without=without) == code


def test_what_the_engine_refuses_is_out_of_reach(monkeypatch):
    def refuse(*_args, **_named):
        raise ScoringError("no_level")

    monkeypatch.setattr("indexes.advice.advised.cheapest_path", refuse)
    assert problem_of(position_at(1), Target(3)) == "unreachable"


def test_a_page_that_asks_for_the_same_advice_again_gets_the_same():
    position = shop_at(0)
    one, another = position.counted[:2]
    assert position.advised([one, another]) is position.advised({another, one})
    assert position.advised({one}) is not position.advised({another})
    assert position.advised(start=position.levels) is position.advised()
    higher = [level + 1 for level in position.levels]
    assert position.advised(start=higher) is not position.advised()


@pytest.mark.parametrize(
    ("by", "is_raised"), [(1, True), (0, False), (-1, False), (-9, False)]
)
def test_only_what_stands_higher_is_raised(by, is_raised):
    position = position_at(3)
    after = [position.levels[0] + by, *position.levels[1:]]
    assert position.is_raised_in(after) is is_raised


def test_what_does_not_apply_is_never_raised():
    position = position_at([NOT_APPLICABLE, 1, 1, 1, 1, 1, 1], MAY_NOT_APPLY)
    assert not position.is_raised_in([3, *position.levels[1:]])


# Tools that build on others


def test_what_builds_on_a_tool_left_out_is_left_out_too():
    position = shop_at(0)
    questions = position.index.questions
    code = next(code for code in position.counted if questions[code].get("builds_on"))
    base = questions[code]["builds_on"][0]
    costs = position.advised({base}).costs
    assert set(costs[position.place[code]]) == {None}
    assert None not in position.advised().costs[position.place[code]]


def test_a_tool_comes_with_those_it_builds_on():
    position = shop_at(0)
    after = position.cheapest(Target(position.next_level))
    for code, level in zip(position.index.codes, after, strict=True):
        question = position.index.questions[code]
        if level > 0 and question["kind"] == "tool":
            for base in question.get("builds_on", ()):
                assert after[position.place[base]] > 0


# Marks


# The first question rises to its second and its fifth level only.
MARKED = small_with(("1.1.1",), stops=[2, 5], effort=3)


def test_a_question_with_marks_rises_from_mark_to_mark():
    position = position_at([1, 0, 5, 5, 5, 5, 5], MARKED)
    after = position.with_moves({"1.1.1": 5})
    steps = [(step.from_level, step.to_level) for step in position.raises(after)]
    assert steps == [(1, 2), (2, 5)]
    assert position.highest.pillar_levels == (5, 5, 5)


def test_a_way_up_stops_at_marks_alone():
    position = position_at([0, 0, 5, 5, 5, 5, 5], MARKED)
    target = Target(None, {"1": 1})
    assert position.cheapest(target)[0] in (0, 2, 5)
    only_it = position.cheapest(target, without=["1.1.2"])
    assert only_it[:2] == [2, 0]


def test_a_question_with_marks_may_be_moved_to_them_and_to_where_it_stands():
    assert position_at([1, 0, 5, 5, 5, 5, 5], MARKED).levels_to_choose("1.1.1") == [
        0,
        1,
        2,
        5,
    ]
    assert position_at(1).levels_to_choose("1.1.1") == [0, 1, 2, 3, 4, 5]
