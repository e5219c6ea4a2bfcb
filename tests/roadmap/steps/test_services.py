"""Single steps: ticked off, changed, added, removed, left out."""

from datetime import date, timedelta

import pytest

from accounts.models import AuditEvent
from roadmap.errors import RoadmapError
from roadmap.models import Roadmap, RoadmapStep
from roadmap.steps.services import (
    change_step,
    leave_out,
    remove_step,
    take_back,
    tick_step,
)
from tests.builders import (
    NOW,
    make_own_step,
    make_roadmap_of,
    two_steps,
)

pytestmark = pytest.mark.sql

LATER = NOW + timedelta(days=120)


def change(step: RoadmapStep, **fields) -> list[RoadmapStep]:
    usual = {
        "horizon": step.horizon,
        "due": step.due,
        "who": step.who,
        "note": step.note,
    }
    return change_step(step=step, by=None, now=NOW, **{**usual, **fields})


def two_levels(result) -> tuple[RoadmapStep, RoadmapStep]:
    """Two steps of one question, the second in a later part of the year."""
    return two_steps(make_roadmap_of(result, 5))


def test_a_tick_is_kept_once_and_can_be_taken_back(result, owner):
    step = make_roadmap_of(result).steps.first()
    tick_step(step=step, done=True, by=owner.user, now=NOW)
    tick_step(step=step, done=True, by=owner.user, now=LATER)
    step.refresh_from_db()
    assert (step.done_at, step.done_by) == (NOW, owner.user)
    tick_step(step=step, done=False, by=owner.user, now=LATER)
    step.refresh_from_db()
    assert step.done_at is None
    assert AuditEvent.objects.filter(action__startswith="roadmap.step_").count() == 2


def test_a_step_cannot_move_before_what_it_builds_on(result):
    first, second = two_levels(result)
    change(first, horizon=second.horizon)
    with pytest.raises(RoadmapError, match="stands_on") as error:
        change(second, horizon=0)
    assert error.value.params["step"].pk == first.pk
    second.refresh_from_db()
    assert second.horizon != 0


def test_a_step_moved_later_takes_along_what_builds_on_it(result):
    first, second = two_levels(result)
    RoadmapStep.objects.filter(pk=second.pk).update(horizon=3)
    RoadmapStep.objects.filter(pk=first.pk).update(horizon=0)
    first.refresh_from_db()
    moved = change(first, horizon=12, due=None)
    assert second.pk in {step.pk for step in moved}
    second.refresh_from_db()
    assert second.horizon == 12
    assert second.due >= first.due


@pytest.mark.parametrize(
    ("chosen", "due", "stands"),
    [
        (12, date(2026, 12, 31), 3),
        (3, date(2027, 5, 20), 6),
        (3, date(2027, 5, 21), 12),
        (3, date(2027, 11, 21), 24),
        (12, None, 12),
        (0, date(2027, 5, 20), 0),
    ],
)
def test_an_own_step_with_a_day_stands_where_it_is_done_unless_it_begins_right_away(
    result, chosen, due, stands
):
    own = make_own_step(make_roadmap_of(result), horizon=chosen, due=due)
    assert own.horizon == stands
    RoadmapStep.objects.filter(pk=own.pk).update(horizon=24)
    own.refresh_from_db()
    change(own, horizon=chosen, due=due)
    own.refresh_from_db()
    assert own.horizon == stands


def test_a_step_of_the_index_stays_in_the_part_its_owner_chose_whatever_its_day(result):
    step = make_roadmap_of(result).steps.first()
    change(step, horizon=12, due=date(2026, 12, 31))
    step.refresh_from_db()
    assert (step.horizon, step.due) == (12, date(2026, 12, 31))


def test_own_steps_stand_last_and_can_be_removed(result):
    roadmap = make_roadmap_of(result)
    own = make_own_step(roadmap, "Gọi kế toán", horizon=0)
    assert own.is_own
    assert own.order == max(roadmap.steps.values_list("order", flat=True))
    remove_step(step=own, by=None, now=NOW)
    assert not roadmap.steps.filter(question="").exists()


def test_with_a_step_go_the_higher_levels_of_its_question(result):
    first, second = two_levels(result)
    others = first.roadmap.steps.exclude(question=first.question).count()
    assert remove_step(step=first, by=None, now=NOW) >= 2
    assert not RoadmapStep.objects.filter(pk=second.pk).exists()
    assert first.roadmap.steps.count() == others


def test_own_steps_are_bounded(result):
    roadmap = make_roadmap_of(result)
    for number in range(40):
        make_own_step(roadmap, f"Việc {number}")
    with pytest.raises(RoadmapError, match="too_many"):
        make_own_step(roadmap, "Thêm nữa")


