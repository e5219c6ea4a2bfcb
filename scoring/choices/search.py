"""The cheapest way where questions wait for others that no tree holds together.

First without those waits: what costs least then is a bound. Where the path breaks one,
either the question that must come first rises, or what waits for it stays; both are
looked at in the same way, always the cheaper one first, until a path breaks none.
"""

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple

from scoring.choices.chains import Chain, Costs, chains_of, shortened
from scoring.choices.pillars import Known, Pillars, Way
from scoring.choices.waits import (
    Edge,
    Waits,
    edges_of,
    tree_edges,
    with_bases,
    with_waiting,
)
from scoring.evaluate import evaluate
from scoring.rubric import Rubric
from scoring.rules import Rule

Positions = frozenset[int]
NONE: Positions = frozenset()


class _Branch(NamedTuple):
    """raised: their first step is taken. kept: they stay as they are."""

    raised: Positions
    kept: Positions


class Search:
    """One enterprise, looked at branch by branch.

    levels: (Q,) complete. costs: of every step. targets: as of `Pillars`.
    waits: what does not rise before what; without any, the first branch is the answer.
    """

    def __init__(
        self,
        rubric: Rubric,
        levels: Sequence[int],
        costs: Costs,
        targets: Mapping[int, int],
        waits: Waits,
    ) -> None:
        self.rubric = rubric
        self.levels = levels
        self.targets = targets
        self.edges = edges_of(levels, waits)
        self.chains = chains_of(
            rubric,
            levels,
            self._open(),
            costs,
        )
        self.known: Known = {}

    def _open(self) -> list[int]:
        """The positions of the questions that can rise."""
        positions: list[int] = []
        for position, question in enumerate(self.rubric.questions):
            level = self.levels[position]
            if level >= 0 and question.step_from(level) < len(question.stops):
                positions.append(position)
        return positions

    def cheapest(self, rules: Sequence[Rule]) -> list[int] | None:
        """The levels after the cheapest way to satisfy one of the rules; None without one."""
        order = count()  # of equals the one found first
        found: list[tuple[int, int, list[int], _Branch]] = []

        def look(branch: _Branch) -> None:
            best = self._best(rules, branch)
            if best is not None:
                key, after = best
                heappush(found, (key, next(order), after, branch))

        look(_Branch(NONE, with_waiting_for_what_never_rises(self.edges, self.chains)))
        while found:
            _key, _order, after, branch = heappop(found)
            broken = self._broken(after)
            if broken is None:
                return after
            raised = branch.raised | with_bases(self.edges, {broken.base})
            kept = branch.kept | with_waiting(self.edges, {broken.position})
            if not raised & branch.kept:
                look(_Branch(raised, branch.kept))
            if not branch.raised & kept:
                look(_Branch(branch.raised, kept))
        return None

    def _broken(self, after: Sequence[int]) -> Edge | None:
        """A question that rises though what it waits for does not."""
        for edge in self.edges:
            if (
                after[edge.base] == 0
                and after[edge.position] > self.levels[edge.position]
            ):
                return edge
        return None

    def _best(
        self, rules: Sequence[Rule], branch: _Branch
    ) -> tuple[int, list[int]] | None:
        """What the branch costs at least, as a key, and the levels after it.

        What is taken already counts in the key, but is no choice any more.
        """
        levels = list(self.levels)
        spent = 0
        for position in branch.raised:
            levels[position] = self.rubric.questions[position].stops[0]
            spent += self.chains[position].keys[1]
        chains = self._chains(branch)
        pillars = Pillars(
            self.rubric,
            levels,
            evaluate(self.rubric, levels),
            chains,
            self.targets,
            self._waits_for(chains, branch.raised),
            self.known,
        )
        best: Way | None = None
        for rule in rules:
            way = pillars.cheapest(rule)
            if way and (best is None or way < best):
                best = way
        if best is None:
            return None
        return spent + best.key, pillars.levels_after(best)

    def _chains(self, branch: _Branch) -> dict[int, Chain]:
        """What is left to choose."""
        chains: dict[int, Chain] = {}
        for position, chain in self.chains.items():
            if position in branch.kept:
                continue
            taken = 1 if position in branch.raised else 0
            if len(chain.gains) > taken + 1:
                chains[position] = shortened(chain, taken)
        return chains

    def _waits_for(
        self, chains: Mapping[int, Chain], raised: Positions
    ) -> dict[int, int]:
        """By position, the one in its pillar that it still waits for."""
        open_edges: list[Edge] = []
        for edge in self.edges:
            if edge.base not in raised and chains.keys() >= set(edge):
                open_edges.append(edge)
        return tree_edges(self.rubric, open_edges)


def with_waiting_for_what_never_rises(
    edges: Sequence[Edge], chains: Mapping[int, Chain]
) -> Positions:
    """What waits for a question without a step stays for ever."""
    never: set[int] = set()
    for edge in edges:
        chain = chains.get(edge.base)
        if chain is None or len(chain.gains) == 1:
            never.add(edge.base)
    return frozenset(with_waiting(edges, never))
