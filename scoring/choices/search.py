"""The cheapest way where questions wait for others that no tree holds together.

First without those waits: what costs least then is a bound. Where the path breaks some,
either the questions that must come first rise, or one of them stays with what waits for
it; all are looked at in the same way, always the cheapest first, until a path breaks none.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from math import inf

from scoring.choices.branches import Asked, Best, Branch, Branches, Waiting
from scoring.choices.chains import Chain, Costs, chains_of
from scoring.choices.ground import Ground
from scoring.choices.pieces import Positions
from scoring.choices.pillars import Way
from scoring.choices.waits import Edge, Waits, edges_of, with_bases, with_waiting
from scoring.evaluate import Outcome
from scoring.rubric import Rubric
from scoring.rules import INDICATOR, QUESTION, Need, Rule


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
        never = with_waiting_for_what_never_rises(self.edges, self.chains)
        branches = Branches(self.ground, never)
        for asked in self._asked(rules):
            # What a rule names rises in any case, after what it waits for.
            raised = frozenset(with_bases(self.edges, asked.steps))
            if not raised & never:
                branches.begin(asked, raised)
        while branches:
            waiting = branches.pop()
            if waiting.best is None:
                self._look(branches, waiting)
                continue
            after = waiting.best.levels
            broken = self._broken(after)
            if not broken:
                return after
            self._part(branches, waiting, broken)
        return None

    def _look(self, branches: Branches, waiting: Waiting) -> None:
        """Works the branch out, or parts it where that would surely break something."""
        missing = branches.missing(waiting)
        if missing:
            self._part(branches, waiting, missing)
            return
        branches.cut(waiting)
        best = self._best(waiting.asked, waiting.branch)
        if best is not None:
            branches.put_back(waiting, best)

    def _part(
        self, branches: Branches, waiting: Waiting, broken: Sequence[int]
    ) -> None:
        """All of these rise, after what they wait for; or one of them stays.

        In front what costs most to do without: where it is not the one that stays, it
        rises.
        """
        bound, _number, branch, asked, _best = waiting
        if len(broken) > 1:
            broken = sorted(broken, key=partial(self._loss, branches, waiting))
        rising: Branch | None = branch
        for base in broken:
            without = rising and rising.without(self.edges, base)
            if without:
                branches.add(without, asked, bound)
            rising = rising and rising.rising(self.edges, base)
        if rising:
            branches.add(rising, asked, bound)

    def _loss(self, branches: Branches, waiting: Waiting, base: int) -> float:
        without = waiting.branch.without(self.edges, base)
        return -branches.least(without, waiting.asked) if without else -inf

    def _asked(self, rules: Sequence[Rule]) -> Iterator[Asked]:
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
                yield Asked(alike, steps, targets, floors)

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

    def _broken(self, after: Sequence[int]) -> list[int]:
        """What does not rise though a question that waits for it does."""
        bases: set[int] = set()
        for base, position in self.edges:
            if after[base] == 0 and after[position] > self.levels[position]:
                bases.add(base)
        return sorted(bases)

    def _best(self, asked: Asked, branch: Branch) -> Best | None:
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
        return Best(spent + best.key, pillars, best)


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
