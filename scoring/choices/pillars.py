"""The pillars of one enterprise, ready to be asked for the cheapest way to satisfy a rule."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from scoring.choices.bounds import Bounds
from scoring.choices.frontier import Ways, frontier
from scoring.choices.parts import Part
from scoring.choices.pillar import Pillar
from scoring.choices.scale import Scale
from scoring.choices.tables import Goal, Table, is_enough, traced, with_pillar
from scoring.rubric import Rubric
from scoring.rules import Rule, least_total, pillars_required

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


class Pillars:
    """What the open questions of one enterprise can gain, pillar by pillar.

    levels: (Q,) from which they rise. pillars: by position, those of which something
    applies. scale: of the answers. is_bounded: floats can bound the numbers that dtype
    holds. lacking: of indicators that must reach a level, units short of it.
    """

    def __init__(
        self,
        rubric: Rubric,
        levels: Sequence[int],
        pillars: Mapping[int, Pillar],
        scale: Scale,
        is_bounded: bool,
        dtype: type,
        lacking: Mapping[int, int],
    ) -> None:
        self.rubric = rubric
        self.levels = levels
        self.pillars = list(pillars.values())
        self.scale = scale
        self.is_bounded = is_bounded
        self.dtype = dtype
        self.lacking = lacking
        total = 0
        for number, pillar in pillars.items():
            total += scale.worth[number] * pillar.earned.points
        self.gained = total - scale.total

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
        goal = goal_of(rule, self.rubric, self.scale, len(self.pillars), self.gained)
        level = rule.pillar_level
        options = [pillar.options(level) for pillar in self.pillars]
        if self.is_hopeless or not is_enough(options, goal):
            return None

        bounds: Bounds | None = None
        if self.is_bounded:
            lines = [pillar.line(level) for pillar in self.pillars]
            bounds = Bounds(options, goal, lines)
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


def goal_of(
    rule: Rule, rubric: Rubric, scale: Scale, pillars: int, gained: int = 0
) -> Goal:
    """What the rule asks for. pillars: how many there are of which something applies.

    gained: what is added to the total of the scale already.
    """
    asked = pillars_required(rule, len(rubric.pillars), pillars)
    least = least_total(rule, scale.full)
    if least is None:
        return Goal(asked, -1)

    missing = least - scale.total - gained
    # Rounded up: a part of a grain takes a whole one.
    return Goal(asked, -(-missing // scale.grain))
