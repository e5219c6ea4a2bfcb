"""What the pages need besides: targets to choose from, a roadmap in words, what the easiest way would be."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from language.texts import in_language
from providers.matching.queries import helping_solutions
from roadmap.errors import RoadmapError
from roadmap.models import Roadmap, RoadmapStep
from roadmap.pages.description import StepDescription, describe
from roadmap.planning.plan import month_later, planned
from roadmap.planning.position import Position, Target
from roadmap.posted import GOAL, PILLAR_GOAL
from roadmap.queries import steps_of
from survey.answers.queries import answers_of


@dataclass(frozen=True)
class Goal:
    """A target to choose: overall (no code) or of a pillar. options: (level, its name), above where it stands.

    beyond: (level, its name) of the next overall level, where no steps are enough for it.
    """

    code: str
    field: str
    name: str
    now: int
    now_name: str
    options: tuple[tuple[int, str], ...]
    chosen: int | None
    beyond: tuple[int, str] | None = None


def goals_of(standing: Position, target: Target) -> list[Goal]:
    """The overall target first, then one for each pillar that steps can raise; with the levels they are enough for.

    A target that is kept already stays to choose, within reach or not.
    """
    index, outcome, highest = standing.index, standing.outcome, standing.highest
    goals = []
    if outcome.level is not None and standing.next_level is not None:
        levels = [level for level in index.rubric.levels if level > outcome.level]
        goals.append(
            _goal(
                standing,
                "",
                "",
                outcome.level,
                _within(levels, highest.level, target.level),
                target.level,
            )
        )
    top = index.rubric.bands[-1].level
    for pillar, now, reach in zip(
        index.pillars, outcome.pillar_levels, highest.pillar_levels, strict=True
    ):
        code, name = pillar["code"], in_language(pillar["name"])
        chosen = target.pillars.get(code)
        levels = (
            _within(range(now + 1, top + 1), reach, chosen) if now is not None else []
        )
        if now is not None and levels:
            goals.append(_goal(standing, code, name, now, levels, chosen))
    return goals


def _within(levels: Sequence[int], reach: int | None, chosen: int | None) -> list[int]:
    return [
        level
        for level in levels
        if level == chosen or (reach is not None and level <= reach)
    ]


def _goal(
    standing: Position,
    code: str,
    name: str,
    now: int,
    levels: Sequence[int],
    chosen: int | None,
) -> Goal:
    beyond = (
        standing.next_level if not code and standing.offered_level is None else None
    )
    named = {
        level: in_language(standing.index.level_name(level))
        for level in (now, *levels, beyond)
        if level is not None
    }
    return Goal(
        code=code,
        field=f"{PILLAR_GOAL}{code}" if code else GOAL,
        name=name,
        now=now,
        now_name=named[now],
        options=tuple((level, named[level]) for level in levels),
        chosen=chosen,
        beyond=(beyond, named[beyond]) if beyond is not None else None,
    )


def told_roadmap(
    kept: Roadmap,
    standing: Position,
    now: datetime,
    *,
    is_own: bool,
    helped: bool = True,
) -> StepDescription:
    """In words; helped: with what providers offer for its open steps, where the enterprise itself looks."""
    steps = steps_of(kept)
    codes = [
        step.question
        for step in steps
        if step.question in standing.place and not step.done_at
    ]
    solutions = (
        helping_solutions(standing.result, codes, now) if is_own and helped else {}
    )
    answers = answers_of(standing.result.assessment)
    return describe(
        kept,
        steps,
        standing,
        answers,
        timezone.localdate(now),
        is_own=is_own,
        solutions=solutions,
    )


def preview_of(
    standing: Position, target: Target, now: datetime, without: Collection[str] = ()
) -> StepDescription | None:
    """What the easiest way to the target would be, nothing kept; None where there is none."""
    try:
        raises = standing.raises(standing.cheapest(target, without=without))
    except RoadmapError:
        return None
    roadmap = Roadmap(
        organisation=standing.result.organisation,
        result=standing.result,
        target=target.level,
        pillar_targets=dict(target.pillars),
        left_out=sorted(without),
        made_at=now,
    )
    steps = [
        RoadmapStep(
            pk=-order,  # not kept, but told apart
            roadmap=roadmap,
            question=one.question,
            from_level=one.from_level,
            to_level=one.to_level,
            horizon=one.horizon,
            order=order,
            due=month_later(timezone.localdate(now), one.finish),
            changed_at=now,
        )
        for order, one in enumerate(
            planned(raises, standing.facts, standing.result.size), start=1
        )
    ]
    answers = answers_of(standing.result.assessment)
    return describe(
        roadmap, steps, standing, answers, timezone.localdate(now), is_own=True
    )


def step_name(standing: Position, step: RoadmapStep) -> str:
    """The name of the answer it raises, or what its owner called it."""
    known = step.question in standing.place
    return (
        in_language(standing.index.questions[step.question]["name"])
        if known
        else step.text
    )


def usual_who(standing: Position, step: RoadmapStep) -> str:
    if step.question not in standing.place:
        return ""
    who = standing.facts(step.question).who
    return in_language(standing.index.who_name(who)) if who else ""
