"""Writes of single steps: ticked off, changed, added, removed, left out."""

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from roadmap.errors import RoadmapError
from roadmap.models import Roadmap, RoadmapStep
from roadmap.planning.plan import (
    HORIZONS,
    LATER,
    Raise,
    bases,
    is_before,
    month_later,
)
from roadmap.planning.position import Position
from roadmap.services import (
    gone_details,
    keep_left_out,
    pace_of,
    record,
    take_away,
    today,
    unsaved_step,
)

MOST_OWN_STEPS = 40
# When a step is due that no index tells the months of.
MONTHS_OF_OWN = {0: 1, 3: 3, 6: 6, 12: 12, 24: 18}


@transaction.atomic
def tick_step(
    *, step: RoadmapStep, done: bool, by: User | None, now: datetime
) -> RoadmapStep:
    """Tick off, or take the tick back. The same once more changes nothing."""
    if bool(step.done_at) == done:
        return step
    step.done_at, step.done_by = (now, by) if done else (None, None)
    step.changed_at = now
    step.save(update_fields=["done_at", "done_by", "changed_at"])
    action = "roadmap.step_done" if done else "roadmap.step_reopened"
    record(action, step.roadmap, by, now, step=str(step.public_id))
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
    """Change a step.

    Later than it was, it takes along what builds on it: these are given back.
    Without `due`, the end of the part of the year it stands in; of an own step the day
    says which part.
    Raises RoadmapError: `stands_on` with the step that must come first.
    """
    roadmap = step.roadmap
    steps = list(roadmap.steps.select_for_update())
    below = _below(steps, Position(roadmap.result))
    # What is ticked off has come first already, wherever it stands.
    for other in steps:
        is_base = other.pk in below[step.pk] and not other.done_at
        if is_base and other.horizon > horizon:
            raise RoadmapError("stands_on", step=other)
    if step.is_own:
        step.text, horizon = text or step.text, _part_of(horizon, due, roadmap)
    step.horizon = horizon
    step.who = who
    step.note = note
    step.changed_at = now
    step.due = due or month_later(today(roadmap.made_at), MONTHS_OF_OWN[horizon])
    step.save(update_fields=["text", "horizon", "who", "note", "due", "changed_at"])
    moved = _move_along(step, steps, below, now)
    details = {"step": str(step.public_id), "moved": len(moved)}
    record("roadmap.step_changed", roadmap, by, now, **details)
    return moved


def _move_along(
    step: RoadmapStep,
    steps: list[RoadmapStep],
    below: dict[int, set[int]],
    now: datetime,
) -> list[RoadmapStep]:
    """What builds on the step can stand no earlier than it does."""
    moved = []
    for other in steps:
        builds_on_it = step.pk in below[other.pk] and not other.done_at
        if builds_on_it and other.horizon < step.horizon:
            other.horizon = step.horizon
            other.changed_at = now
            other.due = max(other.due, step.due)
            other.save(update_fields=["horizon", "due", "changed_at"])
            moved.append(other)
    return moved


def _below(steps: list[RoadmapStep], position: Position) -> dict[int, set[int]]:
    """Of each step the ids of those it waits for, lower levels of its own among them."""
    codes = {step.question for step in steps if step.question in position.place}
    below = bases(codes, position.facts)
    ids: dict[int, set[int]] = {}
    for step in steps:
        ids[step.pk] = set()
        # Steps of the owner's own wait for nothing, and nothing for them.
        if step.is_own:
            continue
        facts = position.facts(step.question)
        for other in steps:
            is_base = other.question in below.get(step.question, ())
            if not other.is_own and is_before(other, step, is_base, facts):
                ids[step.pk].add(other.pk)
    return ids


