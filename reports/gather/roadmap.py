"""The roadmap in a report: the steps its enterprise chose, in time. For itself only."""

from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from accounts.access.scopes import Scope
from reports.contents.levels import Level
from reports.contents.roadmap import (
    Roadmap,
    RoadmapPart,
    RoadmapProgress,
    RoadmapStep,
    Support,
)
from reports.contents.whole import Contents
from reports.gather.frozen import Frozen
from roadmap.pages.description import (
    RoadmapDescription,
    describe,
)
from roadmap.pages.parts import Part, Run, StepDescription
from roadmap.pages.progress import Moved, moved_since
from roadmap.planning.position import Position
from roadmap.planning.subsidies import Fund
from roadmap.queries import newest_rescore


def with_roadmap(contents: Contents, frozen: Frozen, now: datetime) -> Contents:
    """The contents with the roadmap of the result's round, where there is one."""
    if contents.scope is not Scope.OWN:
        return contents
    roadmap = frozen.roadmap
    if roadmap is None:
        return contents

    # Steps are measured from the newest reading, which the contents may not be about.
    position = _newest_position(frozen) if contents.newer else frozen.position
    description = describe(
        roadmap,
        frozen.steps,
        position,
        timezone.localdate(now),
        is_own=True,
        helped={},
    )
    moved = moved_since(position, roadmap)
    return replace(contents, roadmap=_roadmap(description, moved))


def _newest_position(frozen: Frozen) -> Position:
    return Position(newest_rescore(frozen.result))


def _roadmap(description: RoadmapDescription, moved: Moved | None) -> Roadmap:
    return Roadmap(
        target=_target(description),
        pillars=tuple(description.pillars),
        parts=tuple(map(_part, description.parts)),
        done=description.done,
        total=description.total,
        cost=description.cost,
        why_narrower=description.why_narrower,
        support=tuple(map(_support, description.funds)),
        lasts=description.lasts,
        progress=_progress(moved),
        wanted=tuple(one.name for one in description.wanted),
        duties=description.duties,
    )


def _target(description: RoadmapDescription) -> Level | None:
    number = description.roadmap.target
    if number is None:
        return None
    return Level(number, description.level_name)


def _part(part: Part) -> RoadmapPart:
    steps = []
    for run in part.runs:
        # Of steps under one heading the first bears it.
        heads = [_head(run), *[""] * len(run.steps)]
        for step, head in zip(run.steps, heads, strict=False):
            steps.append(_step(step, head, is_under_one=bool(run.title)))
    return RoadmapPart(part.title, part.hint, tuple(steps))


def _head(run: Run) -> str:
    return f"{run.title} – {run.says}" if run.title else ""


def _step(step: StepDescription, head: str, is_under_one: bool) -> RoadmapStep:
    return RoadmapStep(
        head=head,
        is_under_one=is_under_one,
        name=step.name,
        what=step.do,
        who=step.who,
        due=step.step.due,
        gain=step.gain,
        is_done=step.is_done,
        # What is done asks for no money any more.
        cost="" if step.is_done else step.cost,
        why="" if step.is_done else step.why_short,
    )


def _support(fund: Fund) -> Support:
    by_year = [f"{year.most} ({year.number})" for year in fund.years]
    most = ", ".join(by_year) or fund.most
    return Support(
        name=fund.name,
        rate=fund.rate,
        most=most,
        cost=fund.cost,
        confidence=fund.confidence,
        condition=fund.condition,
    )


def _progress(moved: Moved | None) -> RoadmapProgress | None:
    if moved is None:
        return None
    return RoadmapProgress(
        since=timezone.localdate(moved.roadmap.made_at),
        reached=moved.reached,
        partly=moved.partly,
        not_yet=moved.not_yet,
    )
