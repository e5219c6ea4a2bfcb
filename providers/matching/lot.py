"""The lot of one enterprise on one day: who stands before whom among those as good as equal.

What decides is handed in. The rule itself is `scoring.allocation.lot`.
"""

from collections.abc import Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from providers.matching.entries import Entries, OfProvider
from providers.matching.inputs import Seen
from scoring.allocation.lot import lot_of, seed_of

Ints = NDArray[np.int64]


class Lot:
    """taken: requests of the month by provider. seen: how often each stood where, before."""

    def __init__(
        self,
        entries: Entries,
        day: str,
        enterprise: str,
        taken: Mapping[int, int],
        seen: Seen,
    ) -> None:
        self.entries = entries
        self.seed = seed_of(day, enterprise)
        self.taken = taken
        self.seen = seen

    @cached_property
    def places(self) -> list[int]:
        """Of each house, how many requests it can still take this month."""
        # The most of its branches and not their sum: to be many brings no more.
        return [max(map(self._left, own)) for own in self.entries.houses.members]

    def _left(self, provider: OfProvider) -> int:
        return provider.capacity_per_month - self.taken.get(provider.pk, 0)

    @cached_property
    def by_house(self) -> Ints:
        """(H,) the place of each house in the draw."""
        keys = self.entries.houses.keys
        lots = []
        for key, places in zip(keys, self.places, strict=True):
            # The key decides between two tickets that are the same number.
            lots.append((lot_of(self.seed, key, places), key))
        order = sorted(range(len(lots)), key=lots.__getitem__)
        drawn = np.empty(len(lots), np.int64)
        drawn[order] = np.arange(len(lots))
        return drawn

    def beside(self, question: str) -> Ints:
        """(S,) places in the draw; whoever stood here less often comes first."""
        seen = self.seen.get(question)
        if not seen:
            return self._unseen
        turns = np.zeros(len(self.by_house), np.int64)
        for key, count in seen.items():
            # Who offers nothing any more has no turn.
            house = self.entries.houses.of.get(key)
            if house is not None:
                turns[house] += count
        drawn: Ints = (turns * len(turns) + self.by_house)[self.entries.house]
        return drawn

    @cached_property
    def _unseen(self) -> Ints:
        drawn: Ints = self.by_house[self.entries.house]
        return drawn
