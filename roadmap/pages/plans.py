"""The plans an owner may choose from before anything is kept, in words, side by side."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from roadmap import wording
from roadmap.errors import RoadmapError
from roadmap.models import Roadmap, RoadmapStep
from roadmap.pages.description import RoadmapDescription, describe
from roadmap.pages.shorter import Long, long_of
from roadmap.planning.plan import USUAL, Pace, Planned, month_later
from roadmap.planning.position import Position, Target
from roadmap.services import unsaved_step
from scoring.evaluate import evaluate

ADVISED, FASTEST = Roadmap.Way.ADVISED, Roadmap.Way.FASTEST


@dataclass(frozen=True)
class Plan:
    """finish: months until the last step is done. level: the overall one after all steps.

    most: VND in the first year, of what it is likely to cost. long: it takes longer than one
    keeps at it.
    """

    way: str
    title: str
    hint: str
    description: RoadmapDescription
    finish: int
    level: int | None
    level_name: str
    steps: int
    most: int
    long: Long | None = None

    @property
    def months(self) -> str:
        return wording.months(self.finish)


def find_of(position: Position, way: str) -> Callable[..., list[int]]:
    """How a plan of this way is found."""
    return position.cheapest if way == FASTEST else position.plan


def plans_of(
    position: Position,
    target: Target,
    now: datetime,
    without: Collection[str] = (),
    pace: Pace = USUAL,
) -> list[Plan]:
    """What is needed first, then the quickest way up where that is better at something.

    Raises RoadmapError, as `Position.plan`, where no steps are enough.
    """
    afters: dict[str, list[int]] = {}
    refused: list[RoadmapError] = []
    for way in (ADVISED, FASTEST):
        try:
            after = find_of(position, way)(target, without=without)
        except RoadmapError as error:
            refused.append(error)
            continue
        # What needs no step is no plan.
        if after not in (*afters.values(), position.levels):
            afters[way] = after
    if refused and not afters:
        raise refused[0]
    plans = []
    for way, after in afters.items():
        roadmap = _roadmap(position, target, now, without, way, pace)
        plans.append(_plan(position, after, roadmap, pace))
    first, *others = plans
    long = long_of(position, target, afters[first.way], without, pace)
    others = [other for other in others if is_better_at_something(other, first)]
    return _named_by_time([replace(first, long=long), *others])


def is_better_at_something(other: Plan, first: Plan) -> bool:
    """What takes as long, costs as much and has as many steps is nothing to choose."""
    ours = (first.finish, first.most, first.steps)
    theirs = (other.finish, other.most, other.steps)
    return any(less < more for less, more in zip(theirs, ours, strict=True))


def _named_by_time(plans: list[Plan]) -> list[Plan]:
    """The least effort is the quickest way but where much of it has to wait."""
    if len(plans) < 2 or plans[1].finish < plans[0].finish:
        return plans
    title, hint = map(str, wording.NOT_QUICKER)
    return [plans[0], replace(plans[1], title=title, hint=hint)]


def _roadmap(
    position: Position,
    target: Target,
    now: datetime,
    without: Collection[str],
    way: str,
    pace: Pace,
) -> Roadmap:
    """Never saved."""
    return Roadmap(
        organisation=position.result.organisation,
        result=position.result,
        target=target.level,
        pillar_targets=dict(target.pillars),
        left_out=sorted(without),
        way=way,
        hours=pace.hours,
        budget=pace.money,
        made_at=now,
    )


def _plan(
    position: Position, after: Sequence[int], roadmap: Roadmap, pace: Pace
) -> Plan:
    raises = position.raises(after, roadmap.left_out)
    parts = position.planned(raises, pace)
    day = timezone.localdate(roadmap.made_at)
    steps = []
    for order, part in enumerate(parts, start=1):
        steps.append(_step(roadmap, part, order))
    description = describe(roadmap, steps, position, day, is_own=True)
    level = evaluate(position.index.rubric, after).level
    title, hint = map(str, wording.WAYS[roadmap.way])
    return Plan(
        way=roadmap.way,
        title=title,
        hint=hint,
        description=description,
        finish=max(part.finish for part in parts),
        level=level,
        level_name=position.level_name(level),
        steps=len(parts),
        most=description.most,
    )


def _step(roadmap: Roadmap, part: Planned, order: int) -> RoadmapStep:
    day = timezone.localdate(roadmap.made_at)
    step = unsaved_step(roadmap, part, order, roadmap.made_at)
    step.pk = -order  # never saved, but pages tell steps apart by it
    step.horizon = part.horizon
    step.due = month_later(day, part.finish)
    return step
