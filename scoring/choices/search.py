"""The cheapest way where questions wait for others that no tree holds together.

First without those waits: what costs least then is a bound. Where the path breaks one,
either the question that must come first rises, or what waits for it stays; both are
looked at in the same way, always the cheaper one first, until a path breaks none.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple

from scoring.choices.chains import Chain, Costs, chains_of
from scoring.choices.ground import Ground
from scoring.choices.pillars import Pillars, Way
from scoring.choices.waits import Edge, Waits, edges_of, with_bases, with_waiting
from scoring.evaluate import Outcome
from scoring.rubric import Rubric
from scoring.rules import INDICATOR, QUESTION, Need, Rule

Positions = frozenset[int]
NONE: Positions = frozenset()


class _Branch(NamedTuple):
    """raised: their first step is taken. kept: they stay as they are."""

    raised: Positions
    kept: Positions


class _Asked(NamedTuple):
    """rules: of which one must hold; all of them name the same.

    steps: by position of a question that they name, how many it takes in any case.
    targets, floors: levels that pillars and indicators must reach in any case.
    """

    rules: Sequence[Rule]
    steps: Mapping[int, int]
    targets: Mapping[int, int]
    floors: Mapping[int, int]


class _Best(NamedTuple):
    """key: what the way costs, with what is taken already."""

    key: int
    pillars: Pillars
    way: Way

    @property
    def levels(self) -> list[int]:
        """After it: many branches are only compared."""
        return self.pillars.levels_after(self.way)


class Search:
    """One enterprise, looked at branch by branch.

    outcome: of complete levels. costs: of every step. targets: levels that pillars must
    reach in any case.
    waits: what does not rise before what; without any, the first branch is the answer.
    """

    def __init__(
        self,
        rubric: Rubric,
        outcome: Outcome,
        costs: Costs,
        targets: Mapping[int, int],
        waits: Waits,
    ) -> None:
        self.rubric = rubric
        self.levels = levels = outcome.levels
        self.targets = targets
        self.edges = edges_of(levels, waits)
        self.chains = chains_of(
            rubric,
            levels,
            self._open(),
            costs,
        )
        self.ground = Ground(
            rubric,
            levels,
            outcome,
            self.chains,
            self.edges,
        )

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
        found: list[tuple[int, int, _Best, _Branch, _Asked]] = []

        def look(branch: _Branch, asked: _Asked) -> None:
            best = self._best(asked, branch)
            if best is not None:
                heappush(found, (best.key, next(order), best, branch, asked))

        never = with_waiting_for_what_never_rises(self.edges, self.chains)
        for asked in self._asked(rules):
            # What a rule names rises in any case, after what it waits for.
            raised = frozenset(with_bases(self.edges, asked.steps))
            if not raised & never:
                look(_Branch(raised, never), asked)
        while found:
            _key, _order, best, branch, asked = heappop(found)
            after = best.levels
            broken = self._broken(after)
            if broken is None:
                return after
            # It rises, after what it waits for itself; or it stays, and all that waits for it.
            raised = branch.raised | with_bases(self.edges, {broken})
            kept = branch.kept | with_waiting(self.edges, {broken})
            if not raised & branch.kept:
                look(_Branch(raised, branch.kept), asked)
            if not branch.raised & kept:
                look(_Branch(branch.raised, kept), asked)
        return None

    def _asked(self, rules: Sequence[Rule]) -> Iterator[_Asked]:
        """Rules by what they name; none for those of which that cannot be reached."""
        by_needs: dict[tuple[Need, ...], list[Rule]] = {}
        for rule in rules:
            by_needs.setdefault(rule.needs, []).append(rule)
        for needs, alike in by_needs.items():
            steps: dict[int, int] = {}
            targets = dict(self.targets)
            floors: dict[int, int] = {}
            for need in needs:
                if need.tier == QUESTION:
                    self._add_steps(need, steps)
                elif need.tier == INDICATOR:
                    floors[need.position] = need.level
                else:
                    own = targets.get(need.position, need.level)
                    targets[need.position] = max(own, need.level)
            if all(map(self._can_take, steps, steps.values())):
                yield _Asked(alike, steps, targets, floors)

    def _add_steps(self, need: Need, steps: dict[int, int]) -> None:
        question = self.rubric.questions[need.position]
        level = self.levels[need.position]
        if not 0 <= level < need.level:
            return
        first = question.step_from(level)
        # The first stop that is high enough; beyond the last there is none.
        last = bisect_left(question.stops, need.level)
        steps[need.position] = last - first + 1

    def _can_take(self, position: int, steps: int) -> bool:
        chain = self.chains.get(position)
        return chain is not None and len(chain.gains) > steps

    def _broken(self, after: Sequence[int]) -> int | None:
        """What does not rise though a question that waits for it does.

        Of several the one that most waits for: to do without it costs most, so that the
        branch where it stays is soon dearer than another.
        """
        bases = set()
        for base, position in self.edges:
            if after[base] == 0 and after[position] > self.levels[position]:
                bases.add(base)
        return max(sorted(bases), key=self._waiting, default=None)

    def _waiting(self, base: int) -> int:
        return len(with_waiting(self.edges, {base}))

    def _best(self, asked: _Asked, branch: _Branch) -> _Best | None:
        """The cheapest way of the branch.

        What is taken already counts in the key, but is no choice any more.
        """
        taken = {**dict.fromkeys(branch.raised, 1), **asked.steps}
        spent = sum(self.chains[at].keys[steps] for at, steps in taken.items())
        pillars = self.ground.pillars(
            taken,
            branch.kept,
            asked.targets,
            asked.floors,
        )
        best: Way | None = None
        for rule in asked.rules:
            way = pillars.cheapest(rule)
            if way and (best is None or way < best):
                best = way
        if best is None:
            return None
        return _Best(spent + best.key, pillars, best)


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
