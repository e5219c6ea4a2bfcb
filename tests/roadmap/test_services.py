from datetime import date, timedelta

import pytest

from accounts.models import AuditEvent
from roadmap.errors import RoadmapError
from roadmap.models import Roadmap, RoadmapStep
from roadmap.planning.plan import month_later
from roadmap.planning.position import Position, Target
from roadmap.services import make_roadmap
from roadmap.steps.carrying import carry_over
from roadmap.steps.services import add_step, change_step, remove_step, tick_step
from scoring.evaluate import evaluate
from tests.builders import (
    NOW,
    make_assessment,
    make_result,
    make_roadmap_of,
    split_step,
)

pytestmark = pytest.mark.sql

LATER = NOW + timedelta(days=120)


def questions(roadmap: Roadmap) -> dict[str, int]:
    """How far each question goes."""
    return {
        step.question: step.to_level
        for step in roadmap.steps.order_by("to_level")
        if step.question
    }


def change(step: RoadmapStep, **fields) -> list[RoadmapStep]:
    usual = {
        "horizon": step.horizon,
        "due": step.due,
        "who": step.who,
        "note": step.note,
    }
    return change_step(step=step, by=None, now=NOW, **{**usual, **fields})


def test_a_roadmap_reaches_its_target(result):
    roadmap = make_roadmap_of(result, 3)
    position = Position(result)
    after = position.with_moves(questions(roadmap))
    assert evaluate(position.index.rubric, after).level >= 3
    assert roadmap.target == 3
    assert AuditEvent.objects.get(action="roadmap.made").details["target"] == 3


def test_own_targets_of_pillars_are_reached_and_the_others_left_as_they_are(result):
    position = Position(result)
    code = position.index.pillars[1]["code"]
    target = Target(None, {code: 4})
    roadmap = make_roadmap(
        result=result, after=position.cheapest(target), target=target, by=None, now=NOW
    )
    outcome = evaluate(position.index.rubric, position.with_moves(questions(roadmap)))
    assert outcome.pillar_levels[1] >= 4
    assert outcome.pillar_points[0] == position.outcome.pillar_points[0]
    assert roadmap.pillar_targets == {code: 4}
    assert roadmap.target is None


def test_a_target_must_be_named_and_reachable(result):
    position = Position(result)
    with pytest.raises(RoadmapError, match="nothing_asked"):
        position.cheapest(Target())
    with pytest.raises(RoadmapError, match="no_steps"):
        make_roadmap(
            result=result, after=position.levels, target=Target(3), by=None, now=NOW
        )
    assert not Roadmap.objects.exists()


def test_steps_are_due_when_their_months_are_over(result):
    roadmap = make_roadmap_of(result, 3)
    for step in roadmap.steps.all():
        assert step.due > date(2026, 11, 20)
    assert list(roadmap.steps.values_list("order", flat=True)) == list(
        range(1, roadmap.steps.count() + 1)
    )


def test_made_again_it_keeps_what_is_done_own_steps_people_and_identities(result):
    roadmap = make_roadmap_of(result, 3)
    done, kept = list(roadmap.steps.all())[:2]
    tick_step(step=done, done=True, by=None, now=NOW)
    change(kept, who="Anh Tư", note="Hỏi giá trước")
    own = add_step(
        roadmap=roadmap,
        text="Họp cả nhà",
        horizon=3,
        due=None,
        who="",
        note="",
        by=None,
        now=NOW,
    )
    again = make_roadmap_of(result, 4)
    assert again.pk == roadmap.pk
    assert again.steps.get(pk=done.pk).done_at
    assert again.steps.get(pk=kept.pk).who == "Anh Tư"
    assert again.steps.filter(pk=own.pk).exists()
    raised = [
        (step.question, level)
        for step in again.steps.all()
        if step.question
        for level in levels_of(step)
    ]
    assert len(raised) == len(set(raised)), "nothing twice"


def levels_of(step: RoadmapStep) -> range:
    return range(step.from_level, step.to_level)


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


def two_levels(result) -> tuple[RoadmapStep, RoadmapStep]:
    """Two steps of one question, the second in a later part of the year."""
    return split_step(make_roadmap_of(result, 5))


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
    fields = {"text": "Họp cả nhà", "who": "", "note": "", "by": None, "now": NOW}
    own = add_step(roadmap=make_roadmap_of(result), horizon=chosen, due=due, **fields)
    assert own.horizon == stands
    RoadmapStep.objects.filter(pk=own.pk).update(horizon=24)
    own.refresh_from_db()
    change_step(step=own, horizon=chosen, due=due, **fields)
    own.refresh_from_db()
    assert own.horizon == stands


def test_a_step_of_the_index_stays_in_the_part_its_owner_chose_whatever_its_day(result):
    step = make_roadmap_of(result).steps.first()
    change(step, horizon=12, due=date(2026, 12, 31))
    step.refresh_from_db()
    assert (step.horizon, step.due) == (12, date(2026, 12, 31))


def test_own_steps_stand_last_and_can_be_removed(result):
    roadmap = make_roadmap_of(result)
    own = add_step(
        roadmap=roadmap,
        text="Gọi kế toán",
        horizon=0,
        due=date(2026, 12, 1),
        who="Chị Ba",
        note="",
        by=None,
        now=NOW,
    )
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
    add = {
        "roadmap": roadmap,
        "horizon": 0,
        "due": None,
        "who": "",
        "note": "",
        "by": None,
        "now": NOW,
    }
    for number in range(40):
        add_step(text=f"Việc {number}", **add)
    with pytest.raises(RoadmapError, match="too_many"):
        add_step(text="Thêm nữa", **add)


def test_open_steps_go_along_into_the_next_round_without_what_is_reached(result):
    roadmap = make_roadmap_of(result, 4)
    add = {"due": None, "who": "", "note": "", "by": None, "now": NOW}
    add_step(roadmap=roadmap, text="Họp cả nhà", horizon=3, **add)
    done = add_step(roadmap=roadmap, text="Đã làm", horizon=3, **add)
    tick_step(step=done, done=True, by=None, now=NOW)
    wanted, position, before = (
        questions(roadmap),
        Position(result),
        roadmap.steps.count(),
    )
    reached = next(iter(wanted))
    levels = position.with_moves({reached: wanted[reached]})
    round_two = make_assessment(result.organisation, round=2)
    newer = make_result(round_two, levels=levels, created_at=LATER)
    carried = carry_over(roadmap=roadmap, result=newer, by=None, now=LATER)
    assert questions(carried) == {
        code: level for code, level in wanted.items() if code != reached
    }
    assert [step.text for step in carried.steps.filter(question="")] == ["Họp cả nhà"]
    assert carried.target == 4
    with pytest.raises(RoadmapError, match="nothing_open"):
        carry_over(roadmap=roadmap, result=newer, by=None, now=LATER)
    assert roadmap.steps.count() == before, "the old one stays"


def test_what_is_ticked_off_is_not_planned_again_however_many_steps_it_was(result):
    lower, higher = two_levels(result)
    RoadmapStep.objects.filter(pk=higher.pk).update(horizon=0)
    RoadmapStep.objects.filter(pk__in=[lower.pk, higher.pk]).update(done_at=NOW)
    again = make_roadmap_of(result, 5)
    assert again.steps.filter(question=lower.question).count() == 2


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
    ],
)
def test_months_end_where_they_end(day, months, expected):
    assert month_later(day, months) == expected
