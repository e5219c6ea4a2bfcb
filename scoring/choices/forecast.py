"""What a branch of the search costs at least, and at most, before it is worked out.

At least: what it would cost were steps divisible, with a price on each unit of the total
and a higher one where a pillar must reach its level (a Lagrangian bound). At most: the
next corners of the same lines, with whatever these wait for.
"""

from collections.abc import Collection, Mapping, Sequence
from heapq import nsmallest
from math import inf
from typing import NamedTuple

from scoring.choices.chains import Chain
from scoring.choices.ground import Ground
from scoring.choices.pieces import (
    Corner,
    Forest,
    Piece,
    PillarLine,
    Positions,
    slope_of,
)
from scoring.choices.pillars import goal_of
from scoring.choices.tables import Goal
from scoring.choices.waits import tree_edges, with_bases
from scoring.rules import Rule

# Far more than sums of floats are off by.
ROUNDING = 1e-9


class Forecast(NamedTuple):
    """most: some path of the branch has this key, or a lower one.

    rising: what rises there. missing: what rises besides, since others wait for it.
    price: of a grain, where it ends.
    """

    most: float
    rising: Positions
    missing: Positions
    price: float


class _Side(NamedTuple):
    """One pillar. start, arrival: the corners of its line where it has gained what it must in
    any case, and where it is at the level; None where it never has, or is.
    """

    line: PillarLine
    start: Corner | None
    arrival: Corner | None

    @property
    def rise(self) -> float:
        """What it costs more to be at the level."""
        if self.start is None or self.arrival is None:
            return inf
        return self.arrival.key - self.start.key


class _Way(NamedTuple):
    """price: of a grain, where it ends."""

    key: int
    price: float
    raised: Positions


