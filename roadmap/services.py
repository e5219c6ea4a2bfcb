"""Writes: making a roadmap, ticking off, changing and leaving out its steps, taking open ones along."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.services import record_event
from roadmap.errors import RoadmapError
from roadmap.models import Roadmap, RoadmapStep
from roadmap.planning.plan import (
    HORIZONS,
    LATER,
    Planned,
    Raise,
    bases,
    month_later,
    planned,
)
from roadmap.planning.position import Position, Target
from roadmap.queries import already_there, roadmap_of, tops_of
from survey.models import Assessment, Result

MOST_OWN_STEPS = 40
MONTHS_OF_OWN = {
    0: 1,
    3: 3,
    6: 6,
    12: 12,
    24: 18,
}  # when a step is due that no index tells the months of


@transaction.atomic
def make_roadmap(
    *,
    result: Result,
    after: Sequence[int],
    target: Target,
    by: User | None,
    now: datetime,
    left_out: Collection[str] | None = None,
) -> Roadmap:
    """The roadmap of a round with exactly the steps from the levels of `result` to `after`, in place of its last.

    What was ticked off stays so, own steps stay, and who does a step stays with its question. left_out: what is not
    for the enterprise, None to leave that as it is; what is raised is for it, whatever was said of it before.
    Raises RoadmapError: `no_steps`.
    """
    standing = Position(result)
    raises = standing.raises(after)
    if not raises:
        raise RoadmapError("no_steps")
    roadmap = _roadmap_of(result, target, by, now)
    kept = list(roadmap.steps.all())
    done = tops_of(step for step in kept if step.done_at)
    left = [one for one in raises if one.to_level > done.get(one.question, 0)]
    said = (
        roadmap.left_out
        if left_out is None
        else [code for code in left_out if code in standing.place]
    )
    _keep_left_out(roadmap, set(said) - {one.question for one in left})
    _replace(
        roadmap,
        [step for step in kept if not step.done_at],
        planned(left, standing.facts, result.size),
        now,
    )
    _record("roadmap.made", roadmap, by, now, steps=len(raises), target=target.level)
    return roadmap


def _roadmap_of(
    result: Result, target: Target, by: User | None, now: datetime
) -> Roadmap:
    _lock_round(result)
    roadmap = roadmap_of(result)
    if roadmap is None:
        made = {"organisation_id": result.organisation_id, "made_at": now}
        roadmap = Roadmap.objects.create(result=result, **made)
    roadmap.target, roadmap.pillar_targets = target.level, dict(target.pillars)
    roadmap.made_at, roadmap.made_by = now, by
    roadmap.save(update_fields=["target", "pillar_targets", "made_at", "made_by"])
    return roadmap


def _lock_round(result: Result) -> None:
    """Until the transaction ends: two clicks make one roadmap, and take nothing along twice."""
    Assessment.objects.select_for_update().get(pk=result.assessment_id)


def _left_out_now(roadmap: Roadmap) -> set[str]:
    """Read again and locked, so that of two clicks at once both count."""
    return set(
        Roadmap.objects.select_for_update()
        .values_list("left_out", flat=True)
        .get(pk=roadmap.pk)
    )


def _keep_left_out(roadmap: Roadmap, codes: Collection[str]) -> None:
    roadmap.left_out = sorted(codes)
    roadmap.save(update_fields=["left_out"])


def _replace(
    roadmap: Roadmap, open_steps: list[RoadmapStep], plan: list[Planned], now: datetime
) -> None:
    """Put the plan in place of the open steps; a step of a question that stays keeps its identity."""
    reusable: dict[str, list[RoadmapStep]] = {}
    for step in open_steps:
        if not step.is_own:
            reusable.setdefault(step.question, []).append(step)
    for order, one in enumerate(plan, start=1):
        same = reusable.get(one.question)
        step = (
            same.pop(0) if same else RoadmapStep(roadmap=roadmap, question=one.question)
        )
        step.from_level, step.to_level, step.horizon, step.order = (
            one.from_level,
            one.to_level,
            one.horizon,
            order,
        )
        step.due, step.changed_at = month_later(today(now), one.finish), now
        step.save()
    RoadmapStep.objects.filter(
        pk__in=[step.pk for left in reusable.values() for step in left]
    ).delete()


def today(now: datetime) -> date:
    return timezone.localdate(now)


@transaction.atomic
def tick_step(
    *, step: RoadmapStep, done: bool, by: User | None, now: datetime
) -> RoadmapStep:
    """Tick off, or take the tick back. The same once more changes nothing."""
    if bool(step.done_at) == done:
        return step
    step.done_at, step.done_by, step.changed_at = (
        (now, by, now) if done else (None, None, now)
    )
    step.save(update_fields=["done_at", "done_by", "changed_at"])
    _record(
        "roadmap.step_done" if done else "roadmap.step_reopened",
        step.roadmap,
        by,
        now,
        step=str(step.public_id),
    )
    return step


@transaction.atomic
def change_step(
    *,
    step: RoadmapStep,
    horizon: int,
    due: date | None,
    who: str,
    note: str,
    by: User | None,
    now: datetime,
    text: str | None = None,
) -> list[RoadmapStep]:
    """Change a step. Later than it was, it takes along what builds on it: these are given back.

    Without `due`, the end of the part of the year it stands in; of an own step the day says which part.
    Raises RoadmapError: `stands_on` with the step that must come first.
    """
    steps = list(step.roadmap.steps.select_for_update())
    standing = Position(step.roadmap.result)
    below = _below(steps, standing)
    for other in steps:
        if other.pk in below[step.pk] and not other.done_at and other.horizon > horizon:
            raise RoadmapError("stands_on", step=other)
    if step.is_own:
        step.text, horizon = text or step.text, _part_of(horizon, due, step.roadmap)
    step.horizon, step.who, step.note, step.changed_at = horizon, who, note, now
    step.due = due or month_later(today(step.roadmap.made_at), MONTHS_OF_OWN[horizon])
    step.save(update_fields=["text", "horizon", "who", "note", "due", "changed_at"])
    moved = [
        other
        for other in steps
        if step.pk in below[other.pk] and other.horizon < horizon and not other.done_at
    ]
    for other in moved:
        other.horizon, other.changed_at = horizon, now
        other.due = max(other.due, step.due)
        other.save(update_fields=["horizon", "due", "changed_at"])
    _record(
        "roadmap.step_changed",
        step.roadmap,
        by,
        now,
        step=str(step.public_id),
        moved=len(moved),
    )
    return moved


def _below(steps: list[RoadmapStep], standing: Position) -> dict[int, set[int]]:
    """Of each step the ids of those it builds on; lower levels of its own question among them."""
    known = {step.question for step in steps if step.question in standing.place}
    found = bases(known, standing.facts)
    return {
        step.pk: {
            other.pk
            for other in steps
            if other.question in found.get(step.question, ())
            or (
                step.question
                and other.question == step.question
                and other.to_level <= step.from_level
            )
        }
        for step in steps
    }


def _part_of(horizon: int, due: date | None, roadmap: Roadmap) -> int:
    """Where a step of the owner's own stands: where it is done, unless it is to begin right away."""
    if due is None or horizon == RoadmapStep.Horizon.NOW:
        return horizon
    since = today(roadmap.made_at)
    return next(
        (part for part in HORIZONS[1:-1] if due <= month_later(since, part)), LATER
    )


