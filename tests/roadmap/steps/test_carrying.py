"""What is open of a roadmap goes along into the next round."""

from datetime import date, timedelta

import pytest

from accounts.models import AuditEvent
from roadmap.errors import RoadmapError
from roadmap.models import Roadmap
from roadmap.planning.position import Position, Target
from roadmap.services import make_roadmap
from roadmap.steps.carrying import carry_over
from roadmap.steps.services import tick_step
from tests.builders import (
    NOW,
    index_document,
    make_assessment,
    make_index_version,
    make_own_step,
    make_result,
    make_roadmap_of,
    planned_levels,
)
from tests.roadmap.positions import NOT_APPLICABLE

pytestmark = pytest.mark.sql

LATER = NOW + timedelta(days=120)


def test_open_steps_go_along_into_the_next_round_without_what_is_reached(result):
    roadmap = make_roadmap_of(result, 4)
    make_own_step(roadmap)
    done = make_own_step(roadmap, "Đã làm")
    tick_step(step=done, done=True, by=None, now=NOW)
    wanted, position, before = (
        planned_levels(roadmap),
        Position(result),
        roadmap.steps.count(),
    )
    reached = next(iter(wanted))
    levels = position.with_moves({reached: wanted[reached]})
    round_two = make_assessment(result.organisation, round=2)
    newer = make_result(round_two, levels=levels, created_at=LATER)
    carried = carry_over(roadmap=roadmap, result=newer, by=None, now=LATER)
    assert planned_levels(carried) == {
        code: level for code, level in wanted.items() if code != reached
    }
    assert [step.text for step in carried.steps.filter(question="")] == ["Họp cả nhà"]
    assert carried.target == 4
    with pytest.raises(RoadmapError, match="nothing_open"):
        carry_over(roadmap=roadmap, result=newer, by=None, now=LATER)
    assert roadmap.steps.count() == before, "the old one stays"


def newer_of(result, level: int = 1, **moves: int):
    """A second round, its answers at this level but for those moved."""
    round_two = make_assessment(result.organisation, round=2)
    codes = round_two.index.codes
    levels = [moves.get(code, level) for code in codes]
    return make_result(round_two, levels=levels, created_at=LATER)


def carry(roadmap: Roadmap, result) -> Roadmap:
    return carry_over(roadmap=roadmap, result=result, by=None, now=LATER)


def lifted(result, target: Target | None = None, **tops: int) -> Roadmap:
    """A roadmap of exactly these raises."""
    after = Position(result).with_moves(tops)
    target = target or Target()
    return make_roadmap(result=result, after=after, target=target, by=None, now=NOW)


def test_a_step_begins_where_the_newer_result_stands(result):
    roadmap = lifted(result, **{"1.1.1": 5})
    carried = carry(roadmap, newer_of(result, **{"1.1.1": 3}))
    levels = list(carried.steps.values_list("question", "from_level", "to_level"))
    assert levels == [("1.1.1", 3, 4), ("1.1.1", 4, 5)]


def test_who_does_a_step_and_what_was_noted_go_along(result):
    roadmap = lifted(result, **{"1.1.1": 3})
    roadmap.steps.filter(to_level=2).update(who="Anh Tư", note="Hỏi giá trước")
    roadmap.steps.filter(to_level=3).update(who="Chị Ba")
    first, second = carry(roadmap, newer_of(result)).steps.all()
    assert (first.who, first.note, first.done_at) == ("Anh Tư", "Hỏi giá trước", None)
    assert (second.who, second.note) == ("Chị Ba", "")


def test_a_level_that_is_new_is_for_whoever_does_the_question(result):
    roadmap = lifted(result, **{"1.1.1": 3})
    roadmap.steps.update(who="Anh Tư")
    carried = carry(roadmap, newer_of(result, level=0))
    assert set(carried.steps.values_list("who", flat=True)) == {"Anh Tư"}


def test_how_it_was_made_and_the_pace_go_along(result):
    roadmap = lifted(result, **{"1.1.1": 3})
    Roadmap.objects.update(way=Roadmap.Way.ADVISED, hours=20, budget=5_000_000)
    roadmap.refresh_from_db()
    carried = carry(roadmap, newer_of(result))
    carried.refresh_from_db()
    assert (carried.way, carried.hours, carried.budget) == ("advised", 20, 5_000_000)


