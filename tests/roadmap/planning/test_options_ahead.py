"""Which option a step takes up: in the order of advice, without what is there."""

import pytest

from roadmap.planning.level_words import doing
from roadmap.planning.options_ahead import option_ahead, options_at, paid_steps
from roadmap.planning.position import Position
from survey.models import Answer
from tests.builders import NOW, make_result
from tests.roadmap.noodle_shop import make_noodle_shop

pytestmark = pytest.mark.django_db

SAFETY = "2.4"


def position_with(*chosen: str) -> Position:
    """A noodle shop that has these measures."""
    result = make_noodle_shop()
    Answer.objects.create(
        assessment=result.assessment,
        question=SAFETY,
        chosen=list(chosen),
        level=0,
        changed_at=NOW,
    )
    return Position(result)


def ahead(position: Position, start: int, end: int | None = None) -> str:
    option = option_ahead(position, SAFETY, start, end or start + 1)
    return option.id if option else ""


@pytest.mark.parametrize(
    ("chosen", "start", "expected"),
    [
        (["none"], 0, ["backup", "access", "antivirus", "full", "full"]),
        (["antivirus"], 1, ["backup", "access", "full", "full"]),
        (["backup", "access"], 2, ["antivirus", "full", "full"]),
        (["full"], 2, ["backup", "access", "antivirus"]),
    ],
)
def test_each_level_is_the_next_option_that_is_not_there_yet(chosen, start, expected):
    position = position_with(*chosen)
    names = [ahead(position, level) for level in range(start, 5)]
    assert names == expected


@pytest.mark.parametrize(
    ("chosen", "level", "expected"),
    [
        (["none"], 0, {"none"}),
        (["none"], 1, {"backup"}),
        (["none"], 2, {"backup", "access"}),
        (["antivirus"], 2, {"antivirus", "backup"}),
    ],
)
def test_what_is_there_at_a_level_is_what_was_and_what_is_told_first(
    chosen, level, expected
):
    assert options_at(position_with(*chosen), SAFETY, level) == expected


@pytest.mark.parametrize(
    ("chosen", "start", "paid"),
    [
        # What is worth two points is bought once; nobody begins with its second.
        (["none"], 0, [1, 1, 1, 1]),
        (["antivirus"], 1, [1, 1, 1]),
        (["full"], 2, [1, 1, 1]),
    ],
)
def test_one_thing_is_paid_for_once_however_many_points_it_is_worth(
    chosen, start, paid
):
    position = position_with(*chosen)
    steps = position.steps_between(SAFETY, start, 5)
    assert [paid_steps(position, SAFETY, *step) for step in steps] == paid
    assert paid_steps(position, SAFETY, start, 5) == sum(paid)


def test_every_level_of_what_has_no_order_is_paid_for():
    assert paid_steps(position_with("none"), "2.1", 0, 2) == 2


def test_where_all_is_there_nothing_is_ahead():
    everything = ["backup", "access", "antivirus", "full"]
    assert ahead(position_with(*everything), 5) == ""


def test_several_levels_at_once_are_no_single_option():
    assert ahead(position_with("none"), 0, 2) == ""


def test_several_levels_of_one_option_are_that_option():
    position = position_with("none")
    assert ahead(position, 3, 5) == ahead(position, 3) == "full"
    assert ahead(position, 2, 5) == ""


def test_an_option_worth_two_points_says_that_no_answer_lies_in_between():
    position = position_with("none")
    said = "Việc này được luôn 2 điểm một lần"
    assert said in doing(position, SAFETY, 3, 5)
    for start in range(3):
        assert said not in doing(position, SAFETY, start, start + 1)
    # Whoever has it already takes up the others one by one.
    assert said not in doing(position_with("full"), SAFETY, 4, 5)


def test_of_an_option_worth_two_points_only_the_second_may_be_chosen():
    position = position_with("none")
    assert position.levels_to_choose(SAFETY) == [0, 1, 2, 3, 5]
    # Whoever has it takes up the others one by one.
    assert position_with("full").levels_to_choose(SAFETY) == [0, 1, 2, 3, 4, 5]


def test_what_lies_below_the_answer_names_none():
    assert ahead(position_with("antivirus"), 0) == ""


def test_a_choice_without_an_order_names_none():
    position = position_with("none")
    assert option_ahead(position, "2.1", 0, 1) is None


def test_an_index_without_advice_names_none():
    assert option_ahead(Position(make_result(level=1)), "1.1.1", 1, 2) is None
