"""Questions as all else reads them: each with anchors and points, a group as one of its own."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction
from math import lcm

from language.texts import LANGUAGES
from scoring.ratio import level_of_count
from scoring.rules import MOST_QUESTION_LEVELS

FREE = ("text", "number")  # kinds of free information: asked, kept, never scored
LEVELLED = ("level", "ratio", "count")  # kinds whose levels an index may number from 1
NONE = "none"  # the option of a table that excludes all others
IN_USE = (  # the answers on a tool
    {"vi": "Chưa dùng", "en": "Not in use"},
    {"vi": "Đang dùng", "en": "In use"},
)


def exact(number: float | str) -> Fraction:
    """The number as the file has it: 0.1 is one tenth, '125/6' is no decimal at all."""
    # Through its text: a float has forgotten that it was written as one tenth.
    return Fraction(str(number))


def is_scored(question: dict) -> bool:
    return question["kind"] not in FREE and question.get("scored", True)


def points_of(question: dict) -> list[Fraction]:
    """Points by level of a scored question; left out they are 0, 1, 2, … for each anchor."""
    if question["kind"] == "tool":
        # Worth less the more it builds on: those tools earn points of their own.
        return [Fraction(0), Fraction(1, 1 + len(question.get("builds_on", ())))]
    if question["kind"] in ("multiple", "table") and not counts_options(question):
        return sums_of(as_choice(question))
    points = question.get("points") or range(len(question["anchors"]))
    return list(map(exact, points))


def as_choice(question: dict) -> dict:
    """A table as the choice of options that it is: a cell is one, with the points of its column.

    Any other question as it is.
    """
    if question["kind"] != "table":
        return question
    options = []
    if "none" in question:
        options.append({"id": NONE, "name": question["none"], "exclusive": True})
    for row in question["rows"]:
        for column in question["columns"]:
            options.append(_cell(row, column))
    return {**question, "kind": "multiple", "options": options}


def _cell(row: dict, column: dict) -> dict:
    """`row`: which options stand in one row, of which only one may be chosen in some tables."""
    name = {}
    for language in LANGUAGES:
        name[language] = f"{row['name'][language]}: {column['name'][language]}"
    return {
        "id": f"{row['id']}.{column['id']}",
        "row": row["id"],
        "name": name,
        "points": column.get("points", 0),
    }


def is_one_a_row(question: dict) -> bool:
    """A table that asks for one choice in every row."""
    return question.get("choose") == "one"


def counts_options(question: dict) -> bool:
    """A choice whose level is how many options were chosen, whichever they are."""
    return "options" in question and "at_least" in question


def sums_of(question: dict) -> list[Fraction]:
    """Every number of points that a choice of options is worth, lowest first, up to the cap.

    Of too many, one more than there may be: whoever checks a document refuses them, and need not
    wait for a quarter of a million.
    """
    choices = _choices_between(question)
    numbers = [number for choice in choices for number in choice]
    top = _capped(question, sum(map(max, choices), Fraction(0)))
    unit = lcm(top.denominator, *(number.denominator for number in numbers))
    # In whole numbers, which are added up many times faster than fractions.
    cap, sums = int(top * unit), {0}
    for choice in choices:
        worth = [int(number * unit) for number in choice]
        sums = {min(cap, before + more) for before in sums for more in worth}
        if len(sums) > MOST_QUESTION_LEVELS:
            break
    return [
        Fraction(number, unit) for number in sorted(sums)[: MOST_QUESTION_LEVELS + 1]
    ]


def _choices_between(question: dict) -> list[list[Fraction]]:
    """What can be had of each option, or of each row where one is chosen in every row."""
    worth = points_by_option(question)
    if not is_one_a_row(question):
        return [[Fraction(0), points] for points in worth.values()]
    return [[worth[option] for option in row] for row in rows_of(question).values()]


def rows_of(question: dict) -> dict[str, list[str]]:
    """Options by the row of a table they stand in."""
    rows: dict[str, list[str]] = {}
    for option in question["options"]:
        if "row" in option:
            rows.setdefault(option["row"], []).append(option["id"])
    return rows


def level_of_options(question: dict, chosen: Iterable[str]) -> int:
    """The level of a choice of options: the place of its points among all that can be had."""
    if counts_options(question):
        return level_of_count(_how_many(question, chosen), question["at_least"])
    points = _points_of_chosen(question, set(chosen))
    # A question that is complete has them at hand.
    by_level = question["points"] if "first_level" in question else sums_of(question)
    return bisect_left(by_level, _capped(question, points))


def _points_of_chosen(question: dict, chosen: set[str]) -> Fraction:
    worth = points_by_option(question)
    if not is_one_a_row(question):
        return sum((worth[option] for option in chosen), Fraction(0))
    points = Fraction(0)
    # Of two in one row the better one counts: what a solution brings comes to what was there.
    for row in rows_of(question).values():
        points += max(map(worth.__getitem__, chosen.intersection(row)), default=0)
    return points


def open_rows(question: dict, chosen: Iterable[str]) -> int:
    """Rows of a table in which nothing is chosen yet, though one has to be."""
    if not is_one_a_row(question):
        return 0
    picked = set(chosen)
    return sum(picked.isdisjoint(row) for row in rows_of(question).values())


def options_above(question: dict, chosen: Collection[str]) -> list[str]:
    """Options that would add to those chosen; "none of these" never does."""
    worth = points_by_option(question)
    had = _had_in_rows(question, worth, chosen)
    above = []
    for option in question["options"]:
        name = option["id"]
        least = had.get(option.get("row", ""), 0)
        earns = counts_options(question) or worth[name] > least
        if earns and not option.get("exclusive") and name not in chosen:
            above.append(name)
    return above


def _had_in_rows(
    question: dict,
    worth: dict[str, Fraction],
    chosen: Collection[str],
) -> dict[str, Fraction]:
    """Points of the choice made in each row, where only one is made."""
    had = {}
    if is_one_a_row(question):
        for row, options in rows_of(question).items():
            picked = [worth[option] for option in options if option in chosen]
            had[row] = max(picked, default=Fraction(0))
    return had


def _how_many(question: dict, chosen: Iterable[str]) -> int:
    """Chosen options; "none of these" is none."""
    counting = set()
    for option in question["options"]:
        if not option.get("exclusive"):
            counting.add(option["id"])
    return len(counting.intersection(chosen))


def points_by_option(question: dict) -> dict[str, Fraction]:
    worth = {}
    for option in question["options"]:
        worth[option["id"]] = exact(option.get("points", 0))
    return worth


def _capped(question: dict, points: Fraction) -> Fraction:
    return min(points, exact(question["cap"])) if "cap" in question else points


def indicators_of(pillar: dict) -> list[dict]:
    """The indicators; questions that stand directly in a pillar are one of its name."""
    if "questions" not in pillar:
        return pillar["indicators"]
    # Whatever else the pillar says is said of the pillar, not of this indicator as well.
    return [
        {
            "code": pillar["code"],
            "name": pillar["name"],
            "questions": pillar["questions"],
        }
    ]


def variants_in(document: dict) -> list[dict]:
    """The variants of a document, none where everybody is asked the same."""
    return document.get("variants", {}).get("list", [])


def variant_ids(document: dict) -> list[str]:
    """By what the document can be answered: each of its variants, "" where it has none."""
    return [variant["id"] for variant in variants_in(document)] or [""]


def variant_of(document: dict, variant: str) -> dict:
    """The questions of one variant; empty for none. KeyError for one that is not there."""
    if not variant:
        return {}
    for listed in variants_in(document):
        if listed["id"] == variant:
            return listed["questions"]
    raise KeyError(variant)


def pillars_of(document: dict, variant: str = "") -> list[dict]:
    """Pillars → indicators → questions as they are asked, complete; the variant's in place."""
    own = variant_of(document, variant)
    first = document["scoring"]["points"].get("first_level", 0)
    pillars = [_pillar(pillar, own, first) for pillar in document["pillars"]]
    for code, weight in _weights_of(document, variant).items():
        for pillar in pillars:
            if pillar["code"] == code:
                pillar["weight"] = weight
    return pillars


