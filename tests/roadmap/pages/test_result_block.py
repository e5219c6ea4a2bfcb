"""The roadmap on the result page: for whom it stands there, and what it says."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.access.scopes import Scope
from accounts.access.visitors import visitor_of
from roadmap.pages.result_block import block_of
from roadmap.planning.position import Position
from roadmap.steps.services import tick_step
from survey.models import Result
from tests.builders import (
    NOW,
    make_assessment,
    make_own_step,
    make_result,
    make_roadmap_of,
)
from tests.personas import make_share, make_staff

pytestmark = pytest.mark.django_db


def for_others(result: Result) -> Position:
    return Position(result, for_others=True)


def visitor(persona=None):
    user = persona.user if persona else AnonymousUser()
    return visitor_of(SimpleNamespace(user=user, session={}))


def own_block(owner, result):
    return block_of(result, Position(result), Scope.OWN, visitor(owner))


def test_before_there_is_one_the_next_level_is_offered(owner, result):
    block = own_block(owner, result)
    assert (block.progress, block.coming) == (None, "")
    assert (block.target, block.target_name) == (2, "Bắt đầu")


def test_at_the_top_no_level_is_offered(owner):
    result = make_result(make_assessment(owner.organisation), level=5)
    block = own_block(owner, result)
    assert (block.target, block.target_name) == (None, "")


def test_it_says_how_far_the_roadmap_is_and_what_comes_next(owner, result):
    roadmap = make_roadmap_of(result, 3)
    first = min(roadmap.steps.all(), key=lambda step: step.due)
    block = own_block(owner, result)
    assert (block.progress.done, block.progress.total) == (0, roadmap.steps.count())
    assert block.progress.next.due == first.due
    assert "mức 1 →" in block.coming
    assert block.why
    assert (block.target, block.target_name) == (3, "Hình thành")


def test_where_all_is_done_nothing_comes_next(owner, result):
    for step in make_roadmap_of(result).steps.all():
        tick_step(step=step, done=True, by=None, now=NOW)
    block = own_block(owner, result)
    assert (block.coming, block.why) == ("", "")


def test_an_own_step_comes_in_its_owners_words(owner, result):
    roadmap = make_roadmap_of(result)
    roadmap.steps.all().delete()
    make_own_step(roadmap)
    block = own_block(owner, result)
    assert (block.coming, block.why) == ("Họp cả nhà", "")


def test_staff_see_it_with_the_enterprises_consent_and_not_without(result):
    make_roadmap_of(result)
    staff = make_staff()
    assert (
        block_of(result, for_others(result), Scope.PILLARS, visitor(staff)).progress
        is None
    )
    make_share(result.organisation, staff.organisation, "answers")
    block = block_of(result, for_others(result), Scope.ANSWERS, visitor(staff))
    assert block.progress.total
    assert not block.is_own


def test_whoever_came_by_a_link_sees_no_roadmap(result):
    make_roadmap_of(result)
    block = block_of(result, for_others(result), Scope.ANSWERS, visitor())
    assert (block.progress, block.coming, block.target) == (None, "", 2)
