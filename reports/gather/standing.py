"""The ladder of levels, and how far the next one is."""

from decimal import Decimal

from indexes.index.model import Index
from language.texts import in_language
from reports.contents.standing import Distance, NearPillar, Rung
from reports.gather.frozen import Frozen, level_of
from scoring.distance import distance_to_next
from scoring.percent import rounded_points

SMALLEST = Decimal("0.01")


def ladder_of(index: Index) -> tuple[Rung, ...]:
    """Every level, lowest first, and what it asks for."""
    rubric = index.rubric
    rules = {rule.level: rule for rule in rubric.rules}
    rungs = []
    for number in sorted(row["level"] for row in index.levels):
        level, rule = level_of(index, number), rules.get(number)
        if rule is None:
            rungs.append(Rung(level, None, 0, 0))
            continue
        points = rule.share * rubric.maximum / rubric.total_unit
        above = rounded_points(points.numerator, points.denominator)
        rungs.append(
            Rung(level, above, rule.pillars_at_least, rule.pillar_level, rule.strictly)
        )
    return tuple(rungs)


def distance_of(frozen: Frozen) -> Distance | None:
    """What the next level still asks for; None at the top."""
    index, outcome = frozen.index, frozen.outcome
    found = distance_to_next(index.rubric, outcome)
    if found is None:
        return None
    nearest = tuple(
        NearPillar(
            in_language(index.pillars[gap.pillar]["name"]),
            level_of(index, outcome.pillar_levels[gap.pillar]),
            frozen.points(gap.points, gap.pillar),
        )
        for gap in found.nearest_pillars
    )
    points = _needed(found.points_needed, frozen.result.total_unit)
    return Distance(
        level_of(index, found.target),
        points,
        found.pillars_needed,
        found.pillar_level,
        nearest,
    )


def _needed(units: int, unit: int) -> Decimal:
    """Points still needed; what rounds to nothing is told as the smallest step that is shown."""
    return max(rounded_points(units, unit), SMALLEST) if units else Decimal(0)
