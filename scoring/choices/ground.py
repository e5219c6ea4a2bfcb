"""One enterprise before any step: what is the same whichever of its ways is looked at.

A branch of the search takes a few steps and leaves a few questions as they are. That
changes the pillars these belong to and no other: each pillar is worked out once for
what a branch does to it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from scoring.choices.bounds import MOST_GAIN, MOST_KEY
from scoring.choices.chains import Chain, shortened
from scoring.choices.cut import Cut
from scoring.choices.frontier import NOWHERE
from scoring.choices.parts import Part
from scoring.choices.pillar import Choices, Earned, Pillar
from scoring.choices.pillars import Pillars
from scoring.choices.scale import scale_of
from scoring.choices.sums import Added, Lists, sums_of
from scoring.choices.trees import Grown, Tree, trees_of
from scoring.choices.waits import Edge, tree_edges
from scoring.evaluate import Outcome
from scoring.groups import points_by_level
from scoring.rubric import Rubric
from scoring.rules import least_for

Steps = Mapping[int, int]
"""By position of a question."""

Key = tuple[object, ...]


class Ground:
    """What the open questions of one enterprise can gain, whatever is taken first.

    levels: (Q,) complete. outcome: of these levels. chains: by position, the steps of
    each question that can rise. edges: what still has to rise before what.
    """

    def __init__(
        self,
        rubric: Rubric,
        levels: Sequence[int],
        outcome: Outcome,
        chains: Mapping[int, Chain],
        edges: Sequence[Edge] = (),
    ) -> None:
        self.rubric = rubric
        self.levels = levels
        self.outcome = outcome
        self.chains = chains
        self.scale = scale_of(rubric, outcome, points_by_level(rubric, levels))
        self.edges = edges
        self.positions = self._by_pillar(chains)
        self._choose_numbers()
        self.added = Added.nothing(self.dtype)
        # By pillar, what is too far from the best: who knows it says so before all else.
        self.cuts: Mapping[int, Cut] = {}
        self.trees: Grown = {}
        self.known: dict[Key, Pillar] = {}

    def _by_pillar(self, positions: Iterable[int]) -> dict[int, list[int]]:
        own: dict[int, list[int]] = {}
        for position in positions:
            pillar = self.rubric.questions[position].pillar
            own.setdefault(pillar, []).append(position)
        return own

    def _choose_numbers(self) -> None:
        """Which integers are wide enough, and whether floats can bound them."""
        key = sum(chain.most_key for chain in self.chains.values())
        gain = 0
        for pillar, maximum in enumerate(self.outcome.pillar_maxima):
            # From below nothing there is more to gain than the maximum.
            most = maximum - min(0, self.outcome.pillar_points[pillar])
            gain += self.scale.worth[pillar] * most
        gain //= self.scale.grain

        self.is_bounded = gain < MOST_GAIN and key < MOST_KEY
        self.dtype: type = object
        if gain + key < NOWHERE:
            self.dtype = np.int64

    def pillars(
        self,
        taken: Steps,
        kept: Collection[int] = (),
        targets: Mapping[int, int] | None = None,
        floors: Mapping[int, int] | None = None,
    ) -> Pillars:
        """All of them once some steps are taken, and with some questions left as they are.

        targets: position of a pillar -> the level it must reach in any case. floors:
        the same of indicators. A pillar of which nothing applies is left out.
        """
        targets, floors = targets or {}, floors or {}
        lacking = self._lacking(taken, floors)
        return Pillars(
            rubric=self.rubric,
            levels=self._levels(taken),
            pillars=self._all(taken, kept, targets, lacking),
            scale=self.scale,
            is_bounded=self.is_bounded,
            dtype=self.dtype,
            lacking=lacking,
        )

    def _all(
        self,
        taken: Steps,
        kept: Collection[int],
        targets: Mapping[int, int],
        lacking: Mapping[int, int],
    ) -> dict[int, Pillar]:
        taken_there, kept_there = self._by_pillar(taken), self._by_pillar(kept)
        pillars: dict[int, Pillar] = {}
        for pillar, maximum in enumerate(self.outcome.pillar_maxima):
            if maximum:
                own = {at: taken[at] for at in taken_there.get(pillar, ())}
                still = frozenset(kept_there.get(pillar, ()))
                target = targets.get(pillar)
                pillars[pillar] = self._pillar(pillar, own, still, target, lacking)
        return pillars

    def _lacking(self, taken: Steps, floors: Mapping[int, int]) -> dict[int, int]:
        """Of indicators that must reach a level, how many units each is short of it."""
        lacking: dict[int, int] = {}
        for number, level in floors.items():
            maximum = self.outcome.indicator_maxima[number]
            # What does not apply is not asked for.
            if maximum:
                least = least_for(self.rubric.indicator_bands, maximum, level)
                lacking[number] = least - self.outcome.indicator_points[number]
        for position, steps in taken.items():
            indicator = self.rubric.questions[position].indicator
            if indicator in lacking:
                lacking[indicator] -= self.chains[position].gains[steps]
        return lacking

    def _levels(self, taken: Steps) -> list[int]:
        levels = list(self.levels)
        for position, steps in taken.items():
            question = self.rubric.questions[position]
            first = question.step_from(levels[position])
            levels[position] = question.stops[first + steps - 1]
        return levels

    def _pillar(
        self,
        pillar: int,
        taken: dict[int, int],
        kept: frozenset[int],
        target: int | None,
        lacking: Mapping[int, int],
    ) -> Pillar:
        """Worked out anew only where nothing like it was."""
        short = tuple(sorted(lacking.items()))
        key = pillar, frozenset(taken.items()), kept, target, short
        if key not in self.known:
            gained = (self.chains[at].gains[steps] for at, steps in taken.items())
            earned = self.earned(pillar, target, sum(gained))
            choices = self._choices(pillar, taken, kept, lacking)
            worth, grain = self.scale.worth[pillar], self.scale.grain
            self.known[key] = Pillar(choices, earned, worth, grain)
        return self.known[key]

    def earned(self, pillar: int, target: int | None, gained: int = 0) -> Earned:
        """Of the pillar. target: the level it must reach in any case."""
        bands = self.rubric.bands_of(pillar)
        return Earned(
            points=self.outcome.pillar_points[pillar] + gained,
            maximum=self.outcome.pillar_maxima[pillar],
            bands=bands,
            target=bands[0].level if target is None else target,
        )

    def _choices(
        self,
        pillar: int,
        taken: Steps,
        kept: Collection[int],
        lacking: Mapping[int, int],
    ) -> Choices:
        """What is left to choose."""
        chains: dict[int, Chain] = {}
        for position in self.positions.get(pillar, ()):
            steps = taken.get(position, 0)
            chain = self.chains[position]
            if position not in kept and len(chain.gains) > steps + 1:
                chains[position] = shortened(chain, steps)
        waits_for = self._waits_for(chains, taken, lacking)
        cut = self.cuts.get(pillar)
        trees = trees_of(chains, waits_for, self.dtype, self.trees, cut)
        return self._added_up(trees, lacking, cut)

    def _waits_for(
        self, chains: Mapping[int, Chain], taken: Steps, lacking: Mapping[int, int]
    ) -> dict[int, int]:
        """By position, the one in the pillar that it still waits for.

        An indicator that must gain something is added up by itself: none across its
        bounds.
        """
        open_edges: list[Edge] = []
        for edge in self.edges:
            is_open = edge.base in chains and edge.position in chains
            is_open = is_open and edge.base not in taken
            if is_open and not self._is_across(edge, lacking):
                open_edges.append(edge)
        return tree_edges(self.rubric, open_edges)

    def _is_across(self, edge: Edge, lacking: Mapping[int, int]) -> bool:
        base = self.rubric.questions[edge.base].indicator
        own = self.rubric.questions[edge.position].indicator
        return base != own and bool(lacking.keys() & {base, own})

    def _added_up(
        self, trees: Sequence[Tree], lacking: Mapping[int, int], cut: Cut | None
    ) -> Choices:
        """Those of an indicator that must reach a level are one choice."""
        parts: list[Tree | Part] = []
        by_indicator: dict[int, list[Tree]] = {}
        for tree in trees:
            indicator = self.rubric.questions[tree.position].indicator
            if indicator is not None and indicator in lacking:
                by_indicator.setdefault(indicator, []).append(tree)
            else:
                parts.append(tree)
        if not by_indicator:
            choices = [tree.choice for tree in trees]
            return Choices(trees, sums_of(choices, self.dtype, self.added, cut))

        for indicator, own in by_indicator.items():
            parts.append(Part(indicator, own, lacking[indicator], self.dtype))
        return Choices(parts, Lists([part.choice for part in parts], self.dtype))
