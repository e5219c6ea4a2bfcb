"""A level in words, the ladder of levels, and how far the next one is."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from operator import attrgetter

from django.utils.translation import gettext as _

from indexes.index.model import Index
from indexes.index.needs import code_of
from indexes.index.questions import has_numbered_levels
from indexes.index.tiers import scored_indicators
from language.texts import as_written, in_language
from reports.contents.levels import Distance, Level, Named, NearPillar, Rung
from reports.gather.frozen import Frozen, percent_to_go
from scoring.distance import Distance as ScoredDistance
from scoring.distance import PillarGap, distance_to_next
from scoring.percent import SMALLEST, rounded, rounded_points
from scoring.rules import INDICATOR, QUESTION, Need, Rule

YES_OR_NO = 2  # anchors


def level_of(index: Index, number: int | None, pillar: str = "") -> Level | None:
    """An overall level, or one of the pillar with this code, in words."""
    if number is None:
        return None
    return _in_words(index, index.level_row(number, pillar))


def level_of_indicator(index: Index, number: int | None) -> Level | None:
    if number is None:
        return None
    return _in_words(index, index.indicator_level_row(number))


def _in_words(index: Index, row: dict) -> Level:
    sure = index.confidence_words.get(row.get("confidence"))
    # What a decision says is quoted.
    told = as_written if sure else in_language
    return Level(
        row["level"],
        in_language(row["name"]),
        told(row["meaning"]),
        in_language(sure),
    )


def ladder_of(index: Index) -> tuple[Rung, ...]:
    """Every level, lowest first, and what it asks for."""
    rules = {rule.level: rule for rule in index.rubric.rules}
    numbers = sorted(row["level"] for row in index.levels)
    rungs = []
    for number in numbers:
        rule = rules.get(number)
        rung = _rung(index, number, rule)
        rungs.append(rung)
    return tuple(rungs)


def _rung(index: Index, number: int, rule: Rule | None) -> Rung:
    """Without a rule it is where everybody starts: nothing is asked for."""
    level = level_of(index, number)
    if rule is None:
        return Rung(level, above=None, pillars=0, pillar_level=0)

    above: Decimal | None = None
    if rule.share is not None:
        above = rounded(100 * rule.share)
    return Rung(
        level,
        above=above,
        pillars=rule.pillars_at_least,
        pillar_level=rule.pillar_level,
        strictly=rule.strictly,
        needs=_all_named(index, rule.needs),
    )


def distance_of(frozen: Frozen) -> Distance | None:
    """What the next level still asks for; None at the top."""
    index = frozen.index
    distance = distance_to_next(index.rubric, frozen.outcome)
    if distance is None:
        return None
    nearest = []
    for gap in distance.nearest_pillars:
        near = _near_pillar(frozen, gap)
        nearest.append(near)
    # Where pillars differ in size, fewer points may be more of one.
    nearest.sort(key=attrgetter("percent"))
    result = frozen.result
    told = in_words(index, distance, result.total_unit, result.maximum)
    return replace(told, nearest=tuple(nearest))


def in_words(
    index: Index,
    distance: ScoredDistance,
    unit: int,
    maximum: int,
) -> Distance:
    """Without the pillars that are nearest.

    unit: what a point of the total is cut into. maximum: all there is, in such units.
    """
    return Distance(
        target=level_of(index, distance.target),
        percent=percent_to_go(distance.points_needed, maximum),
        points=_points_to_go(distance.points_needed, unit),
        pillars=distance.pillars_needed,
        pillar_level=distance.pillar_level,
        nearest=(),
        needs=_all_named(index, distance.needs),
    )


def _all_named(index: Index, needs: Iterable[Need]) -> tuple[Named, ...]:
    told = []
    for need in needs:
        told.append(named(index, need))
    return tuple(told)


def named(index: Index, need: Need) -> Named:
    """What a level names, as people call it."""
    code = code_of(index.rubric, need)
    if need.tier == QUESTION:
        question = index.questions[code]
        name = in_language(question["name"])
        asked = _asked_of(index, code, need.level)
        return Named(name, asked)

    parts = index.pillars
    if need.tier == INDICATOR:
        parts = [part for _place, part in scored_indicators(index.pillars)]
    [part] = [part for part in parts if part["code"] == code]
    name = in_language(part["name"])
    level = _("level %(level)s") % {"level": need.level}
    return Named(name, level)


def _asked_of(index: Index, code: str, level: int) -> str:
    """Levels have numbers that owners have seen; of anything else its answer says more."""
    question = index.questions[code]
    anchors = question["anchors"]
    # Of a yes or no the number of the level says nothing.
    if has_numbered_levels(question) and len(anchors) > YES_OR_NO:
        shown = index.shown_level(code, level)
        return _("level %(level)s") % {"level": shown}
    return in_language(anchors[level])


def _near_pillar(frozen: Frozen, gap: PillarGap) -> NearPillar:
    pillar = frozen.index.pillars[gap.pillar]
    number = frozen.outcome.pillar_levels[gap.pillar]
    level = level_of(frozen.index, number, pillar["code"])
    maximum = frozen.outcome.pillar_maxima[gap.pillar]
    return NearPillar(
        name=in_language(pillar["name"]),
        level=level,
        percent=percent_to_go(gap.points, maximum),
    )


def _points_to_go(units: int, unit: int) -> Decimal:
    if not units:
        return Decimal(0)
    # "0 points to go" would say that the level is reached.
    return max(rounded_points(units, unit), SMALLEST)