@transaction.atomic
def add_step(
    *,
    roadmap: Roadmap,
    text: str,
    horizon: int,
    due: date | None,
    who: str,
    note: str,
    by: User | None,
    now: datetime,
) -> RoadmapStep:
    """A step of the owner's own, last in its part of the year; a day given says which one.

    Raises RoadmapError: `too_many`.
    """
    steps = list(roadmap.steps.select_for_update())
    if sum(step.is_own for step in steps) >= MOST_OWN_STEPS:
        raise RoadmapError("too_many", most=MOST_OWN_STEPS)
    step = RoadmapStep.objects.create(
        roadmap=roadmap,
        text=text,
        horizon=_part_of(horizon, due, roadmap),
        order=max((step.order for step in steps), default=0) + 1,
        due=due or month_later(today(now), MONTHS_OF_OWN[horizon]),
        who=who,
        note=note,
        changed_at=now,
    )
    _record("roadmap.step_added", roadmap, by, now, step=str(step.public_id))
    return step


@transaction.atomic
def remove_step(*, step: RoadmapStep, by: User | None, now: datetime) -> int:
    """Remove a step, and with it the open ones that lift the same question higher. How many steps were removed."""
    gone = [step]
    if not step.is_own:
        higher = step.roadmap.steps.filter(
            question=step.question, from_level__gte=step.to_level, done_at__isnull=True
        )
        gone += list(higher.exclude(pk=step.pk))
    for one in gone:
        _record(
            "roadmap.step_removed",
            step.roadmap,
            by,
            now,
            step=str(one.public_id),
            question=one.question,
        )
    RoadmapStep.objects.filter(pk__in=[one.pk for one in gone]).delete()
    return len(gone)


