"""Making the roadmap of a round, and making it again."""

from datetime import date, timedelta

import pytest

from accounts.models import AuditEvent
from roadmap.errors import RoadmapError
from roadmap.models import Roadmap, RoadmapStep
from roadmap.planning.plan import Pace
from roadmap.planning.position import Position, Target
from roadmap.services import make_roadmap
from roadmap.steps.services import tick_step
from scoring.evaluate import evaluate
from tests.builders import (
    NOW,
    make_own_step,
    make_roadmap_of,
    planned_levels,
    two_steps,
)

pytestmark = pytest.mark.sql

LATER = NOW + timedelta(days=120)


def levels_of(step: RoadmapStep) -> range:
    return range(step.from_level, step.to_level)


def test_a_roadmap_reaches_its_target(result):
    roadmap = make_roadmap_of(result, 3)
    position = Position(result)
    after = position.with_moves(planned_levels(roadmap))
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
    outcome = evaluate(
        position.index.rubric, position.with_moves(planned_levels(roadmap))
    )
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
    RoadmapStep.objects.filter(pk=kept.pk).update(who="Anh Tư", note="Hỏi giá trước")
    own = make_own_step(roadmap)
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


def test_what_is_ticked_off_is_not_planned_again_however_many_steps_it_was(result):
    lower, higher = two_steps(make_roadmap_of(result, 5))
    RoadmapStep.objects.filter(pk=higher.pk).update(horizon=0)
    RoadmapStep.objects.filter(pk__in=[lower.pk, higher.pk]).update(done_at=NOW)
    again = make_roadmap_of(result, 5)
    steps = again.steps.filter(question=lower.question).order_by("from_level")
    assert [step.pk for step in steps[:2]] == [lower.pk, higher.pk]
    levels = list(steps.values_list("from_level", "to_level"))
    assert levels == [(level, level + 1) for level in range(1, 1 + len(levels))]


def test_a_step_that_stays_keeps_who_and_note_and_further_ones_are_for_the_same_person(
    result,
):
    position = Position(result)

    def made(top: int) -> Roadmap:
        after = position.with_moves({"1.1.1": top})
        return make_roadmap(
            result=result, after=after, target=Target(), by=None, now=NOW
        )

    first, second = made(3).steps.all()
    RoadmapStep.objects.filter(pk=second.pk).update(who="Anh Tư", note="Hỏi giá")
    steps = list(made(4).steps.all())
    assert [step.pk for step in steps[:2]] == [first.pk, second.pk]
    assert [step.who for step in steps] == ["", "Anh Tư", "Anh Tư"]
    assert [step.note for step in steps] == ["", "Hỏi giá", ""]


def test_how_it_was_found_and_what_a_month_has_for_it_are_kept(result):
    made = {"result": result, "target": Target(2), "by": None, "now": NOW}
    after = Position(result).plan(Target(2))
    pace = Pace(hours=8, money=2_000_000)
    make_roadmap(after=after, way=Roadmap.Way.FASTEST, pace=pace, **made)
    roadmap = Roadmap.objects.get()
    assert (roadmap.way, roadmap.hours, roadmap.budget) == ("fastest", 8, 2_000_000)
    slow = max(roadmap.steps.values_list("due", flat=True))

    make_roadmap(after=after, **made)
    roadmap.refresh_from_db()
    assert (roadmap.way, roadmap.hours) == ("own", 8), "left as it is"
    make_roadmap(after=after, pace=Pace(), **made)
    roadmap.refresh_from_db()
    assert (roadmap.hours, roadmap.budget) == (None, None)
    assert max(roadmap.steps.values_list("due", flat=True)) < slow