@pytest.mark.parametrize(
    ("horizon", "due"),
    [
        (0, date(2026, 12, 20)),
        (3, date(2027, 2, 20)),
        (6, date(2027, 5, 20)),
        (12, date(2027, 11, 20)),
        (24, date(2028, 5, 20)),
    ],
)
def test_an_own_step_without_a_day_is_due_at_the_end_of_its_part(result, horizon, due):
    assert make_own_step(make_roadmap_of(result), horizon=horizon).due == due


def test_an_own_step_keeps_its_words_unless_others_are_given(result):
    own = make_own_step(make_roadmap_of(result))
    change(own, who="Chị Ba")
    own.refresh_from_db()
    assert (own.text, own.who) == ("Họp cả nhà", "Chị Ba")
    change(own, text="Họp cả xóm")
    own.refresh_from_db()
    assert own.text == "Họp cả xóm"


def test_the_words_of_a_step_of_the_index_are_not_its_owners_to_change(result):
    step = make_roadmap_of(result).steps.first()
    change(step, text="Gì đó khác")
    step.refresh_from_db()
    assert step.text == ""


def test_what_is_ticked_off_forbids_no_move_and_is_not_moved_along(result):
    first, second = two_levels(result)
    RoadmapStep.objects.filter(pk=first.pk).update(horizon=24, done_at=NOW)
    assert change(second, horizon=0) == []
    RoadmapStep.objects.filter(pk=first.pk).update(horizon=0, done_at=None)
    RoadmapStep.objects.filter(pk=second.pk).update(horizon=3, done_at=NOW)
    first.refresh_from_db()
    assert change(first, horizon=12) == []


def test_what_moves_along_keeps_a_later_day_of_its_own(result):
    first, second = two_levels(result)
    later = date(2030, 1, 1)
    RoadmapStep.objects.filter(pk=second.pk).update(horizon=3, due=later)
    RoadmapStep.objects.filter(pk=first.pk).update(horizon=0)
    first.refresh_from_db()
    (moved,) = change(first, horizon=12, due=None)
    assert (moved.pk, moved.due) == (second.pk, later)


def test_a_change_is_noted_with_how_many_moved(result):
    step = make_roadmap_of(result).steps.first()
    change(step, note="Gọi trước")
    details = AuditEvent.objects.get(action="roadmap.step_changed").details
    assert details == {"step": str(step.public_id), "moved": 0}


def test_what_was_ticked_off_at_a_higher_level_stays_when_the_lower_is_removed(result):
    first, second = two_levels(result)
    RoadmapStep.objects.filter(pk=second.pk).update(done_at=NOW)
    assert remove_step(step=first, by=None, now=NOW) == 1
    assert RoadmapStep.objects.filter(pk=second.pk).exists()


# Left out


def test_left_out_the_open_steps_of_the_question_go_and_what_is_done_stays(result):
    first, second = two_levels(result)
    roadmap, others = first.roadmap, first.roadmap.steps.count() - 2
    RoadmapStep.objects.filter(pk=first.pk).update(done_at=NOW)
    assert leave_out(step=second, by=None, now=NOW) == 1
    roadmap.refresh_from_db()
    assert roadmap.left_out == [first.question]
    assert roadmap.steps.count() == others + 1
    details = AuditEvent.objects.get(action="roadmap.left_out").details
    gone = [[str(second.public_id), str(second.due)]]
    assert details == {"question": first.question, "steps": 1, "taken_away": gone}


def test_a_step_of_the_owners_own_cannot_be_left_out(result):
    roadmap = make_roadmap_of(result)
    own = make_own_step(roadmap)
    assert leave_out(step=own, by=None, now=NOW) == 0
    roadmap.refresh_from_db()
    assert roadmap.left_out == []
    assert roadmap.steps.filter(pk=own.pk).exists()


def test_of_two_clicks_at_once_both_are_left_out(result):
    roadmap = make_roadmap_of(result, 5)
    first, second = roadmap.steps.all()[:2]
    stale = Roadmap.objects.get(pk=roadmap.pk)
    first.roadmap, second.roadmap = roadmap, stale
    leave_out(step=first, by=None, now=NOW)
    leave_out(step=second, by=None, now=NOW)
    roadmap.refresh_from_db()
    assert roadmap.left_out == sorted({first.question, second.question})


def test_taken_back_once_it_is_for_the_firm_and_twice_changes_nothing(result):
    roadmap = make_roadmap_of(result)
    step = roadmap.steps.first()
    leave_out(step=step, by=None, now=NOW)
    for _time in range(2):
        take_back(roadmap=roadmap, question=step.question, by=None, now=NOW)
    roadmap.refresh_from_db()
    assert roadmap.left_out == []
    assert AuditEvent.objects.filter(action="roadmap.taken_back").count() == 1
