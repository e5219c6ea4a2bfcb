"""Choices of options, and tables, which are choices of their cells: what they are worth. Pure."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction
from math import lcm

from indexes.index.numbers import exact
from language.texts import LANGUAGES
from scoring.ratio import level_of_count
from scoring.rules import MOST_QUESTION_LEVELS

NONE = "none"  # the option of a table that excludes all others


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
    """`row`, `column`: where it stands; in some tables only one of a row may be chosen."""
    name = {}
    for language in LANGUAGES:
        name[language] = f"{row['name'][language]}: {column['name'][language]}"
    return {
        "id": f"{row['id']}.{column['id']}",
        "row": row["id"],
        "column": column["id"],
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
    # What takes points away may come when the cap is passed already: then only the whole is cut.
    highest = cap if min(numbers) >= 0 else sum(map(abs, numbers)) * unit
    for choice in choices:
        worth = [int(number * unit) for number in choice]
        sums = {min(highest, before + more) for before in sums for more in worth}
        if len(sums) > MOST_QUESTION_LEVELS:
            break
    sums = {min(cap, total) for total in sums}
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
    if is_one_a_row(question):
        return list(_next_in_rows(question, worth, chosen))
    above = []
    for option in question["options"]:
        name = option["id"]
        earns = counts_options(question) or worth[name] > 0
        if earns and not option.get("exclusive") and name not in chosen:
            above.append(name)
    return above


def options_against(question: dict, chosen: Collection[str]) -> list[str]:
    """Chosen options that take points away; of one in a row the next better one says it."""
    if counts_options(question) or is_one_a_row(question):
        return []
    worth = points_by_option(question)
    return [option for option in worth if option in chosen and worth[option] < 0]


def _next_in_rows(
    question: dict,
    worth: dict[str, Fraction],
    chosen: Collection[str],
) -> Iterator[str]:
    """What comes next in each row; beyond that there is time enough to think of the rest."""
    for options in rows_of(question).values():
        picked = [worth[option] for option in options if option in chosen]
        had = max(picked, default=Fraction(0))
        better = [option for option in options if worth[option] > had]
        if better:
            yield min(better, key=worth.__getitem__)


def _how_many(question: dict, chosen: Iterable[str]) -> int:
    """Chosen options; "none of these" is none."""
    options = {option["id"] for option in question["options"]}
    counting = options - exclusive_options(question)
    return len(counting.intersection(chosen))


def exclusive_options(question: dict) -> set[str]:
    """Those that say "none of these"."""
    exclusive = set()
    for option in question["options"]:
        if option.get("exclusive"):
            exclusive.add(option["id"])
    return exclusive


def points_by_option(question: dict) -> dict[str, Fraction]:
    # A question that is complete has them at hand.
    if "worth" in question:
        return question["worth"]
    worth = {}
    for option in question["options"]:
        worth[option["id"]] = exact(option.get("points", 0))
    return worth


def _capped(question: dict, points: Fraction) -> Fraction:
    return min(points, exact(question["cap"])) if "cap" in question else points
