"""Solutions, enterprises and weak pillars as pages describe them today, in the active language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from accounts.sizes import size_names
from providers.capabilities import capabilities
from providers.models import Solution
from providers.phrases import (
    area_name,
    delivery_words,
    names_of_sectors,
    names_of_sizes,
    points_words,
    price_words,
)
from providers.wording import KINDS
from scoring.percent import percent_of, rounded
from survey.index import Index
from survey.models import Result
from survey.wording import SECTORS, in_language


@dataclass(frozen=True)
class Offer:
    """A solution as the directory has it today, in words."""

    slug: str
    name: str
    what: str
    kind: str
    price: str
    confirmed: date | None
    delivery: str
    sectors: str
    sizes: str
    can: str  # names of its capabilities
    raises: int  # questions it names itself


def offer(solution: Solution) -> Offer:
    known, named = capabilities(), [part["capability"] for part in solution.improves if "capability" in part]
    return Offer(
        slug=solution.slug,
        name=in_language(solution.name),
        what=in_language(solution.what),
        kind=str(KINDS[solution.kind]),
        price=price_words(solution.price_from, solution.price_to, solution.price_unit),
        confirmed=solution.price_confirmed,
        delivery=delivery_words(solution.delivery_days),
        sectors=names_of_sectors(solution.sectors),
        sizes=names_of_sizes(solution.sizes),
        can=", ".join(in_language(known[name]) for name in named if name in known),
        raises=len(solution.improves) - len(named),
    )


@dataclass(frozen=True)
class WeakPillar:
    name: str
    points: str
    maximum: str
    percent: Decimal
    level: int | None
    level_name: str


def weak_pillars(codes: Iterable[str], result: Result, index: Index) -> list[WeakPillar]:
    position = {code: place for place, code in enumerate(index.rubric.pillars)}
    return [_weak_pillar(position[code], result, index) for code in codes if code in position]


def _weak_pillar(place: int, result: Result, index: Index) -> WeakPillar:
    """Points as they count in the total, as on the page of the result: pillars may weigh."""
    points, maximum, level = result.pillar_points[place], result.pillar_maxima[place], result.pillar_levels[place]
    worth = index.scale(place, maximum) / result.unit
    return WeakPillar(
        name=in_language(index.pillars[place]["name"]),
        points=points_words(*(points * worth).as_integer_ratio()),
        maximum=points_words(*(maximum * worth).as_integer_ratio()),
        percent=rounded(percent_of(points, maximum)),
        level=level,
        level_name="" if level is None else in_language(index.level_name(level)),
    )


def enterprise_facts(result: Result) -> dict[str, str]:
    """What a provider may know of an enterprise besides its name."""
    return {
        "sector": str(SECTORS.get(result.sector, "")),
        "size": in_language(size_names().get(result.size, {"vi": ""})),
        "area": area_name(result.area),
    }


def age_in_days(result: Result, now: datetime) -> int:
    return (timezone.localdate(now) - timezone.localdate(result.answered_at)).days


def area_names(codes: Iterable[str]) -> str:
    return ", ".join(area_name(code) for code in codes)
