"""From a checked document to the plain numbers that score: `scoring.Rubric`."""

from fractions import Fraction
from math import lcm

from indexes.index.questions import (
    exact,
    is_scored,
    pillars_of,
    questions_of,
    scored_pillars,
)
from scoring.rubric import Rubric
from scoring.rules import Band, Gate, Question


def rubric_of(document: dict, variant: str = "") -> Rubric:
    """The rules of a document that `check` has passed; RubricError where they contradict themselves."""
    head, scoring = document["index"], document["scoring"]
    pillars = scored_pillars(pillars_of(document, variant))
    codes = tuple(pillar["code"] for pillar in pillars)
    scored = [
        (pillar, question)
        for pillar, _, question in questions_of(pillars)
        if is_scored(question)
    ]
    overall, weights = scoring["overall_level"], weights_of(scoring, pillars)
    gates = overall.get("gates", [])
    unit = _unit(
        [question for _, question in scored],
        [exact(gate["total_above"]) for gate in gates],
        weights,
    )
    total_bands = tuple(_band(band) for band in overall.get("bands", ()))
    return Rubric(
        id=head["id"],
        version=head["version"],
        questions=tuple(
            _question(codes.index(pillar["code"]), question, unit)
            for pillar, question in scored
        ),
        pillars=codes,
        bands=tuple(_band(band) for band in scoring["pillar_level"]["bands"]),
        gates=tuple(_gate(gate, unit) for gate in gates),
        otherwise=total_bands[0].level
        if total_bands
        else overall["otherwise"]["level"],
        unit=unit,
        not_applicable="shrinks" if scoring["not_applicable"]["allowed"] else "refused",
        weights=tuple(int(weight * unit) for weight in weights) if weights else None,
        total_bands=total_bands,
    )


def weights_of(scoring: dict, pillars: list[dict]) -> list[Fraction]:
    """What each scored pillar is worth in a weighted total; empty where the total is the plain sum.

    A part shares its weight among its pillars, equally or as their points are.
    """
    if "total" not in scoring:
        return []
    if "parts" not in scoring["total"]:
        return [exact(pillar["weight"]) for pillar in pillars]
    worth = {pillar["code"]: _maximum(pillar) for pillar in pillars}
    weights: dict[str, Fraction] = {}
    for part in scoring["total"]["parts"]:
        shares = {
            code: Fraction(1) if part["split"] == "equally" else worth[code]
            for code in part["pillars"]
        }
        for code, share in shares.items():
            weights[code] = exact(part["weight"]) * share / sum(shares.values())
    return [weights[pillar["code"]] for pillar in pillars]


def _maximum(pillar: dict) -> Fraction:
    tops = (
        q["points"][-1]
        for _, _, q in questions_of([pillar])
        if is_scored(q) and "stands_for" not in q
    )
    return sum(tops, Fraction(0))


def _unit(scored: list[dict], totals: list[Fraction], weights: list[Fraction]) -> int:
    """The smallest unit in which every number of points is whole."""
    points = [point for question in scored for point in question["points"]]
    return lcm(*(number.denominator for number in [*points, *totals, *weights]))


def _question(pillar: int, question: dict, unit: int) -> Question:
    # A question whose branch is not taken leaves points and maximum, exactly like one that does not apply;
    # and so do the criteria of a group that is answered as a whole, or the group when they are answered.
    droppable = ("show_if", "stands_for", "grouped_by")
    return Question(
        question["code"],
        pillar,
        tuple(int(point * unit) for point in question["points"]),
        question.get("not_applicable", False)
        or any(name in question for name in droppable),
        tuple(question.get("stands_for", ())),
    )


def _band(band: dict) -> Band:
    shares = {
        name: exact(band[name]) / 100 for name in ("above", "at_least") if name in band
    }
    return Band(band["level"], **shares)


def _gate(gate: dict, unit: int) -> Gate:
    return Gate(
        gate["level"],
        int(exact(gate["total_above"]) * unit),
        gate["pillars_at_least"],
        gate["pillar_level"],
    )
