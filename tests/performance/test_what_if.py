"""What the page sends when one answer is moved."""

import pytest

from performance.what_if import fields_of_one_move, of_index, tops_of
from roadmap.planning.position import Position
from tests.builders import make_assessment, make_result

pytestmark = pytest.mark.django_db


def position_at(*levels: int) -> Position:
    """In the small index, whose questions all end at 5; the others are at 1."""
    draft = make_assessment()
    count = len(draft.index.codes)
    every = [*levels, *[1] * count][:count]
    return Position(make_result(draft, levels=every))


def test_every_answer_is_sent_as_it_is_but_the_first_that_can_rise():
    position = position_at(5, 2)
    fields = fields_of_one_move(position)
    first, second, *others = position.counted
    assert fields[f"q-{first}"] == 5
    assert fields[f"q-{second}"] == 5  # it was 2
    assert {fields[f"q-{code}"] for code in others} == {1}


def test_the_next_level_is_the_target():
    position = position_at()
    assert fields_of_one_move(position)["muc"] == position.next_level


def test_every_answer_is_sent_and_nothing_else():
    position = position_at()
    names = {f"q-{code}" for code in position.counted}
    assert set(fields_of_one_move(position)) == names | {"muc"}


def test_the_longest_roadmap_raises_every_answer_to_its_top():
    position = position_at(4, 3)
    tops = tops_of(position)
    assert set(tops) == set(position.counted)
    after = position.with_moves(tops)
    assert [after[position.place[code]] for code in tops] == list(tops.values())


def test_an_index_is_measured_by_its_name(settings):
    settings.ALLOWED_HOSTS = ["*"]
    position = position_at()
    names = [row.name for row in of_index("small", position.result)]
    assert names[0].startswith(f"small, {len(position.counted)} answers")
    assert names[1] == f"small: the advised way to level {position.next_level}"
    assert names[2].endswith("levels put into months")
    assert names[3].endswith("an hour a month")