@transaction.atomic
def leave_out(*, step: RoadmapStep, by: User | None, now: datetime) -> int:
    """The question of this step is not for the enterprise: its open steps go, and the easiest way leaves it as it is.

    How many steps were removed; none for a step of the owner's own, which is simply removed instead.
    """
    if step.is_own:
        return 0
    roadmap = step.roadmap
    gone = roadmap.steps.filter(question=step.question, done_at__isnull=True)
    count = gone.count()
    gone.delete()
    _keep_left_out(roadmap, {*_left_out_now(roadmap), step.question})
    _record("roadmap.left_out", roadmap, by, now, question=step.question, steps=count)
    return count


@transaction.atomic
def take_back(
    *, roadmap: Roadmap, question: str, by: User | None, now: datetime
) -> None:
    """A question left out is for the enterprise after all. One that is not left out changes nothing."""
    left_out = _left_out_now(roadmap)
    if question in left_out:
        _keep_left_out(roadmap, left_out - {question})
        _record("roadmap.taken_back", roadmap, by, now, question=question)


@transaction.atomic
def carry_over(
    *, roadmap: Roadmap, result: Result, by: User | None, now: datetime
) -> Roadmap:
    """Take what is still open along to a newer result: what it has not reached, and own steps not ticked off.

    Questions the newer roadmap has already are left as they stand there. Raises RoadmapError: `nothing_open`.
    """
    _lock_round(result)
    standing = Position(result)
    newer, steps = roadmap_of(result), list(roadmap.steps.all())
    there, texts = already_there(newer)
    open_raises = _still_open(steps, standing, there)
    own = [
        step
        for step in steps
        if step.is_own and not step.done_at and step.text not in texts
    ]
    if not open_raises and not own:
        raise RoadmapError("nothing_open")
    newer = newer or _roadmap_of(result, _carried_target(roadmap, standing), by, now)
    _keep_left_out(newer, {*newer.left_out, *(set(roadmap.left_out) - there)})
    last = max((step.order for step in newer.steps.all()), default=0)
    who = {step.question: (step.who, step.note) for step in steps}
    for order, one in enumerate(
        planned(open_raises, standing.facts, result.size), start=last + 1
    ):
        RoadmapStep.objects.create(
            roadmap=newer,
            question=one.question,
            from_level=one.from_level,
            to_level=one.to_level,
            horizon=one.horizon,
            order=order,
            who=who[one.question][0],
            note=who[one.question][1],
            due=month_later(today(now), one.finish),
            changed_at=now,
        )
    for step in own:
        due = max(step.due, today(now))
        add_step(
            roadmap=newer,
            text=step.text,
            horizon=step.horizon,
            due=due,
            who=step.who,
            note=step.note,
            by=by,
            now=now,
        )
    _record("roadmap.carried", newer, by, now, steps=len(open_raises), own=len(own))
    return newer


def _still_open(
    steps: list[RoadmapStep], standing: Position, there: set[str]
) -> list[Raise]:
    """Single levels from where the newer result stands to where each question was to go."""
    tops = {
        code: min(top, standing.top(code))
        for code, top in tops_of(steps).items()
        if code not in there and standing.level(code) >= 0
    }
    return standing.raises(standing.with_raises(tops))


def _carried_target(roadmap: Roadmap, standing: Position) -> Target:
    """What the newer result has not reached of the target before."""
    level, codes = standing.outcome.level, standing.index.rubric.pillars
    now = dict(zip(codes, standing.outcome.pillar_levels, strict=True))
    is_open = (
        roadmap.target in standing.index.rubric.levels
        and level is not None
        and roadmap.target > level
    )
    pillars = {
        code: wanted
        for code, wanted in roadmap.pillar_targets.items()
        if now.get(code) is not None and wanted > now[code]
    }
    return Target(roadmap.target if is_open else None, pillars)


def _record(
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
