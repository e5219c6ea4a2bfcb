"""What a posted page asks for: moves, a target, what is left out; nonsense asks for nothing."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from roadmap.planning.position import Target
from roadmap.posted import left_out_in, moves_in, target_in
from tests.roadmap.positions import CODES, NOT_APPLICABLE, position_at

NONSENSE = ["", "x", "-1", "1.5", "٣x", " 3", "100", "9" * 5000, "1e1"]
TEXTS = st.text(max_size=5) | st.integers(-3, 120).map(str)


def posted(**fields: str | list[str]) -> QueryDict:
    """As from a form; `q_1_1_1` stands for q-1.1.1 and `tru_2` for tru-2."""
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        prefix, _sign, code = name.partition("_")
        field = f"{prefix}-{code.replace('_', '.')}" if code else prefix
        data.setlist(field, [values] if isinstance(values, str) else values)
    return data


# Moves


@pytest.mark.parametrize("level", range(6))
def test_a_move_is_to_a_level_of_the_question(level):
    assert moves_in(posted(q_1_1_1=str(level)), position_at(1)) == {"1.1.1": level}


@pytest.mark.parametrize("text", [*NONSENSE, "6", "99"])
def test_what_is_no_level_of_the_question_moves_nothing(text):
    assert moves_in(posted(q_1_1_1=text), position_at(1)) == {}


def test_a_question_that_there_is_not_or_that_does_not_apply_is_not_moved():
    position = position_at([1, NOT_APPLICABLE, 1, 1, 1, 1, 1])
    assert moves_in(posted(q_9_9_9="3", q_1_1_2="3"), position) == {}


@given(st.dictionaries(st.sampled_from([*CODES, "9.9.9", ""]), TEXTS))
def test_whatever_is_posted_no_move_leaves_the_levels_of_a_question(texts):
    data = QueryDict(mutable=True)
    for code, text in texts.items():
        data[f"q-{code}"] = text
    position = position_at(1)
    moves = moves_in(data, position)
    assert set(moves) <= set(CODES)
    assert all(0 <= level <= 5 for level in moves.values())
    assert position.with_moves(moves) == [moves.get(code, 1) for code in CODES]


# Targets


@pytest.mark.parametrize("level", [3, 4, 5])
def test_a_target_is_above_where_the_result_stands(level):
    assert target_in(posted(muc=str(level)), position_at(2)) == Target(level)


@pytest.mark.parametrize("text", [*NONSENSE, "0", "1", "2", "6"])
def test_what_is_no_higher_level_is_no_target(text):
    assert target_in(posted(muc=text, tru_1=text), position_at(2)).is_empty


def test_pillars_may_have_targets_of_their_own():
    target = target_in(posted(tru_1="4", tru_2="2", tru_9="5"), position_at(2))
    assert target == Target(None, {"1": 4})


def test_nothing_posted_asks_for_nothing():
    position = position_at(2)
    assert moves_in(posted(), position) == {}
    assert target_in(posted(), position).is_empty
    assert left_out_in(posted(), position) == set()


@given(TEXTS, st.dictionaries(st.sampled_from("1239"), TEXTS))
def test_whatever_is_posted_a_target_is_a_higher_level_that_there_is(text, by_pillar):
    data = posted(muc=text)
    for code, own in by_pillar.items():
        data[f"tru-{code}"] = own
    target = target_in(data, position_at(2))
    assert target.level in (None, 3, 4, 5)
    assert set(target.pillars) <= set("123")
    assert set(target.pillars.values()) <= {3, 4, 5}


# What is left out


def test_left_out_are_the_questions_of_the_index_that_were_ticked():
    data = posted(bo=["1.1.1", "3.1.2", "9.9.9", ""])
    assert left_out_in(data, position_at(1)) == {"1.1.1", "3.1.2"}
