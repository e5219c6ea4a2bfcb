"""How far it is to the next overall level, stated exactly: "19 points and one more pillar at level 3"."""

from dataclasses import dataclass

from scoring.evaluate import Outcome, pillars_short
from scoring.rubric import Gate, Rubric, least_by_band, least_total


@dataclass(frozen=True, slots=True)
class PillarGap:
    """points: units that lift the pillar (a position in `Rubric.pillars`) to the level a gate asks for."""

    pillar: int
    points: int


@dataclass(frozen=True, slots=True)
class Distance:
    """What the next level still asks for; both conditions must be met.

    target: the next overall level. points_needed: the fewest units that bring the total strictly above
    the gate, 0 when it is there. pillars_needed: how many more pillars must reach `pillar_level`.
    nearest_pillars: every pillar below `pillar_level`, nearest first (then in the rubric's order).
    """

    target: int
    points_needed: int
    pillars_needed: int
    pillar_level: int
    nearest_pillars: tuple[PillarGap, ...]


def distance_to_next(rubric: Rubric, outcome: Outcome) -> Distance | None:
    """The distance from `outcome` to the next level; None at the top, and while the answers are incomplete."""
    if outcome.level is None:
        return None
    above = [gate for gate in rubric.gates if gate.level > outcome.level]
    if not above:
        return None
    gate = above[-1]
    return Distance(
        target=gate.level,
        points_needed=max(0, least_total(rubric, gate, outcome.maximum) - outcome.total),
        pillars_needed=max(0, pillars_short(rubric, gate, outcome.pillar_levels)),
        pillar_level=gate.pillar_level,
        nearest_pillars=_nearest(rubric, outcome, gate),
    )


def _nearest(rubric: Rubric, outcome: Outcome, gate: Gate) -> tuple[PillarGap, ...]:
    band = gate.pillar_level - rubric.bands[0].level - 1
    gaps = [
        PillarGap(pillar, least_by_band(rubric.bands, outcome.pillar_maxima[pillar])[band] - points)
        for pillar, points in enumerate(outcome.pillar_points)
        if (level := outcome.pillar_levels[pillar]) is not None and level < gate.pillar_level
    ]
    return tuple(sorted(gaps, key=lambda gap: (gap.points, gap.pillar)))
