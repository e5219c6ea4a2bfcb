"""A slip is mended: the roadmap of the round moves to the corrected result.

Moved, not copied: steps, own steps, days, people, notes and ticks stay as they are. What the
correction shows to be reached already, the page says of each step.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F

from accounts.models import User
from roadmap.models import Roadmap, RoadmapStep
from roadmap.planning.level_words import raised_name
from roadmap.planning.plan import Raise
from roadmap.planning.position import Position
from roadmap.queries import roadmap_of, tops_of
from roadmap.services import (
    keep_left_out,
    lock_round,
    record,
    take_away,
    unsaved_step,
)
from survey.models import Result
from survey.results.corrections import round_corrected


def watch_corrections() -> None:
    """Called when the site starts."""
    round_corrected.connect(_on_correction, dispatch_uid="roadmap.steps.moving")


def _on_correction(
    sender: type,
    before: Result,
    corrected: Result,
    by: User | None,
    now: datetime,
    **more: object,
) -> None:
    """Within the transaction that sends the correction."""
    roadmap = roadmap_of(before)
    if roadmap is not None:
        move_to_correction(roadmap=roadmap, result=corrected, by=by, now=now)


@transaction.atomic
def move_to_correction(
    *,
    roadmap: Roadmap,
    result: Result,
    by: User | None,
    now: datetime,
) -> Roadmap:
    """The same roadmap, from now on of the corrected result.

    Open steps that the correction does not ask for any more go. Where an answer sank below
    its first step, the levels between are added.
    """
    lock_round(result)
    old, new = Position(roadmap.result), Position(result)
    roadmap.result = result
    roadmap.save(update_fields=["result"])
    known = [code for code in roadmap.left_out if code in new.place]
    keep_left_out(roadmap, known)

    steps = list(roadmap.steps.select_for_update())
    gone = _not_asked_now(steps, old, new, now)
    taken = take_away(gone)
    staying = [step for step in steps if step not in gone]
    added = _add_below(roadmap, staying, new, now)
    details = {"gone": len(gone), "added": added, **taken}
    record("roadmap.moved", roadmap, by, now, **details)
    return roadmap


def _not_asked_now(
    steps: Iterable[RoadmapStep],
    old: Position,
    new: Position,
    now: datetime,
) -> list[RoadmapStep]:
    """Open steps of questions that do not apply now; what was done stays, in words."""
    gone = []
    for step in steps:
        if step.is_own or _is_asked(new, step.question):
            continue
        if not step.done_at:
            gone.append(step)
        elif step.question not in new.place:
            _put_into_words(step, old, now)
    return gone


def _is_asked(position: Position, code: str) -> bool:
    return code in position.place and position.level(code) >= 0


def _put_into_words(step: RoadmapStep, old: Position, now: datetime) -> None:
    """Of a question of another industry: as a step of the owner's own it says what it was."""
    # Taken along from an older version, the old index may not know it either.
    if step.question in old.place:
        words = raised_name(old, step.question, step.from_level, step.to_level)
        step.text = words[: RoadmapStep._meta.get_field("text").max_length]
    step.question = ""
    step.from_level = None
    step.to_level = None
    step.changed_at = now
    step.save()


def _add_below(
    roadmap: Roadmap,
    steps: list[RoadmapStep],
    position: Position,
    now: datetime,
) -> int:
    """Levels that a step rests on, and that the correction shows to be missing."""
    done = tops_of([step for step in steps if step.done_at])
    first = _first_open(steps)
    starts = {code: step.from_level for code, step in first.items()}
    missing: dict[str, list[Raise]] = {}
    for part in position.raises(position.with_raises(starts)):
        if part.from_level >= done.get(part.question, 0):
            missing.setdefault(part.question, []).append(part)
    for code, parts in missing.items():
        _add_before(roadmap, first[code], parts, now)
    return sum(map(len, missing.values()))


def _first_open(steps: Iterable[RoadmapStep]) -> dict[str, RoadmapStep]:
    """By question the open step that begins lowest."""
    first: dict[str, RoadmapStep] = {}
    for step in steps:
        if step.is_own or step.done_at:
            continue
        lowest = first.get(step.question, step)
        if step.from_level <= lowest.from_level:
            first[step.question] = step
    return first


def _add_before(
    roadmap: Roadmap,
    first: RoadmapStep,
    parts: list[Raise],
    now: datetime,
) -> None:
    """For whoever does the step that rests on them, no later than that one."""
    # Room was made for those of another question meanwhile.
    first.refresh_from_db(fields=["order"])
    following = roadmap.steps.filter(order__gte=first.order)
    following.update(order=F("order") + len(parts))
    for order, part in enumerate(parts, start=first.order):
        step = unsaved_step(roadmap, part, order, now)
        step.horizon = first.horizon
        step.who = first.who
        step.due = first.due
        step.save()
