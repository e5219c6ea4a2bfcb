"""From a checked document to the plain numbers that score: `scoring.Rubric`."""

from collections.abc import Iterator
from fractions import Fraction
from math import lcm

from scoring.rubric import Band, Gate, Question, Rubric

FREE = "text"  # the kind of free information: asked, kept, never scored


def questions_of(document: dict) -> Iterator[tuple[int, dict, dict, dict]]:
    """(position of the pillar, pillar, indicator, question) in index order."""
    for position, pillar in enumerate(document["pillars"]):
        for indicator in pillar["indicators"]:
            for question in indicator["questions"]:
                yield position, pillar, indicator, question


def points_of(question: dict) -> list[int | float]:
    """Points by level; left out in the file they are 0, 1, 2, … for each anchor."""
    return question.get("points") or list(range(len(question["anchors"])))


def rubric_of(document: dict) -> Rubric:
    """The rules of a document that `check` has passed; RubricError where they contradict themselves."""
    head, scoring = document["index"], document["scoring"]
    scored = [entry for entry in questions_of(document) if entry[3]["kind"] != FREE]
    unit = _unit(document, [entry[3] for entry in scored])
    return Rubric(
        id=head["id"],
        version=head["version"],
        questions=tuple(_question(position, question, unit) for position, _, _, question in scored),
        pillars=tuple(pillar["code"] for pillar in document["pillars"]),
        bands=tuple(_band(band) for band in scoring["pillar_level"]["bands"]),
        gates=tuple(_gate(gate, unit) for gate in scoring["overall_level"]["gates"]),
        otherwise=scoring["overall_level"]["otherwise"]["level"],
        unit=unit,
        not_applicable="shrinks" if scoring["not_applicable"]["allowed"] else "refused",
    )


def exact(number: float) -> Fraction:
    """The number as it is written in the file: 0.1 is one tenth."""
    return Fraction(str(number))


def _unit(document: dict, scored: list[dict]) -> int:
    """The smallest unit in which every number of points is whole."""
    gates = document["scoring"]["overall_level"]["gates"]
    points = [point for question in scored for point in points_of(question)]
    return lcm(*(exact(number).denominator for number in [*points, *(gate["total_above"] for gate in gates)]))


def _question(pillar: int, question: dict, unit: int) -> Question:
    points = tuple(int(exact(point) * unit) for point in points_of(question))
    # A question whose branch is not taken leaves points and maximum, exactly like one that does not apply.
    return Question(question["code"], pillar, points, question.get("not_applicable", False) or "show_if" in question)


def _band(band: dict) -> Band:
    return Band(band["level"], exact(band["above"]) / 100 if "above" in band else None)


def _gate(gate: dict, unit: int) -> Gate:
    return Gate(gate["level"], int(exact(gate["total_above"]) * unit), gate["pillars_at_least"], gate["pillar_level"])
