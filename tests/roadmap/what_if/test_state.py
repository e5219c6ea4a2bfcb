"""What moved answers make of points and levels, and the rows to move them by; no database."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from language.texts import in_language
from roadmap.planning.level_words import mark_of
from roadmap.planning.position import Position, Target
from roadmap.what_if.rows import LONGEST_WORD, Choice, Row, rows_of
from roadmap.what_if.state import state_of
from scoring.evaluate import evaluate
from scoring.groups import expand_groups
from scoring.percent import rounded
from survey.models import Answer
from tests.builders import index_document
from tests.roadmap.positions import (
    CODES,
    MAY_NOT_APPLY,
    NOT_APPLICABLE,
    position_at,
    shop_at,
)
from tests.scoring.strategies import as_answered

LEVELS = st.lists(st.integers(0, 5), min_size=len(CODES), max_size=len(CODES))
NOWHERE = Target()
MOST = 40  # points of the small index


def state_after(position: Position, target: Target = NOWHERE, **moves: int):
    """`state_after(position, q_1_1_1=4)`."""
    by_code = {
        name.removeprefix("q_").replace("_", "."): level
        for name, level in moves.items()
    }
    return state_of(position, position.with_moves(by_code), target)


def rows_in(position: Position, **more) -> dict[str, Row]:
    """By question."""
    state = state_of(position, position.levels, NOWHERE)
    rows = {}
    for pillar in rows_of(position, position.levels, state, **more):
        for group in pillar.groups:
            rows |= {row.code: row for row in group.rows}
    return rows


# Points and levels


def test_where_nothing_is_moved_nothing_changes():
    state = state_after(position_at(2))
    assert (state.points, state.maximum, state.change) == (16, 40, 0)
    assert (state.level, state.level_before) == (2, 2)
    assert state.level_name == "Bắt đầu"
    assert state.moved == ()
    assert (state.raised, state.lowered, state.work, state.cost) == (0, 0, "", "")


@given(LEVELS, LEVELS)
def test_points_and_levels_are_those_of_the_engine(levels, moved):
    position = position_at(levels)
    state, after = (
        state_of(position, moved, NOWHERE),
        evaluate(position.index.rubric, moved),
    )
    assert state.points == after.total
    assert state.change == after.total - position.outcome.total
    assert (state.level, state.level_before) == (after.level, position.outcome.level)
    assert [pillar.level for pillar in state.pillars] == list(after.pillar_levels)
    assert sum(pillar.change for pillar in state.pillars) == state.change


@given(LEVELS, LEVELS)
def test_what_moved_tells_each_answer_with_its_share_of_all_points(levels, moved):
    state = state_of(position_at(levels), moved, NOWHERE)
    differing = sum(now != then for now, then in zip(levels, moved, strict=True))
    assert state.raised + state.lowered == len(state.moved) == differing
    points = [move.percent * MOST / 100 for move in state.moved]
    off = abs(sum(points, Decimal(0)) - state.change)
    assert off <= MOST * len(points) / Decimal(2000)
    assert all((move.percent > 0) == move.is_up for move in state.moved)


def test_an_answer_moved_up_says_from_where_to_where():
    (move,) = state_after(position_at(1), q_3_1_2=4).moved
    assert (move.name, move.start, move.end) == ("Dữ liệu chung", "1", "4")
    assert (move.is_up, move.needs) == (True, ())
    assert move.percent == rounded(Fraction(600, MOST))


def test_answers_may_sink_too_and_cost_nothing_then():
    state = state_after(position_at(1), q_1_1_1=0)
    assert (state.change, state.raised, state.lowered) == (-1, 0, 1)
    assert (state.work, state.cost) == ("", "")
    assert not state.moved[0].is_up


def test_a_pillar_says_how_many_of_its_answers_moved():
    state = state_after(position_at(1), q_1_1_1=4, q_1_1_2=0, q_3_1_1=2)
    assert [pillar.moved for pillar in state.pillars] == [2, 0, 1]
    first = state.pillars[0]
    assert (first.code, first.name) == ("1", "Khách hàng")
    assert (first.points, first.maximum, first.change) == (4, 10, 2)
    assert (first.level, first.level_before) == (2, 1)


def test_a_result_without_a_level_has_no_name_for_it():
    position = position_at([NOT_APPLICABLE] * len(CODES), MAY_NOT_APPLY)
    state = state_of(position, position.levels, Target(3))
    assert (state.level, state.level_name, state.is_reached) == (None, "", False)
    assert rows_of(position, position.levels, state) == []


# Work and money


def test_work_is_of_what_was_raised_level_by_level():
    position = shop_at(0)
    code = next(code for code in position.counted if position.facts(code).cost_high)
    facts, top = position.facts(code), position.top(code)
    with translation.override("en"):
        state = state_of(position, position.with_moves({code: top}), NOWHERE)
    months = -(-facts.effort * top // 5)
    assert f"about {months} month" in state.work
    assert state.cost


# Targets


@pytest.mark.parametrize(
    ("level", "target", "is_reached"),
    [(2, 3, False), (3, 3, True), (4, 3, True), (3, None, False)],
)
def test_a_target_is_reached_from_its_level_on(level, target, is_reached):
    state = state_after(position_at(level), Target(target))
    assert (state.target, state.is_reached) == (target, is_reached)


def test_pillars_that_are_not_at_their_own_target_are_named():
    target = Target(None, {"1": 3, "2": 4, "3": 1})
    state = state_after(position_at(1), target, q_1_1_1=3, q_1_1_2=3)
    assert state.missed == ("Con người",)


def test_a_pillar_may_be_missed_where_the_overall_target_is_reached():
    state = state_after(position_at(3), Target(3, {"2": 4}))
    assert state.is_reached
    assert state.missed == ("Con người",)


# What a tool needs


def test_a_tool_without_those_it_builds_on_is_said_to_need_them():
    position = shop_at(0)
    questions = position.index.questions
    code = next(code for code in position.counted if questions[code].get("builds_on"))
    (move,) = state_of(position, position.with_moves({code: 1}), NOWHERE).moved
    bases = questions[code]["builds_on"]
    names = {in_language(questions[base]["name"]) for base in bases}
    assert set(move.needs) == names


def test_a_tool_given_up_needs_nothing():
    position = shop_at(1)
    questions = position.index.questions
    code = next(code for code in position.counted if questions[code].get("builds_on"))
    bases = dict.fromkeys(questions[code]["builds_on"], 0)
    state = state_of(position, position.with_moves({**bases, code: 0}), NOWHERE)
    name = in_language(questions[code]["name"])
    assert name in {move.name for move in state.moved}
    assert all(move.needs == () for move in state.moved)


# Rows


def test_each_question_that_applies_has_a_row_with_all_its_levels():
    rows = rows_in(position_at([2, NOT_APPLICABLE, 1, 1, 1, 1, 1]))
    assert list(rows) == [code for code in CODES if code != "1.1.2"]
    row = rows["1.1.1"]
    assert (row.name, row.field, row.now_mark) == ("Website", "q-1.1.1", "2")
    assert [choice.mark for choice in row.choices] == list("012345")
    assert [choice.level for choice in row.choices if choice.is_now] == [2]
    assert row.choices[3].text == "Một nửa"
    assert not row.is_long
    assert not row.is_text


def test_a_row_says_where_its_answer_was_moved_to():
    position = position_at(1)
    levels = position.with_moves({"1.1.1": 4})
    first, *_others = rows_of(position, levels, state_of(position, levels, NOWHERE))
    moved, still = first.groups[0].rows
    assert [choice.level for choice in moved.choices if choice.is_chosen] == [4]
    assert (moved.is_moved, still.is_moved) == (True, False)


def test_rows_stand_by_pillar_and_indicator_named_where_there_is_more_than_one():
    position = position_at(1)
    state = state_of(position, position.levels, NOWHERE)
    pillars = rows_of(position, position.levels, state)
    assert [pillar.state.code for pillar in pillars] == ["1", "2", "3"]
    names = [[group.name for group in pillar.groups] for pillar in pillars]
    assert names == [[""], ["Kỹ năng", "Họp"], [""]]


def test_what_is_left_out_is_marked():
    rows = rows_in(position_at(1), left_out={"2.1.1"})
    assert [code for code, row in rows.items() if row.is_left_out] == ["2.1.1"]


@pytest.mark.parametrize(
    ("length", "is_long", "is_text"),
    [
        (LONGEST_WORD, True, False),
        (LONGEST_WORD + 1, True, True),
        (LONGEST_WORD + 1, False, False),
    ],
)
def test_marks_that_are_sentences_are_told_from_words(length, is_long, is_text):
    choice = Choice(0, "x" * length, "", is_now=True, is_chosen=True)
    row = Row("1", "", "", "", (choice,), is_long, "")
    assert row.is_text == is_text


def test_a_tool_notes_what_it_does_and_options_those_still_open():
    position = shop_at(0)
    questions = position.index.questions
    rows = rows_in(position)
    tool = next(code for code in rows if questions[code]["kind"] == "tool")
    assert rows[tool].note == in_language(questions[tool]["what"])
    assert rows["2.1"].note.startswith("Còn có thể chọn: VNPT, Viettel")
    options = [option["id"] for option in questions["2.1"]["options"]]
    answered = rows_in(position, answers={"2.1": Answer(chosen=options)})
    assert answered["2.1"].note == "", "nothing is open any more"
    single = next(code for code in rows if questions[code]["kind"] == "single")
    assert rows[single].note == ""


def test_of_options_the_mark_says_more_than_the_anchor():
    position = shop_at(0)
    rows = []
    for code, row in rows_in(position).items():
        if position.index.questions[code]["kind"] == "multiple":
            rows.append(row)
    assert rows
    for row in rows:
        texts = [choice.text for choice in row.choices]
        assert texts == [
            mark_of(position, row.code, choice.level) for choice in row.choices
        ]


def test_no_two_levels_of_a_question_bear_the_same_mark():
    position = shop_at(0)
    assert position.counted
    for code in position.counted:
        marks = [
            mark_of(position, code, level) for level in range(position.top(code) + 1)
        ]
        assert len(set(marks)) == len(marks), code


@pytest.mark.parametrize("number", [Fraction(7, 3), Fraction(-7, 3)])
def test_percents_are_rounded_alike_upwards_and_downwards(number):
    position = position_at(1)
    position.gain = lambda code, start, end: number
    (move,) = state_after(position, q_1_1_1=3).moved
    share = rounded(100 * abs(number) / MOST)
    assert move.percent == share.copy_sign(Decimal(number.numerator))


# Groups


LARGE = index_document("dbi-2025-large")


@st.composite
def refined(draw: st.DrawFn) -> list[int]:
    """Levels that count for a large firm, any criteria refined."""
    rubric = position_at(0, LARGE).index.rubric
    return expand_groups(rubric, draw(as_answered(rubric, complete=True)))


@given(refined(), st.data())
def test_what_moves_of_a_refined_group_is_what_the_points_of_its_pillar_move_by(
    levels, data
):
    position = position_at(levels, LARGE)
    counted = position.counted
    if position.outcome.level is None:
        return
    code = data.draw(st.sampled_from(counted))
    then = data.draw(st.integers(0, position.top(code)))
    after = position.with_moves({code: then})
    state = state_of(position, after, NOWHERE)

    rubric = position.index.rubric
    pillar = rubric.questions[position.place[code]].pillar
    outcome = evaluate(rubric, after)
    units = outcome.pillar_points[pillar] - position.outcome.pillar_points[pillar]
    scale = position.index.scale(pillar, outcome.pillar_maxima[pillar], rubric.unit)
    assert position.gain(code, position.level(code), then) == units * scale
    assert state.maximum == position_state(position).maximum


def position_state(position: Position):
    return state_of(position, position.levels, NOWHERE)


@given(refined())
def test_what_a_state_shows_never_contradicts_its_levels(levels):
    position = position_at(levels, LARGE)
    state = position_state(position)
    for pillar in state.pillars:
        if pillar.level is not None:
            share = Fraction(pillar.points) / Fraction(pillar.maximum)
            assert level_of_share(share) == pillar.level
    if state.level is not None:
        share = Fraction(state.points) / Fraction(state.maximum)
        assert level_of_share(share) == state.level


def level_of_share(share: Fraction) -> int:
    """By quarters, as the large set is read."""
    return 1 + int(share * 4)


# What makes no sense for how the enterprise works

STALL = {
    "document": index_document("dbi-2025-sme"),
    "variant": "food-beverage",
    "ways": {"seats": True, "takeaway": False, "delivery": False, "branches": False},
    "employees": 20,
}
CHAIN, PLACED = "7.2.13-10", "7.2.13-04"  # several places; booking of tables


def folded_in(position: Position, **moves: int) -> set[str]:
    levels = position.with_moves(moves)
    state = state_of(position, levels, NOWHERE)
    codes = set()
    for pillar in rows_of(position, levels, state):
        for group in pillar.groups:
            codes |= {row.code for row in group.folded}
            assert set(group.listed) | set(group.folded) == set(group.rows)
    return codes


def test_what_does_not_fit_is_folded_with_its_reason_until_it_is_moved():
    position = position_at(0, **STALL)
    folded = folded_in(position)
    assert CHAIN in folded
    assert PLACED not in folded
    senseless = {code for code, why in position.advised().left_out() if why == "ways"}
    assert folded == senseless
    with translation.override("vi"):
        row = rows_in(position)[CHAIN]
    assert row.unfit == "Không hợp với cách anh/chị làm."
    assert CHAIN not in folded_in(position, **{CHAIN: 1})


def test_what_does_not_fit_and_is_there_already_or_is_not_known_is_not_folded():
    assert not folded_in(position_at(1, **STALL))
    assert not folded_in(position_at(0, **STALL, for_others=True))
