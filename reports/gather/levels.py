"""A level in words, the ladder of levels, and how far the next one is."""

from decimal import Decimal

from indexes.index.model import Index
from language.texts import in_language
from reports.contents.levels import Distance, Level, NearPillar, Rung
from reports.gather.frozen import Frozen
from scoring.distance import PillarGap, distance_to_next
from scoring.percent import SMALLEST, rounded_points
from scoring.rules import Rule


def level_of(index: Index, number: int | None) -> Level | None:
    """An overall level, or one of a pillar, in words."""
    if number is None:
        return None
    row = next(row for row in index.levels if row["level"] == number)
    sure = index.confidence_words.get(row.get("confidence"))
    return Level(
        number,
        in_language(row["name"]),
        in_language(row["meaning"]),
        in_language(sure),
    )


def ladder_of(index: Index) -> tuple[Rung, ...]:
    """Every level, lowest first, and what it asks for."""
    rules = {rule.level: rule for rule in index.rubric.rules}
    numbers = sorted(row["level"] for row in index.levels)
    return tuple(_rung(index, number, rules.get(number)) for number in numbers)


def _rung(index: Index, number: int, rule: Rule | None) -> Rung:
    """Without a rule it is where everybody starts: nothing is asked for."""
    level = level_of(index, number)
    if rule is None:
        return Rung(level, above=None, pillars=0, pillar_level=0)

    points = rule.share * index.rubric.maximum / index.rubric.total_unit
    return Rung(
        level,
        above=rounded_points(points),
        pillars=rule.pillars_at_least,
        pillar_level=rule.pillar_level,
        strictly=rule.strictly,
    )


def distance_of(frozen: Frozen) -> Distance | None:
    """What the next level still asks for; None at the top."""
    distance = distance_to_next(frozen.index.rubric, frozen.outcome)
    if distance is None:
        return None
    return Distance(
        target=level_of(frozen.index, distance.target),
        points=_points_to_go(distance.points_needed, frozen.result.total_unit),
        pillars=distance.pillars_needed,
        pillar_level=distance.pillar_level,
        nearest=tuple(_near_pillar(frozen, gap) for gap in distance.nearest_pillars),
    )


def _near_pillar(frozen: Frozen, gap: PillarGap) -> NearPillar:
    pillar = frozen.index.pillars[gap.pillar]
    level = frozen.outcome.pillar_levels[gap.pillar]
    return NearPillar(
        name=in_language(pillar["name"]),
        level=level_of(frozen.index, level),
        points=frozen.points_to_go(gap.points, gap.pillar),
    )


def _points_to_go(units: int, unit: int) -> Decimal:
    if not units:
        return Decimal(0)
    # "0 points to go" would say that the level is reached.
    return max(rounded_points(units, unit), SMALLEST)
