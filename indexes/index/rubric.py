"""From a checked document to the plain numbers that score: `scoring.Rubric`."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from math import lcm
from typing import Literal

from indexes.index.needs import Named
from indexes.index.numbers import exact
from indexes.index.questions import (
    is_scored,
    pillars_of,
    questions_of,
    scored_pillars,
)
from indexes.index.tiers import (
    indicator_places,
    is_mean,
    scored_indicators,
    shares_in,
    tier_of,
    with_worth,
)
from scoring.rubric import Rubric
from scoring.rules import Band, Gate, Indicator, Question

# What leaves the sum at times: a branch that is not taken counts neither for points nor for the
# maximum, exactly like what does not apply; so do the criteria of a group that is answered as a
# whole, or the group when they are answered.
_DROPPABLE = ("show_if", "stands_for", "grouped_by")


def rubric_of(document: dict, variant: str = "") -> Rubric:
    """The rules of a checked document; RubricError where they contradict themselves."""
    head, scoring = document["index"], document["scoring"]
    pillars = scored_pillars(pillars_of(document, variant))
    weights = weights_of(scoring, pillars)
    pillars = with_worth(pillars, scoring)
    named = Named(pillars)
    gates = scoring["overall_level"].get("gates", [])
    unit = _unit(pillars, scoring, weights)
    total_bands = _bands(scoring["overall_level"].get("bands", ()), named)
    lowest = scoring["pillar_level"]["bands"][0]["level"]
    return Rubric(
        id=head["id"],
        version=head["version"],
        questions=_questions(pillars, unit),
        pillars=tuple(pillar["code"] for pillar in pillars),
        bands=_bands(scoring["pillar_level"]["bands"]),
        gates=tuple(_gates(gates, unit, lowest, named)),
        otherwise=_lowest_level(scoring["overall_level"], total_bands),
        unit=unit,
        not_applicable=_not_applicable(scoring["not_applicable"]),
        weights=tuple(int(weight * unit) for weight in weights) or None,
        total_bands=total_bands,
        own_bands=_own_bands(pillars),
        indicators=tuple(_indicators(pillars, scoring)),
        indicator_bands=_bands(tier_of(scoring).get("bands", ())),
    )


def _not_applicable(rule: dict) -> Literal["refused", "shrinks", "stays"]:
    if not rule["allowed"]:
        return "refused"
    return "stays" if rule.get("maximum") == "stays" else "shrinks"


def _own_bands(pillars: list[dict]) -> tuple[tuple[Band, ...], ...]:
    """Empty where all pillars have the same."""
    own = [_bands(pillar.get("bands", ())) for pillar in pillars]
    return tuple(own) if any(own) else ()


def _indicators(pillars: list[dict], scoring: dict) -> Iterator[Indicator]:
    """None where they have no levels of their own."""
    if tier_of(scoring):
        for place, indicator in scored_indicators(pillars):
            yield Indicator(indicator["code"], place, is_mean(scoring))


def weights_of(scoring: dict, pillars: list[dict]) -> list[Fraction]:
    """What each scored pillar is worth in a weighted total; empty where the total is the sum."""
    if "total" not in scoring:
        return []
    if "parts" not in scoring["total"]:
        return [exact(pillar["weight"]) for pillar in pillars]
    worth = {
        pillar["code"]: _maximum(pillar) for pillar in with_worth(pillars, scoring)
    }
    weights: dict[str, Fraction] = {}
    for part in scoring["total"]["parts"]:
        weights |= _shared(part, worth)
    return [weights[pillar["code"]] for pillar in pillars]


def _shared(part: dict, worth: dict[str, Fraction]) -> dict[str, Fraction]:
    """The weight of a part among its pillars, equally or as their points are."""
    codes = part["pillars"]
    shares = dict.fromkeys(codes, Fraction(1))
    if part["split"] != "equally":
        shares = {code: worth[code] for code in codes}
    whole = sum(shares.values())
    weights = {}
    for code, share in shares.items():
        weights[code] = exact(part["weight"]) * share / whole
    return weights


def _maximum(pillar: dict) -> Fraction:
    """The points of a pillar's questions; criteria share those of their group."""
    maximum = Fraction(0)
    for *_, question in questions_of([pillar]):
        if is_scored(question) and "grouped_by" not in question:
            maximum += question["points"][-1]
    return maximum


def _unit(
    pillars: list[dict],
    scoring: dict,
    weights: list[Fraction],
) -> int:
    """The smallest unit in which every number of points is whole."""
    numbers = list(weights)
    for gate in scoring["overall_level"].get("gates", ()):
        numbers.append(exact(gate.get("total_above", 0)))
    if is_mean(scoring) and _not_applicable(scoring["not_applicable"]) == "shrinks":
        numbers += shares_in(pillars)
    for *_, question in questions_of(pillars):
        if is_scored(question):
            numbers += question["points"]
            numbers += _shares(question)
    return lcm(*(number.denominator for number in numbers))


def _shares(question: dict) -> Iterator[Fraction]:
    """What a criterion of this group can be worth: as many share it as apply."""
    for sharing in range(1, 1 + len(question.get("stands_for", ()))):
        for points in question["points"]:
            yield points / sharing


def _questions(pillars: list[dict], unit: int) -> tuple[Question, ...]:
    questions = []
    indicators = indicator_places(pillars)
    for position, pillar in enumerate(pillars):
        sharing = _criteria_by_group(pillar)
        for *_, question in questions_of([pillar]):
            if is_scored(question):
                units = Fraction(unit, sharing.get(question.get("grouped_by"), 1))
                indicator = indicators[question["code"]]
                questions.append(_question(position, indicator, question, units))
    return tuple(questions)


def _criteria_by_group(pillar: dict) -> dict[str, int]:
    """How many share the worth of each group."""
    counts = {}
    for *_, question in questions_of([pillar]):
        if "stands_for" in question:
            counts[question["code"]] = len(question["stands_for"])
    return counts


def _question(
    pillar: int,
    indicator: int,
    question: dict,
    units: Fraction,
) -> Question:
    """units: what a point of it is."""
    may_drop = any(name in question for name in _DROPPABLE)
    return Question(
        question["code"],
        pillar,
        tuple(int(point * units) for point in question["points"]),
        question.get("not_applicable", False) or may_drop,
        tuple(question.get("stands_for", ())),
        tuple(question.get("stops", ())),
        indicator,
    )


def _bands(rows: Iterable[dict], named: Named | None = None) -> tuple[Band, ...]:
    """named: what bands of the total may name."""
    bands = []
    for row in rows:
        needs = named.needs(row) if named else ()
        bands.append(replace(_band(row), needs=needs))
    return tuple(bands)


def _band(band: dict) -> Band:
    # Where a band ends is where the next one starts; the check has seen to that.
    if "above" in band:
        return Band(band["level"], above=exact(band["above"]) / 100)
    if "at_least" in band:
        return Band(band["level"], at_least=exact(band["at_least"]) / 100)
    return Band(band["level"])


def _gates(
    rows: Iterable[dict],
    unit: int,
    lowest: int,
    named: Named,
) -> Iterator[Gate]:
    """lowest: the level of pillars that a gate asks for where it says nothing of them."""
    for row in rows:
        total: int | None = None
        if "total_above" in row:
            total = int(exact(row["total_above"]) * unit)
        yield Gate(
            row["level"],
            total,
            row.get("pillars_at_least", 0),
            row.get("pillar_level", lowest),
            named.needs(row),
        )


def _lowest_level(overall: dict, bands: tuple[Band, ...]) -> int:
    return bands[0].level if bands else overall["otherwise"]["level"]
