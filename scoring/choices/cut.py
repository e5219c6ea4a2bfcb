"""What of a pillar's sums can still belong to the cheapest path, told while they are added up.

With a price on each unit that is gained, every choice has a value of its own: its key
less what its gain is worth. Whatever a path takes, it costs at least as much more than
the bound as its parts fall short of the best value they could have had. So a sum too far
from the best of its kind is left out at once, before it is combined with anything.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.choices.chains import Chain
from scoring.choices.frontier import Frontier


class Cut(NamedTuple):
    """prices: of a unit, one for each thing that may be asked of the pillar.

    room: how much the cheapest path can cost more than the bound.
    """

    prices: tuple[float, ...]
    room: float

    def of_steps(self, choice: Chain) -> Chain:
        """The same of the steps of one choice, before they are combined with anything."""
        gains, keys = choice
        near: set[int] = set()
        for price in self.prices:
            values = [key - price * gain for gain, key in zip(gains, keys, strict=True)]
            most = min(values, default=0) + self.room
            near.update(at for at, value in enumerate(values) if value <= most)
        if len(near) == len(gains):
            return choice
        steps = sorted(near)
        return Chain([gains[at] for at in steps], [keys[at] for at in steps])

    def of(self, sums: Frontier) -> Frontier:
        """Without those that are too far from the best under every price."""
        near: NDArray[np.bool_] | None = None
        for price in self.prices:
            values = sums.keys - price * sums.gains
            own = values <= values.min() + self.room
            near = own if near is None else near | own
        return sums if near is None or near.all() else sums.only(near)
