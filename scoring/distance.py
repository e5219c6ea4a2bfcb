"""How far it is to the next overall level, stated exactly.

"19 points and one more pillar at level 3".
"""

from dataclasses import dataclass

from scoring.evaluate import Outcome, pillars_short
from scoring.needs import unmet
from scoring.rubric import Rubric
from scoring.rules import Need, Rule, least_for, least_total


@dataclass(frozen=True, slots=True)
class PillarGap:
    """points: units that lift the pillar to the level a gate asks for.

    pillar: a position in `Rubric.pillars`.
    """

    pillar: int
    points: int


@dataclass(frozen=True, slots=True)
class Distance:
    """What the next level still asks for; all of it must be met.

    target: the next overall level.
    points_needed: the fewest units of 1/`Rubric.total_unit` point that bring the total
    to where the level starts, 0 when it is there.
    pillars_needed: how many more pillars must reach `pillar_level`.
    nearest_pillars: every pillar below `pillar_level`, nearest first (then in the
    rubric's order).
    needs: the questions, indicators and pillars named by the level that are below what
    it asks of them.
    """

    target: int
    points_needed: int
    pillars_needed: int
    pillar_level: int
    nearest_pillars: tuple[PillarGap, ...]
    needs: tuple[Need, ...] = ()


def distance_to_next(rubric: Rubric, outcome: Outcome) -> Distance | None:
    """The distance from `outcome` to the next level.

    None at the top, and while the answers are incomplete.
    outcome: from `evaluate` under the same rubric. Source of the rules: the index; see
    docs/scoring.md.
    """
    if outcome.level is None:
        return None
    rule = _next_rule(rubric, outcome.level)
    if rule is None:
        return None

    least = least_total(rule, outcome.maximum)
    points = 0 if least is None else least - outcome.total
    pillars = pillars_short(rubric, rule, outcome.pillar_levels)
    return Distance(
        target=rule.level,
        # Either may be more than met while the other is short.
        points_needed=max(0, points),
        pillars_needed=max(0, pillars),
        pillar_level=rule.pillar_level,
        nearest_pillars=_nearest_pillars(rubric, outcome, rule),
        needs=unmet(rule.needs, outcome.standing),
    )


def _next_rule(rubric: Rubric, level: int) -> Rule | None:
    # Rules stand from the highest down: from below, the first one above is the next.
    for rule in reversed(rubric.rules):
        if rule.level > level:
            return rule
    return None


def _nearest_pillars(
    rubric: Rubric,
    outcome: Outcome,
    rule: Rule,
) -> tuple[PillarGap, ...]:
    gaps: list[PillarGap] = []
    for pillar, level in enumerate(outcome.pillar_levels):
        bands = rubric.bands_of(pillar)
        # A pillar whose own bands end below that level never reaches it.
        is_possible = bands[-1].level >= rule.pillar_level
        if level is not None and level < rule.pillar_level and is_possible:
            maximum = outcome.pillar_maxima[pillar]
            least = least_for(bands, maximum, rule.pillar_level)
            gaps.append(PillarGap(pillar, least - outcome.pillar_points[pillar]))

    # Sorting keeps the rubric's order among equals.
    gaps.sort(key=lambda gap: gap.points)
    return tuple(gaps)
