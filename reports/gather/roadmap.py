"""The roadmap in a report: the steps its enterprise chose, in time. For the enterprise itself only."""

from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from accounts.access import Scope
from reports.contents.roadmap import Roadmap, RoadmapMovement, RoadmapPart, RoadmapStep
from reports.contents.standing import Level
from reports.contents.whole import Contents
from roadmap.pages.description import StepDescription, ToldStep
from roadmap.pages.goals import told_roadmap
from roadmap.pages.progress import Moved, moved_since
from roadmap.planning.position import Position
from roadmap.planning.subsidies import Fund
from roadmap.queries import newest_rescore, roadmap_of
from survey.models import Result


def with_roadmap(contents: Contents, result: Result, now: datetime) -> Contents:
    """The contents with the roadmap of the result's round, where there is one, in the active language."""
    kept = roadmap_of(result) if contents.scope is Scope.OWN else None
    if kept is None:
        return contents
    standing = Position(newest_rescore(result) if contents.newer else result)
    told = told_roadmap(kept, standing, now, is_own=True, helped=False)
    return replace(contents, roadmap=_roadmap(told, moved_since(standing, kept, now)))


def _movement(moved: Moved) -> RoadmapMovement:
    return RoadmapMovement(
        timezone.localdate(moved.roadmap.made_at),
        moved.reached,
        moved.partly,
        moved.not_yet,
    )


def _roadmap(told: StepDescription, moved: Moved | None) -> Roadmap:
    target = told.roadmap.target
    return Roadmap(
        target=Level(target, told.level_name) if target is not None else None,
        pillars=tuple(told.pillars),
        parts=tuple(
            RoadmapPart(part.title, part.hint, tuple(map(_step, part.steps)))
            for part in told.parts
        ),
        done=told.done,
        total=told.total,
        cost=told.cost,
        support=tuple(map(_support, told.funds)),
        at=told.roadmap.made_at,
        work=told.work,
        moved=_movement(moved) if moved else None,
    )


def _step(one: ToldStep) -> RoadmapStep:
    return RoadmapStep(
        name=one.name,
        what=one.do,
        who=one.who,
        due=one.step.due,
        gain=one.gain,
        is_done=one.is_done,
        cost="" if one.is_done else one.cost,
    )


def _support(fund: Fund) -> tuple[str, int, str, str]:
    return fund.name, fund.rate, fund.most, fund.confidence