def test_what_was_ticked_off_but_is_not_reached_goes_along_open(result):
    roadmap = lifted(result, **{"1.1.1": 2})
    tick_step(step=roadmap.steps.get(), done=True, by=None, now=NOW)
    assert carry(roadmap, newer_of(result)).steps.get().done_at is None


def test_what_does_not_apply_any_more_stays_behind(result):
    roadmap = lifted(result, **{"1.1.2": 3, "2.1.1": 3})
    carried = carry(roadmap, newer_of(result, **{"1.1.2": NOT_APPLICABLE}))
    assert planned_levels(carried) == {"2.1.1": 3}


def test_an_own_step_goes_along_with_no_day_that_is_over(result):
    roadmap = lifted(result, **{"1.1.1": 3})
    make_own_step(roadmap, "Họp cả nhà", due=date(2026, 12, 1))
    make_own_step(roadmap, "Mua máy in", due=date(2028, 1, 1))
    carried = carry(roadmap, newer_of(result)).steps.filter(question="")
    days = dict(carried.values_list("text", "due"))
    assert days == {"Họp cả nhà": LATER.date(), "Mua máy in": date(2028, 1, 1)}


@pytest.mark.parametrize(
    ("target", "left"),
    [
        (Target(4), Target(4)),
        (Target(2), Target()),
        (Target(4, {"1": 4, "2": 2}), Target(4, {"1": 4})),
        (Target(None, {"9": 4}), Target()),
    ],
    ids=["not reached", "reached", "a pillar reached", "a pillar given up"],
)
def test_of_the_target_goes_along_what_is_not_reached(result, target, left):
    roadmap = lifted(result, target, **{"1.1.1": 5})
    carried = carry(roadmap, newer_of(result, level=2))
    assert Target(carried.target, carried.pillar_targets) == left


def test_a_level_that_a_pillar_does_not_have_any_more_is_no_target(result):
    """A newer version may cut it into fewer levels; the fifth could never be reached then."""
    document = index_document("small")
    document["index"]["version"] = 2
    bands = [{"level": 0, "below": 40}, {"level": 1, "at_least": 40, "up_to": 100}]
    document["pillars"][0]["bands"] = bands
    version = make_index_version(document)
    newer = make_result(
        make_assessment(result.organisation, version, round=2),
        level=0,
        created_at=LATER,
    )
    roadmap = lifted(result, Target(None, {"1": 5, "2": 2}), **{"1.1.1": 5})
    assert carry(roadmap, newer).pillar_targets == {"2": 2}


def test_a_newer_roadmap_keeps_its_steps_its_target_and_their_order(result):
    earlier = lifted(result, Target(4), **{"1.1.1": 4, "2.1.1": 4})
    newer = newer_of(result)
    kept = lifted(newer, Target(3), **{"1.1.1": 2})
    carried = carry(earlier, newer)
    assert carried.pk == kept.pk
    assert carried.target == 3
    assert planned_levels(carried) == {"1.1.1": 2, "2.1.1": 4}
    orders = list(carried.steps.order_by("order").values_list("order", "question"))
    assert orders == [(1, "1.1.1"), (2, "2.1.1"), (3, "2.1.1"), (4, "2.1.1")]


def test_what_either_says_is_not_for_the_firm_is_not(result):
    earlier = lifted(result, **{"1.1.1": 3})
    Roadmap.objects.filter(pk=earlier.pk).update(left_out=["2.1.1", "3.1.1"])
    earlier.refresh_from_db()
    newer = newer_of(result)
    kept = lifted(newer, **{"3.1.1": 2})
    Roadmap.objects.filter(pk=kept.pk).update(left_out=["2.1.2"])
    assert carry(earlier, newer).left_out == ["2.1.1", "2.1.2"]


def test_where_all_is_reached_nothing_is_made(result):
    roadmap = lifted(result, **{"1.1.1": 3})
    newer = newer_of(result, level=4)
    with pytest.raises(RoadmapError) as error:
        carry(roadmap, newer)
    assert error.value.code == "nothing_open"
    assert not Roadmap.objects.filter(result=newer).exists()


def test_taking_along_is_noted_with_how_much(result):
    roadmap = lifted(result, **{"1.1.1": 3})
    carry(roadmap, newer_of(result))
    event = AuditEvent.objects.get(action="roadmap.carried")
    assert event.details == {"steps": 2, "own": 0}
