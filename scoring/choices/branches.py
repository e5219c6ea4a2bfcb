"""The branches of a search, those first that cost least.

What a branch costs at least stands for it until its turn comes. Where a look ahead sees
that something is missing on its way, it is parted at once; else it is worked out. Most
never have a turn, since some other branch is known to be cheaper.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from math import inf
from typing import NamedTuple

import numpy as np

from scoring.choices.cut import Cut
from scoring.choices.forecast import ROUNDING, Forecast, Forecasts, Lines
from scoring.choices.ground import Ground
from scoring.choices.pieces import Positions
from scoring.choices.pillars import Pillars, Way
from scoring.choices.waits import Edge, with_bases, with_waiting
from scoring.rules import Rule


class Branch(NamedTuple):
    """raised: their first step is taken. kept: they stay as they are."""

    raised: Positions
    kept: Positions

    def without(
        self,
        edges: Sequence[Edge],
        base: int,
    ) -> "Branch | None":
        """The part of it where this stays, and all that waits for it."""
        kept = self.kept | with_waiting(edges, {base})
        return None if self.raised & kept else Branch(self.raised, kept)

    def rising(
        self,
        edges: Sequence[Edge],
        base: int,
    ) -> "Branch | None":
        """The part of it where this rises, after what it waits for."""
        raised = self.raised | with_bases(edges, {base})
        return None if raised & self.kept else Branch(raised, self.kept)


# Each is one of its kind: compared by itself.
@dataclass(frozen=True, eq=False)
class Asked:
    """rules: of which one must hold; all of them name the same.

    steps: by position of a question that they name, how many it takes in any case.
    targets, floors: levels that pillars and indicators must reach in any case.
    """

    rules: Sequence[Rule]
    steps: Mapping[int, int]
    targets: Mapping[int, int]
    floors: Mapping[int, int]

    @property
    def is_plain(self) -> bool:
        """All that it asks for is forecast."""
        return not self.steps and not self.floors


class Best(NamedTuple):
    """key: what the way costs, with what is taken already."""

    key: int
    pillars: Pillars
    way: Way

    @property
    def levels(self) -> list[int]:
        """After it: many branches are only compared."""
        return self.pillars.levels_after(self.way)


class Waiting(NamedTuple):
    """best: of the branch; None until it is worked out. bound: its key, or at most that."""

    bound: float
    number: int
    branch: Branch
    asked: Asked
    best: Best | None


class Branches:
    """most: some path is known that has this key, or a lower one."""

    def __init__(
        self,
        ground: Ground,
        never: Positions,
    ) -> None:
        """never: what stays as it is in all of them."""
        self.ground = ground
        self.never = never
        self.most: float = inf
        self._lines = Lines(ground, never) if ground.is_bounded else None
        self._forecasts: dict[Asked, list[Forecasts]] = {}
        self._queue: list[Waiting] = []
        self._numbers = count()  # of equals the one that was there first
        self._is_cut = False

    def __bool__(self) -> bool:
        return bool(self._queue)

    def begin(
        self,
        asked: Asked,
        raised: Positions,
    ) -> None:
        """With all branches of what is asked for. raised: in any of them."""
        branch = Branch(raised, self.never)
        if self._lines:
            own: list[Forecasts] = []
            for rule in asked.rules:
                forecasts = Forecasts(
                    self._lines,
                    rule,
                    asked.targets,
                )
                price = self._price(
                    forecasts,
                    asked,
                    branch,
                )
                if price is not None:
                    forecasts.fix_prices(price, *branch)
                    own.append(forecasts)
            self._forecasts[asked] = own
        self.add(
            branch,
            asked,
            0,
        )

    def _price(
        self,
        forecasts: Forecasts,
        asked: Asked,
        branch: Branch,
    ) -> float | None:
        """Of a grain where nothing is missing on the way; None where there is no way."""
        price: float | None = None
        raised, kept = branch
        while forecast := forecasts.of(raised, kept):
            price = forecast.price
            self._note(forecast, asked)
            if not forecast.missing or forecast.missing & kept:
                break
            raised |= with_bases(self.ground.edges, forecast.missing)
        return price

    def _note(
        self,
        forecast: Forecast,
        asked: Asked,
    ) -> None:
        if asked.is_plain:
            self.most = min(self.most, forecast.most)

    def least(
        self,
        branch: Branch,
        asked: Asked,
    ) -> float:
        """What it costs at least; infinite where there is no path."""
        if not self._lines:
            return 0
        own = self._forecasts[asked]
        return min((each.least(*branch) for each in own), default=inf)

    def add(
        self,
        branch: Branch,
        asked: Asked,
        bound: float,
    ) -> None:
        """bound: of the branch it is a part of."""
        bound = max(bound, self.least(branch, asked))
        if bound < inf and bound <= self.most:
            self._push(
                bound,
                branch,
                asked,
                None,
            )

    def put_back(
        self,
        waiting: Waiting,
        best: Best,
    ) -> None:
        """Once it is worked out."""
        self._push(
            best.key,
            waiting.branch,
            waiting.asked,
            best,
        )

    def _push(
        self,
        bound: float,
        branch: Branch,
        asked: Asked,
        best: Best | None,
    ) -> None:
        waiting = Waiting(
            bound,
            next(self._numbers),
            branch,
            asked,
            best,
        )
        heappush(self._queue, waiting)

    def pop(self) -> Waiting:
        return heappop(self._queue)

    def missing(self, waiting: Waiting) -> list[int]:
        """What does not rise on the way that is foreseen, though what waits for it does."""
        if not self._lines:
            return []
        branch, own = waiting.branch, self._forecasts[waiting.asked]
        best = min(own, key=lambda forecasts: forecasts.least(*branch))
        forecast = best.of(*branch)
        if forecast is None:
            return []
        self._note(forecast, waiting.asked)
        missing: set[int] = set()
        for base, position in self.ground.edges:
            if base in forecast.missing and position in forecast.rising:
                missing.add(base)
        return sorted(missing)

    def cut(self, waiting: Waiting) -> None:
        """Before the first is worked out: what can belong to none that is left."""
        if self._is_cut:
            return
        self._is_cut = True
        left = [waiting, *self._queue]
        is_plain = all(other.asked.is_plain for other in left)
        if is_plain and self.most < inf and self.ground.dtype is np.int64:
            self.ground.cuts = self._cuts(left)

    def _cuts(self, left: Sequence[Waiting]) -> dict[int, Cut]:
        least = self.most
        prices: dict[int, set[float]] = {}
        for waiting in left:
            for forecasts in self._forecasts[waiting.asked]:
                least = min(least, forecasts.least_at_prices(*waiting.branch))
                for pillar, own in forecasts.prices.items():
                    prices.setdefault(pillar, set()).update(own)
        room = self.most - least + ROUNDING * self.most
        return {
            pillar: self._cut(
                pillar,
                own,
                room,
            )
            for pillar, own in prices.items()
        }

    def _cut(
        self,
        pillar: int,
        prices: set[float],
        room: float,
    ) -> Cut:
        scale = self.ground.scale
        unit = scale.worth[pillar] / scale.grain
        return Cut(tuple(price * unit for price in sorted(prices)), room)
