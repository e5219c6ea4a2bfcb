"""Questions as everything else reads them: each kind with anchors and points, a group as a question of its own."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

FREE = ("text", "number")  # kinds of free information: asked, kept, never scored
IN_USE = (
    {"vi": "Chưa dùng", "en": "Not in use"},
    {"vi": "Đang dùng", "en": "In use"},
)  # the answers on a tool


def exact(number: float | str) -> Fraction:
    """The number as it is written in the file: 0.1 is one tenth, '125/6' is no decimal at all."""
    return Fraction(str(number))


def is_scored(question: dict) -> bool:
    return question["kind"] not in FREE and question.get("scored", True)


def points_of(question: dict) -> list[Fraction]:
    """Points by level of a scored question; left out in the file they are 0, 1, 2, … for each anchor."""
    if question["kind"] == "tool":
        return [Fraction(0), Fraction(1, 1 + len(question.get("builds_on", ())))]
    if question["kind"] == "multiple":
        return sums_of(question)
    return [
        exact(points)
        for points in question.get("points") or range(len(question["anchors"]))
    ]


def sums_of(question: dict) -> list[Fraction]:
    """Every number of points that some choice of options is worth, lowest first, up to the cap."""
    found = {Fraction(0)}
    for option in question["options"]:
        found |= {one + exact(option.get("points", 0)) for one in found}
    return sorted({_capped(question, one) for one in found})


def level_of_options(question: dict, chosen: Iterable[str]) -> int:
    """The level that a choice of options amounts to: the place of its points among all that can be had."""
    points = {
        option["id"]: exact(option.get("points", 0)) for option in question["options"]
    }
    return sums_of(question).index(
        _capped(question, sum((points[one] for one in chosen), Fraction(0)))
    )


def _capped(question: dict, points: Fraction) -> Fraction:
    return min(points, exact(question["cap"])) if "cap" in question else points


def indicators_of(pillar: dict) -> list[dict]:
    """The indicators; questions that stand directly in a pillar are one indicator of its name."""
    if "questions" in pillar:
        return [
            {
                "code": pillar["code"],
                "name": pillar["name"],
                "questions": pillar["questions"],
            }
        ]
    return pillar["indicators"]


def variant_of(document: dict, variant: str) -> dict:
    """The content of one variant; empty for none. KeyError for one that the index does not have."""
    if not variant:
        return {}
    for one in document.get("variants", {}).get("list", ()):
        if one["id"] == variant:
            return one["questions"]
    raise KeyError(variant)


def pillars_of(document: dict, variant: str = "") -> list[dict]:
    """Pillars → indicators → questions as they are asked, each question complete; those of the variant in place."""
    own = variant_of(document, variant)
    first = document["scoring"]["points"].get("first_level", 0)
    return [
        {
            **pillar,
            "indicators": [
                _indicator(part, own, first) for part in indicators_of(pillar)
            ],
        }
        for pillar in document["pillars"]
    ]


def _indicator(part: dict, own: dict[str, list[dict]], first: int) -> dict:
    asked = own.get(part["code"], []) if part.get("by_variant") else part["questions"]
    questions = [_complete(question, first) for question in asked]
    if "group_question" not in part:
        return {**part, "questions": questions}
    scored = [question["code"] for question in questions if is_scored(question)]
    group = {
        "code": part["code"],
        "kind": "level",
        "name": part["name"],
        **part["group_question"],
    }
    members = [
        {**one, "grouped_by": part["code"]} if one["code"] in scored else one
        for one in questions
    ]
    return {
        **part,
        "questions": [{**_complete(group, first), "stands_for": scored}, *members],
    }


def _complete(question: dict, first: int) -> dict:
    """With what every kind has: ask, anchors, points by level, and the number its lowest level goes by."""
    kind = question["kind"]
    made: dict[str, object] = {}
    if kind == "tool":
        made = {"ask": question["name"], "anchors": list(IN_USE)}
    if kind == "multiple" and is_scored(question):
        made = {"anchors": [_points_in_words(points) for points in sums_of(question)]}
    if is_scored(question):
        made["points"] = points_of(question)
        made["first_level"] = first if kind in ("level", "ratio", "count") else 0
    return {**question, **made}


def _points_in_words(points: Fraction) -> dict[str, str]:
    told = f"{float(points):g}"
    return {
        "vi": f"{told.replace('.', ',')} điểm",
        "en": f"{told} {'point' if points == 1 else 'points'}",
    }


def questions_of(pillars: list[dict]) -> Iterator[tuple[dict, dict, dict]]:
    """(pillar, indicator, question) in index order."""
    for pillar in pillars:
        for indicator in pillar["indicators"]:
            for question in indicator["questions"]:
                yield pillar, indicator, question


def scored_pillars(pillars: list[dict]) -> list[dict]:
    """Pillars that are worth points; the others only gather free information."""
    return [
        one
        for one in pillars
        if any(is_scored(question) for _, _, question in questions_of([one]))
    ]
