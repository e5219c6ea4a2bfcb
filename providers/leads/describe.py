"""What a provider sees of the enterprise that asks for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from indexes.index.model import Index
from language.texts import in_language
from providers.leads.asking.choices import answer_named, step_named
from providers.models import Lead
from providers.phrases import area_name, points_number
from registry.sector_names import SECTORS
from scoring.percent import percent_of, rounded
from survey.models import Result
from survey.results.scored import ScoredResult
from survey.results.wording import size_of_result


@dataclass(frozen=True)
class WeakPillar:
    name: str
    points: str
    maximum: str
    percent: Decimal
    level: int | None
    level_name: str


def weak_pillars(
    codes: Iterable[str], result: Result, index: Index
) -> list[WeakPillar]:
    pillars = index.rubric.pillars
    weak = []
    for code in codes:
        # A request may name a pillar that its index, corrected since, has no more.
        if code in pillars:
            weak.append(_weak_pillar(pillars.index(code), result, index))
    return weak


def _weak_pillar(place: int, result: Result, index: Index) -> WeakPillar:
    """Points as they count in the total, as on the page of the result: pillars may weigh."""
    points = result.pillar_points[place]
    maximum = result.pillar_maxima[place]
    level = result.pillar_levels[place]
    worth = index.scale(place, maximum, result.unit)
    bounds = index.rubric.bounds_of(place)
    return WeakPillar(
        name=in_language(index.pillars[place]["name"]),
        points=points_number(points * worth, 1, maximum * worth, bounds),
        maximum=points_number(*(maximum * worth).as_integer_ratio()),
        percent=rounded(percent_of(points, maximum), bounds),
        level=level,
        level_name=""
        if level is None
        else in_language(index.level_name(level, index.pillars[place]["code"])),
    )


@dataclass(frozen=True)
class Score:
    points: str
    maximum: str
    level: int
    level_name: str


def score_of(result: Result) -> Score:
    """Total and level, as on the page of the result."""
    index = result.index
    bounds = index.rubric.total_bounds
    total = (result.total, result.total_unit, result.maximum, bounds)
    return Score(
        points=points_number(*total),
        maximum=points_number(result.maximum, result.total_unit),
        level=result.level,
        level_name=in_language(index.level_name(result.level)),
    )


def answers_shown(lead: Lead) -> list[str]:
    """The answers that the request names, as they were sent."""
    index = lead.result.index
    levels = ScoredResult(lead.result).levels_by_code
    named = []
    for code in lead.shown.get("answers", ()):
        # A request may name a question that its index, corrected since, has no more.
        if code in index.questions and levels.get(code, -1) >= 0:
            named.append(answer_named(code, levels[code], index).words)
    return named


def steps_shown(lead: Lead) -> list[str]:
    """The steps of the plan that it is to help with."""
    index = lead.result.index
    steps = lead.shown.get("steps", ())
    return [
        step_named(*step, index).words for step in steps if step[0] in index.questions
    ]


def enterprise_facts(result: Result) -> dict[str, str]:
    """What a provider may know of an enterprise besides its name."""
    return {
        "sector": str(SECTORS.get(result.sector, "")),
        "size": size_of_result(result),
        "area": area_name(result.area),
    }


def age_in_days(result: Result, now: datetime) -> int:
    # By the calendar: what was answered late yesterday is a day old this morning.
    return (timezone.localdate(now) - timezone.localdate(result.answered_at)).days
