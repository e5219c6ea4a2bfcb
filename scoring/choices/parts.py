"""Questions of one indicator that must gain so much together, as one choice."""

from collections.abc import Iterator, Sequence

from scoring.choices.chains import Chain
from scoring.choices.sums import Lists
from scoring.choices.trees import Tree


class Part:
    """trees: of the questions of an indicator. choice: what they can gain, from `least` on.

    Where they cannot gain so much, there is no choice at all.
    """

    def __init__(
        self,
        indicator: int,
        trees: Sequence[Tree],
        least: int,
        dtype: type,
    ) -> None:
        self.indicator = indicator
        self.trees = trees
        self.sums = Lists([tree.choice for tree in trees], dtype)
        total = self.sums.total
        enough = total.only(total.gains >= least)
        self.choice = Chain(enough.gains.tolist(), enough.keys.tolist())

    def steps(self, gain: int) -> Iterator[tuple[int, int]]:
        """(position, steps) of the cheapest way to gain so much, an entry of the choice."""
        pick = self.sums.total.cheapest(gain)
        picks = self.sums.picks(pick.gain, pick.key)
        for tree, own_gain in zip(self.trees, picks, strict=True):
            yield from tree.steps(own_gain)
