"""The pillars of one enterprise, ready to be asked for the cheapest way to satisfy a rule."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from scoring.choices.bounds import MOST_GAIN, MOST_KEY, Bounds
from scoring.choices.chains import Chain
from scoring.choices.frontier import NOWHERE, Frontier, Ways, frontier
from scoring.choices.parts import Part
from scoring.choices.scale import scale_of
from scoring.choices.sums import Lists, Sums, sums_of
from scoring.choices.tables import Goal, Table, is_enough, traced, with_pillar
from scoring.choices.trees import Grown, Tree, trees_of
from scoring.evaluate import Outcome
from scoring.groups import points_by_level
from scoring.rubric import Rubric
from scoring.rules import Band, Rule, least_for, least_total, pillars_required

ANY_LEVEL = Rule(
    -1,
    None,
    False,
    0,
    -1,
)
"""Asks for nothing."""


class Way(NamedTuple):
    """A way to satisfy a rule.

    key: what it costs, and what breaks ties. gains: of each pillar, in grains of the
    total.
    """

    key: int
    gains: list[int]


class Choices(NamedTuple):
    """parts: of the questions that can rise. sums: of what these can gain together."""

    parts: Sequence[Tree | Part]
    sums: Sums


class Known(NamedTuple):
    """What was added up before, by all that it depends on: for many who are alike."""

    choices: dict[tuple[object, ...], Choices]
    trees: Grown


class _Pillar(NamedTuple):
    """A pillar of which something applies.

    choices: what can rise, and what that can gain, in units.
    points, maximum: what is earned, of what applies. bands: its levels.
    target: the level that it must reach in any case.
    worth, grain: of the scale; a unit adds worth / grain to the total.
    """

    choices: Choices
    points: int
    maximum: int
    bands: tuple[Band, ...]
    target: int
    worth: int
    grain: int

    def options(self, level: int) -> Ways:
        """What it can add to the total, below a level and from there on."""
        total = self.choices.sums.total
        # Short of its own target it is of no use at all.
        first = np.searchsorted(total.gains, self._lacking(self.target))
        there = np.searchsorted(total.gains, self._lacking(level))
        there = max(first, there)

        grains = total.gains * self.worth // self.grain
        ways = Frontier(grains, total.keys)
        below = ways.only(slice(first, there))
        return Ways(below, ways.only(slice(there, None)))

    def _lacking(self, level: int) -> int:
        """Units short of a level; 0 or less where it is there."""
        if level <= self.bands[0].level:
            return 0
        return least_for(self.bands, self.maximum, level) - self.points

    def steps(self, grains: int) -> Iterator[tuple[int, int]]:
        """(position, steps) of what rises when all add so much to the total."""
        gain = grains * self.grain // self.worth
        parts, sums = self.choices
        pick = sums.total.cheapest(gain)
        picks = sums.picks(pick.gain, pick.key)
        for part, own_gain in zip(parts, picks, strict=True):
            yield from part.steps(own_gain)


class Pillars:
    """What the open questions of one enterprise can gain, pillar by pillar.

    levels: (Q,) complete. outcome: of these levels. chains: by position, the steps of
    each question that can rise. targets: position of a pillar -> the level it must
    reach in any case. waits_for: see `trees_of`; nothing waits across the bounds of an
    indicator in `floors`. known: what was added up before, for the same rubric and keys.
    floors: position of an indicator -> the level it must reach in any case.
    A pillar of which nothing applies is left out.
    """

    def __init__(
        self,
        rubric: Rubric,
        levels: Sequence[int],
        outcome: Outcome,
        chains: Mapping[int, Chain],
        targets: Mapping[int, int],
        waits_for: Mapping[int, int],
        known: Known | None = None,
        floors: Mapping[int, int] | None = None,
    ) -> None:
        self.rubric = rubric
        self.levels = levels
        self.outcome = outcome
        self.targets = targets
        self.scale = scale_of(rubric, outcome, points_by_level(rubric, levels))

        self.lacking = self._lacking(floors or {})

        self._choose_numbers(chains)
        self.pillars: list[_Pillar] = []
        for pillar, maximum in enumerate(outcome.pillar_maxima):
            if maximum:
                own = self._of_pillar(pillar, chains)
                choices = self._choices(own, waits_for, known or Known({}, {}))
                self._add(pillar, maximum, choices)

    def _lacking(self, floors: Mapping[int, int]) -> dict[int, int]:
        """Of indicators that must reach a level, how many units each is short of it."""
        lacking: dict[int, int] = {}
        for number, level in floors.items():
            maximum = self.outcome.indicator_maxima[number]
            # What does not apply is not asked for.
            if maximum:
                least = least_for(self.rubric.indicator_bands, maximum, level)
                lacking[number] = least - self.outcome.indicator_points[number]
        return lacking

    def _choose_numbers(self, chains: Mapping[int, Chain]) -> None:
        """Which integers are wide enough, and whether floats can bound them."""
        key = sum(chain.most_key for chain in chains.values())
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

    def _of_pillar(self, pillar: int, chains: Mapping[int, Chain]) -> dict[int, Chain]:
        own: dict[int, Chain] = {}
        for position, chain in chains.items():
            if self.rubric.questions[position].pillar == pillar:
                own[position] = chain
        return own

    def _choices(
        self,
        chains: Mapping[int, Chain],
        waits_for: Mapping[int, int],
        known: Known,
    ) -> Choices:
        """Added up anew only where nothing like it was."""
        # How much of a chain is left tells which part of it that is.
        key: list[object] = [self.dtype]
        for position, chain in chains.items():
            key += [position, len(chain.gains), waits_for.get(position)]
        key += sorted(self.lacking.items())
        return self._grown(
            tuple(key),
            chains,
            waits_for,
            known,
        )

    def _grown(
        self,
        key: tuple[object, ...],
        chains: Mapping[int, Chain],
        waits_for: Mapping[int, int],
        known: Known,
    ) -> Choices:
        if key not in known.choices:
            trees = trees_of(chains, waits_for, self.dtype, known.trees)
            known.choices[key] = self._added_up(trees)
        return known.choices[key]

    def _added_up(self, trees: Sequence[Tree]) -> Choices:
        """Those of an indicator that must reach a level are one choice."""
        parts: list[Tree | Part] = []
        by_indicator: dict[int, list[Tree]] = {}
        for tree in trees:
            indicator = self.rubric.questions[tree.position].indicator
            if indicator is not None and indicator in self.lacking:
                by_indicator.setdefault(indicator, []).append(tree)
            else:
                parts.append(tree)
        if not by_indicator:
            return Choices(trees, sums_of([tree.choice for tree in trees], self.dtype))

        for indicator, own in by_indicator.items():
            parts.append(
                Part(
                    indicator,
                    own,
                    self.lacking[indicator],
                    self.dtype,
                )
            )
        sums = Lists([part.choice for part in parts], self.dtype)
        return Choices(parts, sums)

    def _add(
        self,
        pillar: int,
        maximum: int,
        choices: Choices,
    ) -> None:
        bands = self.rubric.bands_of(pillar)
        self.pillars.append(
            _Pillar(
                choices=choices,
                points=self.outcome.pillar_points[pillar],
                maximum=maximum,
                bands=bands,
                target=self.targets.get(pillar, bands[0].level),
                worth=self.scale.worth[pillar],
                grain=self.scale.grain,
            )
        )

    @property
    def is_hopeless(self) -> bool:
        """An indicator must reach a level, and nothing of it can rise."""
        rising: set[int | None] = set()
        for pillar in self.pillars:
            for part in pillar.choices.parts:
                if isinstance(part, Part):
                    rising.add(part.indicator)
        return any(
            units > 0 and indicator not in rising
            for indicator, units in self.lacking.items()
        )

    def cheapest(self, rule: Rule) -> Way | None:
        """The cheapest way to satisfy the rule and the pillars' own targets.

        None when everything they can gain is not enough.
        """
        goal = self._goal(rule)
        options = [pillar.options(rule.pillar_level) for pillar in self.pillars]
        if self.is_hopeless or not is_enough(options, goal):
            return None

        bounds: Bounds | None = None
        if self.is_bounded:
            bounds = Bounds(options, goal)
            options = bounds.of_pillars(options)
        tables = self._tables(options, goal, bounds)
        total = tables[-1][goal.pillars].cheapest(goal.gain)
        return Way(
            total.key,
            traced(
                tables,
                options,
                goal.pillars,
                total,
            ),
        )

    def _goal(self, rule: Rule) -> Goal:
        all_pillars = len(self.rubric.pillars)
        pillars = pillars_required(rule, all_pillars, len(self.pillars))
        least = least_total(rule, self.scale.full)
        if least is None:
            return Goal(pillars, -1)

        missing = least - self.scale.total
        # Rounded up: a part of a grain takes a whole one.
        return Goal(pillars, -(-missing // self.scale.grain))

    def _tables(
        self,
        options: Sequence[Ways],
        goal: Goal,
        bounds: Bounds | None,
    ) -> list[Table]:
        """What the first 0, 1, 2, … pillars can add together."""
        nothing = frontier([0], [0], self.dtype)
        tables: list[Table] = [{0: nothing}]
        most_left = sum(ways.most for ways in options)
        for number, ways in enumerate(options, start=1):
            most_left -= ways.most
            left = Goal(len(options) - number, most_left)
            table = with_pillar(
                tables[-1],
                ways,
                goal,
                left,
            )
            if bounds:
                table = bounds.of_first(number, table)
            tables.append(table)
        return tables

    def levels_after(self, way: Way) -> list[int]:
        """(Q,) levels once each pillar has gained its part of the way."""
        after = list(self.levels)
        for pillar, grains in zip(self.pillars, way.gains, strict=True):
            for position, steps in pillar.steps(grains):
                question = self.rubric.questions[position]
                ahead = question.stops[question.step_from(after[position]) :]
                if steps:
                    after[position] = ahead[steps - 1]
        return after
