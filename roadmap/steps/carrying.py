"""Taking along what is still open of a roadmap, into the next round."""

from collections.abc import Callable, Collection
from datetime import datetime

from django.db import transaction

from accounts.models import User
from roadmap.errors import RoadmapError
from roadmap.models import Roadmap, RoadmapStep
from roadmap.planning.plan import Planned, Raise, month_later
from roadmap.planning.position import Position, Target
from roadmap.queries import already_there, open_steps_of, roadmap_of, tops_of
from roadmap.services import (
    keep_left_out,
    keep_way,
    lock_round,
    open_roadmap,
    pace_of,
    record,
    today,
    unsaved_step,
)
from roadmap.steps.services import add_step
from survey.models import Result


@transaction.atomic
def carry_over(
    *, roadmap: Roadmap, result: Result, by: User | None, now: datetime
) -> Roadmap:
    """Take what is still open along to a newer result.

    What it has not reached, and own steps not ticked off. Questions the newer roadmap
    has already are left as they stand there. Raises RoadmapError: `nothing_open`.
    """
    lock_round(result)
    position = Position(result)
    newer = roadmap_of(result)
    steps = list(roadmap.steps.all())
    there, texts = already_there(newer)
    raises = _still_open(steps, position, there, roadmap.left_out)
    own = []
    for step in open_steps_of(steps):
        # The owner's own steps have no code: the same words are the same step.
        if step.is_own and step.text not in texts:
            own.append(step)
    if not raises and not own:
        raise RoadmapError("nothing_open")
    if newer is None:
        newer = open_roadmap(result, _open_target(roadmap, position), by, now)
        keep_way(newer, roadmap.way, pace_of(roadmap))
    # What the newer roadmap plans is for the enterprise, whatever was said before.
    keep_left_out(newer, {*newer.left_out, *(set(roadmap.left_out) - there)})
    _carry_raises(newer, raises, steps, position, now)
    for step in own:
        _carry_own(newer, step, by, now)
    record("roadmap.carried", newer, by, now, steps=len(raises), own=len(own))
    return newer


def _carry_raises(
    newer: Roadmap,
    raises: list[Raise],
    steps: list[RoadmapStep],
    position: Position,
    now: datetime,
) -> None:
    """After what the newer roadmap has, each by whoever was to do it."""
    last = max((step.order for step in newer.steps.all()), default=0)
    before_of = _steps_before(steps)
    day = today(now)
    plan = position.planned(raises, pace_of(newer))
    for order, part in enumerate(plan, start=last + 1):
        before = before_of(part)
        step = unsaved_step(newer, part, order, now)
        step.horizon = part.horizon
        step.due = month_later(day, part.finish)
        step.who = before.who
        step.note = before.note
        step.save()


def _steps_before(steps: list[RoadmapStep]) -> Callable[[Planned], RoadmapStep]:
    """From a part of the new plan to the step it was: of the same level, or of the question."""
    by_level = {(step.question, step.to_level): step for step in steps}
    by_question = {step.question: step for step in steps}

    def before_of(part: Planned) -> RoadmapStep:
        same = by_level.get((part.question, part.to_level))
        return same or by_question[part.question]

    return before_of


def _carry_own(
    newer: Roadmap, step: RoadmapStep, by: User | None, now: datetime
) -> None:
    add_step(
        roadmap=newer,
        text=step.text,
        horizon=step.horizon,
        due=max(step.due, today(now)),  # no day that is over
        who=step.who,
        note=step.note,
        by=by,
        now=now,
    )


def _still_open(
    steps: list[RoadmapStep],
    position: Position,
    there: set[str],
    left_out: Collection[str],
) -> list[Raise]:
    """Single levels from where the newer result stands to where each was to go."""
    tops = {}
    for code, top in tops_of(steps).items():
        # The newer round may not ask it any more, or have fewer levels of it.
        if code not in there and position.level(code) >= 0:
            tops[code] = min(top, position.top(code))
    return position.raises(position.with_raises(tops), left_out)


def _open_target(roadmap: Roadmap, position: Position) -> Target:
    """What the newer result has not reached of the target before."""
    rubric = position.index.rubric
    outcome = position.outcome
    wanted = roadmap.pillar_targets
    pillars = {}
    rows = zip(rubric.pillars, outcome.pillar_levels, strict=True)
    for place, (code, now) in enumerate(rows):
        # A newer version may cut a pillar into fewer levels.
        top = rubric.bands_of(place)[-1].level
        if now is not None and now < wanted.get(code, now) <= top:
            pillars[code] = wanted[code]
    level = roadmap.target if roadmap.target in rubric.levels else None
    if level is not None and (outcome.level is None or level <= outcome.level):
        level = None
    return Target(level, pillars)
