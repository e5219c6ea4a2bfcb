"""Roadmaps of the demo's owner: under way, and planned a round before."""

from datetime import timedelta

import pytest

from assessment.demo import roadmaps
from roadmap.models import Roadmap
from roadmap.planning.position import Position
from tests.assessment.demo.facts import NOW
from tests.builders import (
    make_assessment,
    make_result,
)

pytestmark = pytest.mark.django_db
LOW, HIGH = 1, 3


@pytest.fixture
def earlier(enterprise):
    fields = {"created_at": NOW - timedelta(days=200)}
    return make_result(make_assessment(enterprise), level=LOW, **fields)


@pytest.fixture
def newest(enterprise, earlier):
    """Three answers rose since the round before; the others stayed."""
    levels = [LOW] * len(earlier.assessment.index.codes)
    levels[:3] = [HIGH] * 3
    draft = make_assessment(enterprise, round=2)
    return make_result(draft, levels=levels, created_at=NOW - timedelta(days=9))


def test_a_first_round_has_none_before_it(earlier):
    assert roadmaps._round_before(earlier) is None


def test_the_round_before_is_that_of_the_same_enterprise(earlier, newest):
    assert roadmaps._round_before(newest) == earlier


def test_every_result_gets_its_way_up_and_the_round_before_its_own(
    earlier, newest, owner
):
    roadmaps.make_roadmaps([newest], owner, NOW)
    made = {roadmap.result: roadmap for roadmap in Roadmap.objects.all()}
    assert set(made) == {earlier, newest}
    assert made[newest].target == Position(newest).next_level


def test_a_single_round_gets_one_roadmap(earlier, owner):
    roadmaps.make_roadmaps([earlier], owner, NOW)
    assert Roadmap.objects.get().result == earlier


def test_a_roadmap_is_made_a_day_after_its_result_and_never_in_the_future(
    enterprise, owner
):
    just_now = make_result(make_assessment(enterprise), level=LOW, created_at=NOW)
    roadmaps.make_roadmaps([just_now], owner, NOW)
    assert Roadmap.objects.get().made_at == NOW


def test_the_first_steps_of_the_newest_are_done_and_none_of_the_owners_own(
    newest, owner
):
    roadmaps.make_roadmaps([newest], owner, NOW)
    steps = newest.roadmap.steps.all()
    raises = [step for step in steps if not step.is_own]
    done = [step for step in steps if step.done_at]
    assert done == raises[: roadmaps.DONE_NOW]
    own = [step for step in steps if step.is_own]
    assert [step.text for step in own] == [roadmaps.OWN_STEP]
    assert own[0].done_at is None


def test_steps_of_the_round_before_are_done_where_the_answer_rose(
    earlier, newest, owner
):
    roadmaps.make_roadmaps([newest], owner, NOW)
    since = Position(newest)
    were_done = set()
    for step in earlier.roadmap.steps.exclude(question=""):
        has_risen = since.level(step.question) >= step.to_level
        assert bool(step.done_at) == has_risen
        were_done.add(has_risen)
    assert were_done == {True, False}


def test_answers_that_rose_are_planned_every_other_one_further(earlier, newest):
    moves = roadmaps._moves_that_rose(Position(earlier), Position(newest))
    assert 0 < len(moves) <= roadmaps.CHOSEN
    for place, level in enumerate(moves.values()):
        assert level == HIGH + place % 2


def test_answers_that_stayed_are_planned_by_the_cheapest_way(earlier, enterprise):
    before = Position(earlier)
    levels = [LOW] * len(before.index.codes)
    levels[-1] = HIGH
    draft = make_assessment(enterprise, round=2)
    since = Position(make_result(draft, levels=levels))
    moves = roadmaps._moves_that_did_not(before, since)
    assert 0 < len(moves) <= roadmaps.LEFT
    for code, level in moves.items():
        assert since.level(code) == before.level(code)
        assert level > before.level(code)
