"""Writes: making the roadmap of a round, and what every other write of it needs."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.audit.services import record_event
from accounts.models import User
from roadmap.errors import RoadmapError
from roadmap.models import Roadmap, RoadmapStep
from roadmap.planning.plan import Pace, Planned, Raise, Rise, month_later
from roadmap.planning.position import Position, Target
from roadmap.queries import GONE, open_steps_of, roadmap_of, tops_of
from survey.models import Assessment, Result


@transaction.atomic
def make_roadmap(
    *,
    result: Result,
    after: Sequence[int],
    target: Target,
    by: User | None,
    now: datetime,
    left_out: Collection[str] | None = None,
    way: str = Roadmap.Way.OWN,
    pace: Pace | None = None,
) -> Roadmap:
    """The roadmap of a round with exactly the steps from `result` to `after`.

    In place of its last: what was ticked off stays so, own steps stay, and who does a
    step stays with its question.
    left_out: what is not for the enterprise, None to leave that as it is; what is
    raised is for it, whatever was said of it before. way: how `after` was found.
    pace: what a month has for it, None to leave that as it is.
    Raises RoadmapError: `no_steps`.
    """
    position = Position(result)
    if not position.is_raised_in(after):
        raise RoadmapError("no_steps")
    roadmap = open_roadmap(result, target, by, now)
    keep_way(roadmap, way, pace)
    steps = list(roadmap.steps.all())
    codes = set(roadmap.left_out)
    # Taken along from an earlier version of the index, a question may be gone.
    if left_out is not None:
        codes = {code for code in left_out if code in position.place}
    raises = position.raises(after, codes)
    raises_left = _not_done(raises, steps)
    keep_left_out(roadmap, codes - {step.question for step in raises_left})
    plan = position.planned(raises_left, pace_of(roadmap))
    gone = _replace(roadmap, open_steps_of(steps), plan, now)
    details = {"steps": len(raises), "target": target.level, "way": way, **gone}
    record("roadmap.made", roadmap, by, now, **details)
    return roadmap


def keep_way(roadmap: Roadmap, way: str, pace: Pace | None) -> None:
    """How its steps were found; and what a month has for them, None to leave that as it is."""
    roadmap.way = way
    if pace is not None:
        roadmap.hours = pace.hours
        roadmap.budget = pace.money
    roadmap.save(update_fields=["way", "hours", "budget"])


def pace_of(roadmap: Roadmap) -> Pace:
    return Pace(roadmap.hours, roadmap.budget)


def _not_done(raises: Sequence[Raise], steps: Sequence[RoadmapStep]) -> list[Raise]:
    """Without what is ticked off already."""
    done = tops_of([step for step in steps if step.done_at])
    return [step for step in raises if step.to_level > done.get(step.question, 0)]


def open_roadmap(
    result: Result, target: Target, by: User | None, now: datetime
) -> Roadmap:
    """The roadmap of the result's round with this target; a new one where none is."""
    lock_round(result)
    roadmap = roadmap_of(result)
    if roadmap is None:
        roadmap = Roadmap.objects.create(
            result=result, organisation_id=result.organisation_id, made_at=now
        )
    roadmap.target = target.level
    roadmap.pillar_targets = dict(target.pillars)
    roadmap.made_at = now
    roadmap.made_by = by
    roadmap.save(update_fields=["target", "pillar_targets", "made_at", "made_by"])
    return roadmap


def lock_round(result: Result) -> None:
    """Until the transaction ends.

    So two clicks make one roadmap, and take nothing along twice.
    """
    Assessment.objects.select_for_update().get(pk=result.assessment_id)


def keep_left_out(roadmap: Roadmap, codes: Collection[str]) -> None:
    roadmap.left_out = sorted(codes)
    roadmap.save(update_fields=["left_out"])


def unsaved_step(
    roadmap: Roadmap,
    part: Rise,
    order: int,
    now: datetime,
) -> RoadmapStep:
    """Without the day and the part of the year in which it stands."""
    return RoadmapStep(
        roadmap=roadmap,
        question=part.question,
        from_level=part.from_level,
        to_level=part.to_level,
        order=order,
        changed_at=now,
    )


def _replace(
    roadmap: Roadmap, open_steps: list[RoadmapStep], plan: list[Planned], now: datetime
) -> dict:
    """Put the plan in place of the open steps, and tell the log which have gone.

    A step of a question that stays keeps its identity, and so who does it and its note;
    further steps of the question are for the same person.
    """
    reusable = _Reusable(open_steps)
    kept = [reusable.same_level(part) for part in plan]
    day = today(now)
    for order, (part, same) in enumerate(zip(plan, kept, strict=True), start=1):
        step = same or reusable.same_question(part)
        if step is None:
            who = reusable.who.get(part.question, "")
            step = RoadmapStep(roadmap=roadmap, question=part.question, who=who)
        step.from_level = part.from_level
        step.to_level = part.to_level
        step.horizon = part.horizon
        step.order = order
        step.due = month_later(day, part.finish)
        step.changed_at = now
        step.save()
    return take_away(reusable.steps)


def take_away(steps: Iterable[RoadmapStep]) -> dict:
    """Delete them; what the log keeps of it."""
    steps = list(steps)
    RoadmapStep.objects.filter(pk__in=[step.pk for step in steps]).delete()
    return gone_details(steps)


def gone_details(steps: Sequence[RoadmapStep]) -> dict:
    """A calendar that has these steps learns by it that they are off."""
    gone = [[str(step.public_id), str(step.due)] for step in steps]
    return {GONE: gone} if gone else {}


class _Reusable:
    """Open steps that no part of a new plan has taken yet; none of the owner's own."""

    def __init__(self, open_steps: list[RoadmapStep]) -> None:
        self.steps = [step for step in open_steps if not step.is_own]
        self.who: dict[str, str] = {}
        for step in self.steps:
            if step.who:
                self.who.setdefault(step.question, step.who)

    def same_level(self, part: Planned) -> RoadmapStep | None:
        return self._take(part, part.to_level)

    def same_question(self, part: Planned) -> RoadmapStep | None:
        return self._take(part, None)

    def _take(self, part: Planned, level: int | None) -> RoadmapStep | None:
        for step in self.steps:
            is_same = step.question == part.question
            if is_same and level in (None, step.to_level):
                self.steps.remove(step)
                return step
        return None


def today(now: datetime) -> date:
    return timezone.localdate(now)


def record(
    action: str, roadmap: Roadmap, by: User | None, now: datetime, **details
) -> None:
    record_event(
        action=action,
        organisation=roadmap.organisation,
        actor=by,
        subject=f"result:{roadmap.result.public_id}",
        now=now,
        details=details,
    )