def _weights_of(document: dict, variant: str) -> dict[str, float | str]:
    """What pillars weigh in this variant, where that is not the same in each."""
    for listed in variants_in(document):
        if listed["id"] == variant:
            return listed.get("weights", {})
    return {}


def _pillar(
    pillar: dict,
    own: dict[str, list[dict]],
    first: int,
) -> dict:
    indicators = []
    for part in indicators_of(pillar):
        # What asks nothing in a variant is no part of it.
        if not (part.get("by_variant") and own.get(part["code"]) == []):
            indicators.append(_indicator(part, own, first))
    return {**pillar, "indicators": indicators}


def _indicator(
    part: dict,
    own: dict[str, list[dict]],
    first: int,
) -> dict:
    asked = own.get(part["code"], []) if part.get("by_variant") else part["questions"]
    questions = [_complete(question, first) for question in asked]
    if "group_question" in part:
        questions = _grouped(part, questions, first)
    return {**part, "questions": questions}


def _grouped(
    part: dict,
    questions: list[dict],
    first: int,
) -> list[dict]:
    """The question on the whole indicator, then the criteria it stands for."""
    named = {
        "code": part["code"],
        "kind": "level",
        "name": part["name"],
    }
    group = _complete({**named, **part["group_question"]}, first)
    group["stands_for"] = [
        question["code"] for question in questions if is_scored(question)
    ]
    return [group, *(_member(question, part["code"]) for question in questions)]


def _member(question: dict, group: str) -> dict:
    return {**question, "grouped_by": group} if is_scored(question) else question


def _complete(question: dict, first: int) -> dict:
    """With what every kind has: ask, anchors, points by level, the number of its lowest level."""
    # A copy, for the document is kept as it was published.
    completed = {**as_choice(question)}
    kind = completed["kind"]
    if kind == "tool":
        completed |= {"ask": question["name"], "anchors": list(IN_USE)}
    if not is_scored(question):
        return completed
    points = points_of(question)
    if kind == "multiple" and not counts_options(question):
        completed["anchors"] = [_points_in_words(number) for number in points]
    completed["points"] = points
    completed["first_level"] = first if kind in LEVELLED else 0
    return completed


def _points_in_words(points: Fraction) -> dict[str, str]:
    number = f"{float(points):g}"
    unit = "point" if points == 1 else "points"
    return {"vi": f"{number.replace('.', ',')} điểm", "en": f"{number} {unit}"}


def questions_of(pillars: list[dict]) -> Iterator[tuple[dict, dict, dict]]:
    """(pillar, indicator, question) in index order."""
    for pillar in pillars:
        for indicator in pillar["indicators"]:
            for question in indicator["questions"]:
                yield pillar, indicator, question


def scored_pillars(pillars: list[dict]) -> list[dict]:
    """Pillars that are worth points; the others only gather free information."""
    return [pillar for pillar in pillars if _earns_points(pillar)]


def _earns_points(pillar: dict) -> bool:
    return any(is_scored(question) for *_, question in questions_of([pillar]))
