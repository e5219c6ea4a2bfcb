"""Questions that wait for one another, within a pillar, as one choice.

A question that stands at its lowest level holds back those that wait for it: none of
them rises while it has not. So a question with those waiting for it is a tree, and what
a tree can gain is again a row of gains and keys, like the chain of a single question.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from scoring.choices.chains import Chain
from scoring.choices.cut import Cut
from scoring.choices.frontier import Frontier, frontier_of_steps, together
from scoring.choices.sums import Lists


class Tree:
    """position: of the question. chain: its own steps. waiting: for its first step.

    choice: what all of it can gain, from nothing on, but for what the cut leaves out.
    """

    def __init__(
        self,
        position: int,
        chain: Chain,
        waiting: Sequence["Tree"],
        dtype: type,
        cut: Cut | None = None,
    ) -> None:
        self.position = position
        self.chain = chain
        self.waiting = waiting
        self.choice = chain
        if waiting:
            choices = [tree.choice for tree in waiting]
            self.branches = Lists(choices, dtype, cut=cut)
            self.choice = self._choice(dtype, cut)

    def _choice(self, dtype: type, cut: Cut | None) -> Chain:
        """To gain nothing, or the question raised and whatever of the rest."""
        own = frontier_of_steps(self.chain.gains[1:], self.chain.keys[1:], dtype)
        raised = together(own, self.branches.total)
        if cut:
            raised = cut.of(raised)
        worth_it = raised.only(raised.gains > 0)
        return Chain([0, *worth_it.gains.tolist()], [0, *worth_it.keys.tolist()])

    def steps(self, gain: int) -> Iterator[tuple[int, int]]:
        """(position, steps) of the cheapest way to gain so much, an entry of the choice."""
        if not gain:
            return
        # The first that gains so much: further steps would gain nothing.
        key = self.choice.keys[self.choice.gains.index(gain)]
        if not self.waiting:
            yield self.position, self.chain.gains.index(gain)
            return
        steps, rest = self._own_part(gain, key)
        yield self.position, steps
        parts = self.branches.picks(*rest)
        for tree, part in zip(self.waiting, parts, strict=True):
            yield from tree.steps(part)

    def _own_part(self, gain: int, key: int) -> tuple[int, tuple[int, int]]:
        """How many steps of its own there are in it, and what is left for the branches."""
        for steps in range(1, len(self.chain.gains)):
            rest = gain - self.chain.gains[steps], key - self.chain.keys[steps]
            if _holds(self.branches.total, *rest):
                return steps, rest
        raise AssertionError("an entry of the choice is made up of something")


def _holds(sums: Frontier, gain: int, key: int) -> bool:
    return bool(((sums.gains == gain) & (sums.keys == key)).any())


Grown = dict[tuple[object, ...], Tree]
"""Trees by all that they depend on, for those who ask about many like ones."""


def trees_of(
    chains: Mapping[int, Chain],
    waits_for: Mapping[int, int],
    dtype: type,
    known: Grown | None = None,
    cut: Cut | None = None,
) -> list[Tree]:
    """The trees of a pillar, those first that come first.

    waits_for: by position, the one question in the same pillar that must rise first;
    both can rise. Without a circle. known: what grew before, for the same rubric, keys
    and cut.
    """
    known = {} if known is None else known
    waiting: dict[int, list[int]] = {}
    for position, base in waits_for.items():
        waiting.setdefault(base, []).append(position)

    def grown(positions: Iterable[int]) -> list[Tree]:
        trees: list[Tree] = []
        for position in positions:
            branches = grown(waiting.get(position, ()))
            chain = chains[position]
            # How much of a chain is left tells which part of it that is.
            key = (dtype, position, len(chain.gains), *map(id, branches))
            if key not in known:
                known[key] = Tree(position, chain, branches, dtype, cut)
            trees.append(known[key])
        return trees

    return grown(position for position in chains if position not in waits_for)
