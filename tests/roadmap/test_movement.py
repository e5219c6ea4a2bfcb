from datetime import timedelta

import pytest

from roadmap.movement import GONE, NOT_YET, PARTLY, REACHED, movement_of
from roadmap.pages import told_roadmap
from roadmap.queries import earlier_roadmap, newer_result
from roadmap.services import make_roadmap
from roadmap.ways import Standing, Target
from tests.builders import NOW, make_assessment, make_result

LATER = NOW + timedelta(days=100)


@pytest.fixture
def told(result):
    """Three questions from level 1 to 3, over more than one part of the year."""
    standing = Standing(result)
    after = standing.with_moves(dict.fromkeys(standing.counted[:3], 3))
    roadmap = make_roadmap(result=result, after=after, target=Target(), by=None, now=NOW)
    return told_roadmap(roadmap, standing, NOW, is_own=True)


def newer_of(result, **moves):
    levels = Standing(result).with_moves(moves)
    return make_result(make_assessment(result.organisation, round=2), levels=levels, created_at=LATER)


def test_each_question_is_reached_partly_or_not_yet(result, told):
    first, second, _third = told.standing.counted[:3]
    newer = newer_of(result, **{first: 3, second: 2})
    moved = movement_of(told, Standing(newer))
    states = {one.name.partition(":")[0]: one.state for one in moved.steps}
    assert sorted(states.values()) == sorted([REACHED, PARTLY, NOT_YET])
    assert (moved.reached, moved.partly, moved.not_yet, moved.open) == (1, 1, 1, 2)
    assert len(moved.steps) == 3, "each question once"


def test_what_does_not_apply_any_more_is_said_to_be_gone(result, told):
    newer = newer_of(result)
    code = told.standing.counted[0]
    standing = Standing(newer)
    assert standing.outcome.level is not None
    standing.levels[standing.place[code]] = -2  # as where its branch is not taken any more
    assert next(one.state for one in movement_of(told, standing).steps) == GONE


def test_the_newest_later_round_counts_and_no_other_enterprise(result, told):
    newer = newer_of(result)
    make_result(make_assessment(round=3), created_at=LATER + timedelta(days=1))
    assert newer_result(result) == newer
    assert newer_result(newer) is None
    assert earlier_roadmap(newer) == told.roadmap
    assert earlier_roadmap(result) is None
