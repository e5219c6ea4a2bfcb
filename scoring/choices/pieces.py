"""What trees of questions cost at least: a line for each pillar, piece by piece.

Were steps divisible, what a tree can gain would lie on a convex line. Its corners are
real: up to each of them the questions rise in an order in which they may. The pieces of
all trees of a pillar, the flattest first, are the line of the pillar. They need no
sums of choices, so that a branch can be judged before it is worked out.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import inf
from operator import attrgetter
from typing import NamedTuple

from scoring.choices.chains import Chain

Positions = frozenset[int]


class Piece(NamedTuple):
    """Steps taken together. slope: key for each unit of gain.

    raised: the questions that rise from where they stand.
    """

    slope: float
    gain: int
    key: int
    raised: tuple[int, ...]


class Corner(NamedTuple):
    """Where so many pieces lead. slope: of the last one."""

    pieces: int
    gain: int
    key: int
    slope: float


slope_of = attrgetter("slope")


def piece(
    gain: int,
    key: int,
    raised: tuple[int, ...] = (),
) -> Piece:
    return Piece(
        key / gain if gain else inf,
        gain,
        key,
        raised,
    )


class PillarLine:
    """gain, key: of what is taken already. pieces: what may follow, the flattest first."""

    def __init__(
        self,
        gain: int,
        key: int,
        pieces: Iterable[Piece],
    ) -> None:
        self.gain = gain
        self.key = key
        self.pieces = sorted(pieces, key=slope_of)
        self._least: dict[tuple[float, int], float] = {}

    def corner(self, gain: int) -> Corner | None:
        """The first that gains so much, taken steps included; None where there is none."""
        here, key, slope = self.gain, self.key, 0.0
        if here >= gain:
            return Corner(
                0,
                here,
                key,
                slope,
            )
        for count, piece in enumerate(self.pieces, start=1):
            here += piece.gain
            key += piece.key
            if here >= gain:
                return Corner(
                    count,
                    here,
                    key,
                    piece.slope,
                )
        return None

    def least(
        self,
        price: float,
        gain: int,
    ) -> float:
        """The least key, less the price of each unit, of whatever gains at least so much.

        A part of a piece counts as a part; infinite where it cannot be gained.
        """
        asked = price, gain
        if asked not in self._least:
            self._least[asked] = self._least_of(price, gain)
        return self._least[asked]

    def _least_of(
        self,
        price: float,
        gain: int,
    ) -> float:
        value = self.key - price * self.gain
        here = self.gain
        for piece in self.pieces:
            if piece.slope >= price and here + piece.gain >= gain:
                # What is still to be gained costs more than it is worth.
                dear = (piece.slope - price) * (gain - here)
                return value + dear if here < gain else value
            value += piece.key - price * piece.gain
            here += piece.gain
        return value if here >= gain else inf


class Forest:
    """The trees of one enterprise before any step.

    chains: by position, of what can rise. bases: by position, the one of its own pillar
    that must rise first.
    """

    def __init__(
        self,
        chains: Mapping[int, Chain],
        bases: Mapping[int, int],
    ) -> None:
        self.chains = chains
        self.bases = bases
        self._of_tree: dict[int, set[int]] = {}
        self._whole: dict[int, list[Piece]] = {}
        self.waiting: dict[int, list[int]] = {}
        for position, base in bases.items():
            self.waiting.setdefault(base, []).append(position)

    def line(
        self,
        positions: Sequence[int],
        raised: Positions,
        kept: Positions,
    ) -> PillarLine:
        """Of a pillar. raised: their first step is taken. kept: they stay as they are."""
        gain = key = 0
        pieces: list[Piece] = []
        for position in positions:
            if position in kept:
                continue
            chain = self.chains[position]
            if position in raised:
                gain += chain.gains[1]
                key += chain.keys[1]
                pieces += _further(chain)
            elif self._is_free(position, raised):
                pieces += self._tree(position, kept)
        return PillarLine(
            gain,
            key,
            pieces,
        )

    def _is_free(
        self,
        position: int,
        raised: Positions,
    ) -> bool:
        base = self.bases.get(position)
        return base is None or base in raised

    def _tree(
        self,
        position: int,
        kept: Positions,
    ) -> list[Piece]:
        # Mostly all of a tree may rise, or the question itself stays and all with it.
        if position in kept:
            return []
        if not kept.isdisjoint(self._members(position)):
            return self._grown(position, kept)
        if position not in self._whole:
            self._whole[position] = self._grown(position, kept)
        return self._whole[position]

    def _members(self, position: int) -> set[int]:
        """Of its tree, itself among them."""
        if position not in self._of_tree:
            members = {position}
            for later in self.waiting.get(position, ()):
                members |= self._members(later)
            self._of_tree[position] = members
        return self._of_tree[position]

    def _grown(
        self,
        position: int,
        kept: Positions,
    ) -> list[Piece]:
        """Nothing of it comes before the first step of the question itself."""
        chain = self.chains[position]
        if len(chain.gains) == 1:
            return []
        rest = _further(chain)
        for later in self.waiting.get(position, ()):
            rest += self._tree(later, kept)
        rest.sort(key=slope_of)
        first = piece(
            chain.gains[1],
            chain.keys[1],
            (position,),
        )
        taken = 0
        for later_piece in rest:
            if later_piece.slope > first.slope:
                break
            first = _joined(first, later_piece)
            taken += 1
        return [first, *rest[taken:]]


def _further(chain: Chain) -> list[Piece]:
    """The line of its steps after the first."""
    pieces: list[Piece] = []
    for step in range(2, len(chain.gains)):
        gain = chain.gains[step] - chain.gains[step - 1]
        last = piece(gain, chain.keys[step] - chain.keys[step - 1])
        # A flatter piece behind a steeper one: there is no corner between them.
        while pieces and pieces[-1].slope >= last.slope:
            last = _joined(pieces.pop(), last)
        pieces.append(last)
    return pieces


def _joined(first: Piece, second: Piece) -> Piece:
    raised = first.raised + second.raised
    return piece(
        first.gain + second.gain,
        first.key + second.key,
        raised,
    )
