"""The cheapest path to a level: single steps, each lifting one question by one level, exactly least in cost.

Within a pillar, questions are choices of how far to go; pillars are then choices of how much to gain,
counted by how many reach the level a gate asks for. Both are added up exactly (`scoring.frontier`).
Source: ours (docs/scoring.md, "The cheapest path"); costs are data of the index, or of whoever asks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

import numpy as np

from scoring.bounds import MOST_GAIN, MOST_KEY, Bounds, Table, Ways
from scoring.chains import Costs, chains_of, exact_costs
from scoring.errors import ScoringError
from scoring.evaluate import Outcome, evaluate
from scoring.frontier import NOWHERE, Frontier, either, frontier, together
from scoring.ratio import Exact
from scoring.rubric import Rubric, Rule, least_by_band, least_total, pillars_required
from scoring.sums import sums_of
from scoring.total import exact_total, full_total

ANY_LEVEL = Rule(-1, Fraction(-1), False, 0, 0)
"""Asks for nothing."""


@dataclass(frozen=True, slots=True)
class Step:
    """Lifting one question (a position in `Rubric.questions`) by one level."""

    question: int
    from_level: int
    to_level: int
    cost: Fraction


@dataclass(frozen=True, slots=True)
class Path:
    """steps: in the order of questions, then of levels. outcome: of the answers after all of them."""

    steps: tuple[Step, ...]
    cost: Fraction
    outcome: Outcome

    @property
    def questions(self) -> int:
        """How many questions have to move."""
        return len({step.question for step in self.steps})


def cheapest_path(
    rubric: Rubric,
    levels: Sequence[int],
    target: int | None,
    costs: Sequence[Sequence[Exact | None]],
    pillar_targets: Mapping[int, int] | None = None,
) -> Path | None:
    """The cheapest steps after which the overall level is `target` or higher; None when no steps are enough.

    levels: (Q,) complete, as for `evaluate`. target: an overall level of the rubric. costs: per question, the
    cost of 0 -> 1, 1 -> 2, …; whole numbers, decimals or fractions, 0 or more; None: there is no such step, so
    none beyond it. pillar_targets: position of a pillar -> the level it must reach too (never, when nothing of
    it applies); target None asks for these alone. A question that does not apply offers no step.

    Equal costs: the path that touches fewest questions, then the earliest ones (the smallest sum of their
    places), then the one with fewest steps. Already there: a path without steps.

    Raises ScoringError: `answers_incomplete`, `nothing_applies`, `unknown_level`, `unknown_pillar`,
    `costs_count`, `cost_negative`, `number_not_exact`, and what `evaluate` raises.
    """
    outcome = evaluate(rubric, levels)
    _check_asked(rubric, outcome, target, pillar_targets or {})
    if any(not outcome.pillar_maxima[pillar] for pillar in pillar_targets or {}):
        return None
    sheet = _Sheet(rubric, levels, outcome, exact_costs(rubric, costs), pillar_targets or {})
    rules = [rule for rule in rubric.rules if target is not None and rule.level >= target]
    if target is None or target <= rubric.otherwise:
        rules = [ANY_LEVEL]
    found = [way for rule in rules if not _harder(rule, rules) and (way := sheet.cheapest(rule))]
    return sheet.path(min(found)[1]) if found else None


def _check_asked(rubric: Rubric, outcome: Outcome, target: int | None, pillar_targets: Mapping[int, int]) -> None:
    if outcome.applicable == 0:
        raise ScoringError("nothing_applies")
    if not outcome.complete:
        raise ScoringError("answers_incomplete", open=outcome.applicable - outcome.answered)
    if target is not None and target not in rubric.levels:
        raise ScoringError("unknown_level", level=target)
    for pillar, level in pillar_targets.items():
        if not 0 <= pillar < len(rubric.pillars):
            raise ScoringError("unknown_pillar", pillar=pillar)
        if not rubric.bands[0].level <= level <= rubric.bands[-1].level:
            raise ScoringError("unknown_level", pillar=pillar, level=level)


def _harder(rule: Rule, rules: list[Rule]) -> bool:
    """Another rule that will do asks for no more in any respect (of two equal ones, the higher level stays)."""

    def asks(one: Rule) -> tuple[Fraction, bool, int, int]:
        return one.share, one.strictly, one.pillars_at_least, one.pillar_level

    mine = asks(rule)
    return any(
        other.level < rule.level
        and (other.share, other.strictly) <= mine[:2]
        and all(less <= more for less, more in zip(asks(other)[2:], mine[2:], strict=True))
        for other in rules
    )


class _Sheet:
    """Everything one enterprise could do, ready to be asked for the cheapest way to satisfy a rule."""

    def __init__(
        self,
        rubric: Rubric,
        levels: Sequence[int],
        outcome: Outcome,
        costs: Costs,
        pillar_targets: Mapping[int, int],
    ) -> None:
        self.rubric, self.levels, self.outcome, self.costs = rubric, levels, outcome, costs
        self.least = [least_by_band(rubric.bands, maximum) for maximum in outcome.pillar_maxima]
        self.targets = pillar_targets
        self.pillars = [pillar for pillar, maximum in enumerate(outcome.pillar_maxima) if maximum]
        self.open = [place for place, question in enumerate(rubric.questions) if 0 <= levels[place] < question.top]
        self._weigh()
        chains = chains_of(rubric, levels, self.open, costs)
        gain = sum(self.worth[pillar] * maximum for pillar, maximum in enumerate(outcome.pillar_maxima)) // self.grain
        key = sum(keys[-1] for _, keys in chains.values())
        self.dtype: type = np.int64 if gain + key < NOWHERE else object
        self.bounded = gain < MOST_GAIN and key < MOST_KEY
        self.of_pillar = {
            pillar: [place for place in self.open if rubric.questions[place].pillar == pillar]
            for pillar in self.pillars
        }
        self.sums = {
            pillar: sums_of([chains[place] for place in places], self.dtype)
            for pillar, places in self.of_pillar.items()
        }

    def _weigh(self) -> None:
        """What a unit of each pillar adds to the total, as whole numbers over one denominator."""
        rubric, maxima = self.rubric, self.outcome.pillar_maxima
        weights = rubric.weights or maxima
        self.denominator = lcm(*(maxima[pillar] for pillar in self.pillars)) if rubric.weights else 1
        self.worth = [
            weight * self.denominator // maximum if rubric.weights and maximum else 1
            for weight, maximum in zip(weights, maxima, strict=True)
        ]
        # Gains come in multiples of this: smaller numbers, shorter rows of cells.
        self.grain = gcd(
            *(self.worth[question.pillar] * gcd(*question.points) for question in rubric.questions),
        )
        self.full = full_total(rubric, maxima) * self.denominator
        self.total = int(exact_total(rubric, self.outcome.pillar_points, maxima) * self.denominator)

    def cheapest(self, rule: Rule) -> tuple[int, list[int]] | None:
        """(key, gain of each pillar) of the cheapest way to satisfy the rule and the pillars' own targets."""
        count = pillars_required(rule, len(self.rubric.pillars), len(self.pillars))
        asked = -1 if rule is ANY_LEVEL else -(-(least_total(rule, self.full) - self.total) // self.grain)
        options = [self._options(pillar, rule) for pillar in self.pillars]
        if not _enough(options, count, asked):
            return None
        bounds = Bounds(options, count, asked) if self.bounded else None
        if bounds:
            options = [bounds.of_pillar(number, ways) for number, ways in enumerate(options)]
        most = [max((int(way.gains[-1]) for way in ways if len(way.gains)), default=0) for ways in options]
        tables: list[Table] = [{0: frontier([0], [0], self.dtype)}]
        for number, ways in enumerate(options, start=1):
            left = sum(most[number:])
            table = _with_pillar(tables[-1], ways, count, len(options) - number, (asked - left, asked))
            tables.append(bounds.of_first(number, table) if bounds else table)
        last = tables[-1][count]
        place = int(np.searchsorted(last.gains, asked))
        key = int(last.keys[place])
        return key, _traced(tables, options, count, int(last.gains[place]), key)

    def _options(self, pillar: int, rule: Rule) -> tuple[Frontier, Frontier]:
        """What the pillar can add to the total, below the rule's level for pillars and from there on."""
        gains, keys = self.sums[pillar].total
        first = np.searchsorted(gains, self._lacking(pillar, self.targets.get(pillar, self.rubric.bands[0].level)))
        there = max(first, np.searchsorted(gains, self._lacking(pillar, rule.pillar_level)))
        worth = gains * self.worth[pillar] // self.grain
        return Frontier(worth[first:there], keys[first:there]), Frontier(worth[there:], keys[there:])

    def _lacking(self, pillar: int, level: int) -> int:
        band = level - self.rubric.bands[0].level
        return self.least[pillar][band - 1] - self.outcome.pillar_points[pillar] if band > 0 else 0

    def path(self, gained: list[int]) -> Path:
        """The steps that gain each pillar as much, as a path."""
        after, steps = list(self.levels), []
        for pillar, worth in zip(self.pillars, gained, strict=True):
            sums, gain = self.sums[pillar], worth * self.grain // self.worth[pillar]
            key = int(sums.total.keys[np.searchsorted(sums.total.gains, gain)])
            for place, part in zip(self.of_pillar[pillar], sums.picks(gain, key), strict=True):
                points, level = self.rubric.questions[place].points, self.levels[place]
                after[place] = points.index(points[level] + part, level)
        for place in self.open:
            taken = range(self.levels[place], after[place])
            prices = self.costs[place][taken.start : taken.stop]
            steps += [Step(place, n, n + 1, cost) for n, cost in zip(taken, prices, strict=True) if cost is not None]
        return Path(tuple(steps), sum((step.cost for step in steps), Fraction(0)), evaluate(self.rubric, after))


def _enough(options: Sequence[Ways], count: int, asked: int) -> bool:
    """Everything that each pillar can add is enough."""
    best = [there if len(there.gains) else below for below, there in options]
    reached = sum(len(there.gains) > 0 for _, there in options)
    return (
        all(len(way.gains) for way in best) and reached >= count and sum(int(way.gains[-1]) for way in best) >= asked
    )


def _with_pillar(
    table: Table, ways: tuple[Frontier, Frontier], count: int, left: int, asked: tuple[int, int]
) -> Table:
    """The table after one more pillar; left: pillars still to come. What can no longer be enough is dropped."""
    found: dict[int, list[Frontier]] = {}
    for reached, here in table.items():
        for there, way in enumerate(ways):
            now = min(reached + there, count)
            if len(way.gains) and len(here.gains) and now + left >= count:
                found.setdefault(now, []).append(together(here, way).between(*asked))
    return {reached: either(parts) for reached, parts in found.items()}


def _traced(tables: list[Table], options: list[Ways], count: int, gain: int, key: int) -> list[int]:
    """The gain of each pillar that makes up exactly this gain at this key."""
    taken: list[int] = []
    reached = count
    for table, ways in zip(reversed(tables[:-1]), reversed(options), strict=True):
        reached, way, place = next(
            (earlier, way, place)
            for earlier in sorted(table)
            for there, way in enumerate(ways)
            if min(earlier + there, count) == reached
            if len(table[earlier].gains) and (place := way.beside(table[earlier], gain, key)) is not None
        )
        part, spent = int(way.gains[place]), int(way.keys[place])
        taken.append(part)
        gain, key = gain - part, key - spent
    return taken[::-1]
