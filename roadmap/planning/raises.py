"""What one step more of a question takes and gains, and all those that a plan raises.

Pure: knows no models, texts or clock.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache

from indexes.advice.advised import Advised
from indexes.advice.firm import Firm
from indexes.advice.model import Advice
from indexes.advice.prices import cost_of
from indexes.index.model import Index
from indexes.index.step_costs import costs_of
from indexes.index.step_facts import StepFacts
from roadmap.planning.plan import FactsOf, Raise
from scoring.groups import PointsByLevel

# Points of the total between two levels of a question.
GainOf = Callable[[str, int, int], Fraction]


def facts_from(
    index: Index,
    advice: Advice | None,
    firm: Firm,
    levels: Sequence[int] = (),
) -> FactsOf:
    """What one step more takes; a group takes as much as all its criteria.

    By the size of the firm; where it is not known, the index's one range stands.
    levels: where it stands.
    """
    there = {
        code for code, level in zip(index.codes, levels, strict=False) if level > 0
    }
    costs = costs_of(index)

    @cache
    def facts(code: str) -> StepFacts:
        told = index.step_facts(code)
        efforts = [cost for cost in costs[index.places[code]] if cost is not None]
        if efforts:
            # As in the cheapest way, which adds these up.
            told = replace(told, effort=int(efforts[0]))
        cost = cost_of(advice.question(code), firm) if advice else None
        if cost:
            least, most = cost
            told = replace(
                told,
                cost_low=least,
                cost_high=most,
                shares=advice.shares,
                is_priced=True,
            )
        larger = larger_of(index, advice, code)
        if larger:
            has_larger = next(filter(there.__contains__, larger), "")
            told = replace(told, comes_with=larger, has_larger=has_larger)
        return told

    return facts


def larger_of(index: Index, advice: Advice | None, code: str) -> tuple[str, ...]:
    """The tools of this industry that it mostly comes with."""
    covering = advice.covered_by.get(code, ()) if advice else ()
    return tuple(filter(index.places.__contains__, covering))


def gains_from(
    index: Index, points: Sequence[PointsByLevel], maxima: Sequence[int]
) -> GainOf:
    """points: of each question by its level. maxima: what applies of each pillar."""
    rubric = index.rubric

    def gain(code: str, from_level: int, to_level: int) -> Fraction:
        place = index.places[code]
        pillar = rubric.questions[place].pillar
        scale = index.scale(pillar, maxima[pillar], rubric.unit)
        return (points[place][to_level] - points[place][from_level]) * scale

    return gain


def raises_of(advised: Advised, after: Sequence[int], gain: GainOf) -> list[Raise]:
    """Every step between now and then, in the order of the index; what sinks is none."""
    floor = advised.with_floor(advised.levels)
    rows = zip(advised.index.codes, advised.levels, after, floor, strict=True)
    raises = []
    for code, now, then, needed in rows:
        weight = advised.weight_of(code)
        is_wanted = advised.serves_much(code)
        is_early = advised.of(code).early
        safety = advised.of(code).serves.get("safe", 0)
        for start, stop in advised.steps_between(code, now, then):
            # What the floor waits for belongs to it.
            is_first = start < needed
            is_law = is_first and advised.is_by_law(code)
            earned = gain(code, start, stop)
            step = Raise(
                code,
                start,
                stop,
                earned,
                is_first,
                is_law,
                weight,
                is_wanted,
                is_early,
                is_ahead=advised.is_ahead(code, stop),
                safety=safety,
            )
            raises.append(step)
    return raises
