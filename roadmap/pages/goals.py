"""What the pages need besides: targets to choose, and a roadmap in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from language.texts import in_language
from roadmap.models import Roadmap, RoadmapStep
from roadmap.pages.description import RoadmapDescription, describe
from roadmap.pages.help import HelpedStep, help_of
from roadmap.planning.level_words import raised_name
from roadmap.planning.position import Position, Target
from roadmap.posted import GOAL, PILLAR_GOAL
from roadmap.queries import open_steps_of, steps_of


@dataclass(frozen=True)
class Goal:
    """A target to choose: overall (no code) or of a pillar.

    options: (level, its name), above where it stands.
    beyond: (level, its name) of the next overall level, where no steps are enough.
    """

    code: str
    field: str
    name: str
    now: int
    now_name: str
    options: tuple[tuple[int, str], ...]
    chosen: int | None
    beyond: tuple[int, str] | None = None


def goals_of(position: Position, target: Target) -> list[Goal]:
    """The overall target first, then one for each pillar that steps can raise.

    With the levels that steps are enough for. A target that is kept already stays to
    choose, within reach or not.
    """
    overall = _overall_goal(position, target)
    goals = [overall] if overall else []
    rows = zip(
        position.index.pillars,
        position.outcome.pillar_levels,
        position.highest.pillar_levels,
        strict=True,
    )
    for place, (pillar, now, most) in enumerate(rows):
        top = position.index.rubric.bands_of(place)[-1].level
        # Nothing of the pillar applies.
        if now is None:
            continue
        code = pillar["code"]
        chosen = target.pillars.get(pillar["code"])
        levels = _within(range(now + 1, top + 1), most, chosen)
        if levels:
            name = in_language(pillar["name"])
            field = f"{PILLAR_GOAL}{code}"
            names = _names(position, (now, *levels), code)
            options = tuple((level, names[level]) for level in levels)
            goals.append(Goal(code, field, name, now, names[now], options, chosen))
    return goals


def _overall_goal(position: Position, target: Target) -> Goal | None:
    now = position.outcome.level
    following = position.next_level
    if now is None or following is None:
        return None
    levels = _within(position.higher_levels, position.highest.level, target.level)
    names = _names(position, (now, *levels, following))
    options = tuple((level, names[level]) for level in levels)
    # Where no steps lead there, the page says so instead of leaving the level out.
    is_beyond = position.offered_level is None
    beyond = (following, names[following]) if is_beyond else None
    return Goal("", GOAL, "", now, names[now], options, target.level, beyond)


def _within(levels: Sequence[int], most: int | None, chosen: int | None) -> list[int]:
    within = []
    for level in levels:
        is_reachable = most is not None and level <= most
        if is_reachable or level == chosen:
            within.append(level)
    return within


def _names(
    position: Position,
    levels: Sequence[int],
    pillar: str = "",
) -> dict[int, str]:
    return {level: position.level_name(level, pillar) for level in levels}


def describe_roadmap(
    roadmap: Roadmap,
    position: Position,
    now: datetime,
    *,
    is_own: bool,
    helped: bool = True,
) -> RoadmapDescription:
    """In words.

    helped: with what providers offer for its open steps, for the enterprise itself.
    """
    steps = steps_of(roadmap)
    by_question: Mapping[str, HelpedStep] = {}
    if is_own and helped and open_steps_of(steps):
        by_question = help_of(position, roadmap, now, steps).by_question
    return describe(
        roadmap,
        steps,
        position,
        timezone.localdate(now),
        is_own=is_own,
        helped=by_question,
    )


def step_name(position: Position, step: RoadmapStep) -> str:
    """What it is to do, as the roadmap calls it, or as its owner does."""
    if step.question not in position.place:
        return step.text
    return raised_name(position, step.question, step.from_level, step.to_level)