def _part_of(horizon: int, due: date | None, roadmap: Roadmap) -> int:
    """Where a step of the owner's own stands: where it is done.

    Unless it is to begin right away.
    """
    if due is None or horizon == RoadmapStep.Horizon.NOW:
        return horizon
    since = today(roadmap.made_at)
    for part in HORIZONS[1:-1]:
        if due <= month_later(since, part):
            return part
    return LATER


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
    """A step of the owner's own, last in its part of the year.

    A day given says which one. Raises RoadmapError: `too_many`.
    """
    steps = list(roadmap.steps.select_for_update())
    if sum(step.is_own for step in steps) >= MOST_OWN_STEPS:
        raise RoadmapError("too_many", most=MOST_OWN_STEPS)
    last = max((step.order for step in steps), default=0)
    step = RoadmapStep.objects.create(
        roadmap=roadmap,
        text=text,
        horizon=_part_of(horizon, due, roadmap),
        order=last + 1,
        due=due or month_later(today(now), MONTHS_OF_OWN[horizon]),
        who=who,
        note=note,
        changed_at=now,
    )
    record("roadmap.step_added", roadmap, by, now, step=str(step.public_id))
    return step


@transaction.atomic
def take_up(
    *, roadmap: Roadmap, question: str, by: User | None, now: datetime
) -> RoadmapStep:
    """The next step of a question that no level needs, behind whatever it waits for.

    One that is there already changes nothing.
    """
    steps = list(roadmap.steps.select_for_update())
    for step in steps:
        if step.question == question:
            return step
    position = Position(roadmap.result)
    level = position.level(question)
    (start, stop), *_more = position.steps_between(
        question, level, position.top(question)
    )
    (part,) = position.planned([Raise(question, start, stop)], pace_of(roadmap))
    codes = {question, *(step.question for step in steps if not step.is_own)}
    before = bases(codes, position.facts)[question]
    days = [step.due for step in steps if step.question in before]
    begun = max([today(now), *days])
    step = unsaved_step(
        roadmap, part, 1 + max((s.order for s in steps), default=0), now
    )
    step.due = month_later(begun, part.finish)
    step.horizon = _part_of(LATER, step.due, roadmap)
    step.save()
    record("roadmap.step_added", roadmap, by, now, step=str(step.public_id))
    return step


@transaction.atomic
def remove_step(*, step: RoadmapStep, by: User | None, now: datetime) -> int:
    """Remove a step, and the open ones that lift the same question higher.

    How many steps were removed.
    """
    gone = [step]
    if not step.is_own:
        # They begin where this one would have ended.
        higher = step.roadmap.steps.filter(
            question=step.question, from_level__gte=step.to_level, done_at__isnull=True
        )
        gone += list(higher.exclude(pk=step.pk))
    take_away(gone)
    for removed in gone:
        details = {"step": str(removed.public_id), "question": removed.question}
        details |= gone_details([removed])
        record("roadmap.step_removed", step.roadmap, by, now, **details)
    return len(gone)


@transaction.atomic
def leave_out(*, step: RoadmapStep, by: User | None, now: datetime) -> int:
    """The question of this step is not for the enterprise.

    Its open steps go, and the advised way leaves it as it is. How many steps were
    removed; none for a step of the owner's own, which is simply removed instead.
    """
    if step.is_own:
        return 0
    roadmap = step.roadmap
    gone = list(roadmap.steps.filter(question=step.question, done_at__isnull=True))
    taken = take_away(gone)
    keep_left_out(roadmap, {*_left_out_now(roadmap), step.question})
    details = {"question": step.question, "steps": len(gone), **taken}
    record("roadmap.left_out", roadmap, by, now, **details)
    return len(gone)


@transaction.atomic
def take_back(
    *, roadmap: Roadmap, question: str, by: User | None, now: datetime
) -> None:
    """A question left out is for the enterprise after all.

    One that is not left out changes nothing.
    """
    left_out = _left_out_now(roadmap)
    if question in left_out:
        keep_left_out(roadmap, left_out - {question})
        record("roadmap.taken_back", roadmap, by, now, question=question)


def _left_out_now(roadmap: Roadmap) -> set[str]:
    """Read again and locked, so that of two clicks at once both count."""
    rows = Roadmap.objects.select_for_update().values_list("left_out", flat=True)
    return set(rows.get(pk=roadmap.pk))
