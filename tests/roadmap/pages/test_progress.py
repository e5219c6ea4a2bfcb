from datetime import timedelta

import pytest
from django.urls import reverse

from roadmap.pages.goals import describe_roadmap
from roadmap.pages.progress import (
    GONE,
    NOT_YET,
    PARTLY,
    REACHED,
    moved_since,
    movement_of,
)
from roadmap.planning.position import Position, Target
from roadmap.queries import earlier_roadmap, newer_result, steps_of
from roadmap.services import make_roadmap
from roadmap.steps.services import tick_step
from survey.results.freeze import frozen_result
from tests.builders import NOW, make_assessment, make_result

pytestmark = pytest.mark.sql

LATER = NOW + timedelta(days=100)


@pytest.fixture
def description(result):
    """Three questions from level 1 to 3, over more than one part of the year."""
    position = Position(result)
    after = position.with_moves(dict.fromkeys(position.counted[:3], 3))
    roadmap = make_roadmap(
        result=result, after=after, target=Target(), by=None, now=NOW
    )
    return describe_roadmap(roadmap, position, NOW, is_own=True)


def movement_since(description, newer):
    steps = [row.step for row in description.steps]
    return movement_of(
        description.roadmap, steps, description.position, Position(newer)
    )


def newer_of(result, **moves):
    levels = Position(result).with_moves(moves)
    return make_result(
        make_assessment(result.organisation, round=2), levels=levels, created_at=LATER
    )


def test_each_question_is_reached_partly_or_not_yet(result, description):
    first, second, _third = description.position.counted[:3]
    newer = newer_of(result, **{first: 3, second: 2})
    moved = movement_since(description, newer)
    states = {one.name.partition(":")[0]: one.state for one in moved.steps}
    assert sorted(states.values()) == sorted([REACHED, PARTLY, NOT_YET])
    assert (moved.reached, moved.partly, moved.not_yet, moved.open) == (1, 1, 1, 2)
    assert len(moved.steps) == 3, "each question once"


def test_what_was_ticked_off_and_is_answered_as_before_is_said_to_be_so(
    owner, result, description
):
    steps = [one.step for one in description.steps]
    first, second, third = dict.fromkeys(step.question for step in steps)
    for step in steps:
        if step.question in (first, second):
            tick_step(step=step, done=True, by=None, now=NOW)
    newer = newer_of(result, **{first: 3})
    roadmap = earlier_roadmap(newer)
    moved = movement_of(roadmap, steps_of(roadmap), Position(result), Position(newer))
    told_of = dict(zip((first, second, third), moved.steps, strict=True))
    assert [told_of[code].is_ticked for code in (first, second, third)] == [
        False,
        True,
        False,
    ]
    page = owner.client.get(
        reverse("roadmap:roadmap", args=[result.public_id])
    ).content.decode()
    assert page.count("đã đánh dấu xong, nhưng câu trả lời mới chưa cho thấy") == 1


def test_the_level_before_is_that_of_the_newest_reading_of_the_earlier_round(
    result, description
):
    newer = newer_of(result)
    position = Position(newer)
    assert moved_since(position, None).level_before == 1
    levels = [4] * len(position.levels)
    anew = frozen_result(
        assessment=result.assessment,
        levels=levels,
        digest="",
        now=LATER + timedelta(days=1),
    )
    anew.rescored_from, anew.engine_version = result, "99"
    anew.save()
    moved = moved_since(position, None)
    assert moved.level_before == anew.level != result.level
    assert moved.roadmap.result_id == result.pk, (
        "the link leads to the round it was made in"
    )


def test_what_moved_is_found_without_answers_or_words_of_the_whole_roadmap(
    result, description, monkeypatch
):
    def refuse(*_args, **_more):
        raise AssertionError("described")

    position = Position(newer_of(result))
    monkeypatch.setattr("roadmap.pages.goals.describe", refuse)
    monkeypatch.setattr("survey.results.scored.answers_of", refuse)
    assert moved_since(position, None).not_yet == 3


def test_what_does_not_apply_any_more_is_said_to_be_gone(result, description):
    newer = newer_of(result)
    code = description.position.counted[0]
    position = Position(newer)
    assert position.outcome.level is not None
    position.levels[
        position.place[code]
    ] = -2  # as where its branch is not taken any more
    steps = [row.step for row in description.steps]
    moved = movement_of(description.roadmap, steps, description.position, position)
    assert moved.steps[0].state == GONE


def test_the_newest_later_round_counts_and_no_other_enterprise(result, description):
    newer = newer_of(result)
    make_result(make_assessment(round=3), created_at=LATER + timedelta(days=1))
    assert newer_result(result) == newer
    assert newer_result(newer) is None
    assert earlier_roadmap(newer) == description.roadmap
    assert earlier_roadmap(result) is None
