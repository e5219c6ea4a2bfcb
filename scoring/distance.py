"""How far it is to the next overall level, stated exactly: "19 points and one more pillar at level 3"."""

from dataclasses import dataclass
from fractions import Fraction

from scoring.evaluate import Outcome, pillars_short
from scoring.rubric import Rubric, Rule, least_by_band, least_total


@dataclass(frozen=True, slots=True)
class PillarGap:
    """points: units that lift the pillar (a position in `Rubric.pillars`) to the level a gate asks for."""

    pillar: int
    points: int


@dataclass(frozen=True, slots=True)
class Distance:
    """What the next level still asks for; both conditions must be met.

    target: the next overall level. points_needed: the fewest units of 1/`Rubric.total_unit` point that bring
    the total to where the level starts, 0 when it is there. pillars_needed: how many more pillars must reach
    `pillar_level`. nearest_pillars: every pillar below `pillar_level`, nearest first (then in the rubric's order).
    percent_needed: exactly how much of the maximum lies between the total and the cut, in percent.
    strictly: the total must pass the cut, not just meet it.
    """

    target: int
    points_needed: int
    pillars_needed: int
    pillar_level: int
    nearest_pillars: tuple[PillarGap, ...]
    percent_needed: Fraction = Fraction(0)
    strictly: bool = True


def distance_to_next(rubric: Rubric, outcome: Outcome) -> Distance | None:
    """The distance from `outcome` to the next level; None at the top, and while the answers are incomplete.

    outcome: from `evaluate` under the same rubric. Source of the rules: the index; see docs/scoring.md.
    """
    if outcome.level is None or outcome.percent is None:
        return None
    above = [rule for rule in rubric.rules if rule.level > outcome.level]
    if not above:
        return None
    rule = above[-1]
    return Distance(
        target=rule.level,
        points_needed=max(0, least_total(rule, outcome.maximum) - outcome.total),
        pillars_needed=max(0, pillars_short(rubric, rule, outcome.pillar_levels)),
        pillar_level=rule.pillar_level,
        nearest_pillars=_nearest(rubric, outcome, rule),
        percent_needed=max(Fraction(0), 100 * rule.share - outcome.percent),
        strictly=rule.strictly,
    )


def _nearest(rubric: Rubric, outcome: Outcome, rule: Rule) -> tuple[PillarGap, ...]:
    band = rule.pillar_level - rubric.bands[0].level - 1
    gaps = [
        PillarGap(pillar, least_by_band(rubric.bands, outcome.pillar_maxima[pillar])[band] - points)
        for pillar, points in enumerate(outcome.pillar_points)
        if (level := outcome.pillar_levels[pillar]) is not None and level < rule.pillar_level
    ]
    return tuple(sorted(gaps, key=lambda gap: (gap.points, gap.pillar)))