class Lines:
    """Of the pillars of one enterprise. never: what stays as it is in all branches."""

    def __init__(
        self,
        ground: Ground,
        never: Collection[int],
    ) -> None:
        self.ground = ground
        can_rise = ground.chains.keys() - set(never)
        edges = [edge for edge in ground.edges if can_rise.issuperset(edge)]
        bases = tree_edges(ground.rubric, edges)
        chains = {at: self._in_grains(at) for at in ground.chains}
        self.forest = Forest(chains, bases)
        self.positions = {
            pillar: frozenset(own) for pillar, own in ground.positions.items()
        }
        self._known: dict[object, PillarLine] = {}

    def _in_grains(self, position: int) -> Chain:
        scale, (gains, keys) = self.ground.scale, self.ground.chains[position]
        worth = scale.worth[self.ground.rubric.questions[position].pillar]
        return Chain([gain * worth // scale.grain for gain in gains], keys)

    def of(
        self,
        pillar: int,
        raised: Positions,
        kept: Positions,
    ) -> PillarLine:
        """Most branches change few pillars."""
        own = self.positions.get(pillar, frozenset())
        key = pillar, raised & own, kept & own
        if key not in self._known:
            positions = self.ground.positions.get(pillar, ())
            self._known[key] = self.forest.line(
                positions,
                raised,
                kept,
            )
        return self._known[key]


class Forecasts:
    """For a rule and the targets of pillars, branch by branch.

    asked: by pillar of which something applies, the grains it must gain in any case,
    and those to be at the level. price: of a grain. prices: by pillar, of one of its own,
    short of the level and there.
    """

    def __init__(
        self,
        lines: Lines,
        rule: Rule,
        targets: Mapping[int, int],
    ) -> None:
        self.lines = lines
        self.ground = ground = lines.ground
        self.asked: dict[int, tuple[int, int]] = {}
        for pillar, maximum in enumerate(ground.outcome.pillar_maxima):
            if maximum:
                earned = ground.earned(pillar, targets.get(pillar))
                below = self._grains(pillar, earned.lacking(earned.target))
                there = self._grains(pillar, earned.lacking(rule.pillar_level))
                self.asked[pillar] = below, max(below, there)
        self.goal = goal_of(
            rule,
            ground.rubric,
            ground.scale,
            len(self.asked),
        )
        self.price = 0.0
        self.prices: dict[int, tuple[float, float]] = {}

    def _grains(
        self,
        pillar: int,
        units: int,
    ) -> int:
        """A part of a grain takes a whole one."""
        scale = self.ground.scale
        return -(-units * scale.worth[pillar] // scale.grain)

    def of(
        self,
        raised: Positions,
        kept: Positions,
    ) -> Forecast | None:
        """None where no path satisfies the rule."""
        sides = self._sides(raised, kept)
        way = _way_to(self.goal, list(sides.values()))
        if way is None:
            return None
        rising = way.raised | raised
        missing = frozenset(with_bases(self.ground.edges, rising)) - rising
        most: float = inf
        if not missing & kept:
            most = way.key + sum(self.ground.chains[at].keys[1] for at in missing)
        return Forecast(
            most,
            rising,
            missing,
            way.price,
        )

    def _sides(
        self,
        raised: Positions,
        kept: Positions,
    ) -> dict[int, _Side]:
        sides: dict[int, _Side] = {}
        for pillar, (below, there) in self.asked.items():
            line = self.lines.of(
                pillar,
                raised,
                kept,
            )
            sides[pillar] = _Side(
                line,
                line.corner(below),
                line.corner(there),
            )
        return sides

    def fix_prices(
        self,
        price: float,
        raised: Positions,
        kept: Positions,
    ) -> None:
        """price: of a grain. Those of pillars are what their levels cost in this branch."""
        self.price = price
        for pillar, side in self._sides(raised, kept).items():
            corners = filter(None, (side.start, side.arrival))
            own = [max(price, corner.slope) for corner in corners]
            self.prices[pillar] = own[0], own[-1]

    def least(
        self,
        raised: Positions,
        kept: Positions,
    ) -> float:
        """No path of the branch has a lower key; infinite where there is none.

        For any price this is a bound; the closer to where the way ends, the better.
        """
        keys: list[tuple[float, float]] = []
        for pillar, (below, there) in self.asked.items():
            line = self.lines.of(
                pillar,
                raised,
                kept,
            )
            in_any_case = line.least(self.price, below)
            if in_any_case == inf:
                return inf
            keys.append((in_any_case, line.least(self.price, there)))
        return self._sum(keys)

    def least_at_prices(
        self,
        raised: Positions,
        kept: Positions,
    ) -> float:
        """The same with the pillars' own prices as they were fixed: not higher."""
        keys: list[tuple[float, float]] = []
        for pillar, gains in self.asked.items():
            line = self.lines.of(
                pillar,
                raised,
                kept,
            )
            own: list[float] = []
            for price, gain in zip(
                self.prices[pillar],
                gains,
                strict=True,
            ):
                own.append(line.least(price, 0) + (price - self.price) * gain)
            keys.append((own[0], own[1]))
        return self._sum(keys)

    def _sum(self, keys: Sequence[tuple[float, float]]) -> float:
        """keys: of each pillar in any case, and at the level, less what its gain is worth."""
        paid = self.price * max(self.goal.gain, 0)
        least = paid + sum(below for below, _there in keys)
        rises = (there - below for below, there in keys)
        least += sum(nsmallest(self.goal.pillars, rises))
        return least - ROUNDING * (paid + abs(least))


def _way_to(goal: Goal, sides: Sequence[_Side]) -> _Way | None:
    """The cheapest pillars to the level, then the flattest pieces of all."""
    rises = nsmallest(
        goal.pillars,
        range(len(sides)),
        key=lambda at: sides[at].rise,
    )
    if len(rises) < goal.pillars:
        return None
    gain = key = 0
    raised: set[int] = set()
    left: list[Piece] = []
    for number, side in enumerate(sides):
        corner = side.arrival if number in rises else side.start
        if corner is None:
            return None
        gain += corner.gain
        key += corner.key
        for piece in side.line.pieces[: corner.pieces]:
            raised.update(piece.raised)
        left += side.line.pieces[corner.pieces :]

    price = 0.0
    for piece in sorted(left, key=slope_of):
        if gain >= goal.gain:
            break
        gain += piece.gain
        key += piece.key
        price = piece.slope
        raised.update(piece.raised)
    return (
        _Way(
            key,
            price,
            frozenset(raised),
        )
        if gain >= goal.gain
        else None
    )
