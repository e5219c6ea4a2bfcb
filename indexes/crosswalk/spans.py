"""What one question can be, told by answers to another index: from which level to which."""

from dataclasses import dataclass

from indexes.crosswalk.model import Crosswalk, Levels
from indexes.index.conditions import holds
from indexes.index.linear import Linear, linear_of
from indexes.index.model import Index
from indexes.index.numbers import exact
from indexes.index.options import (
    exclusive_options,
    is_one_a_row,
    level_of_options,
    rows_of,
)


@dataclass(frozen=True)
class Span:
    """The lowest and highest level, counted from 0, that a question can have.

    chosen: options known to be chosen.
    """

    low: int
    high: int
    chosen: tuple[str, ...] = ()

    @property
    def is_exact(self) -> bool:
        return self.low == self.high


def spans_of(
    crosswalk: Crosswalk,
    index: Index,
    answers: Levels,
) -> dict[str, Span]:
    """By code; a question of which nothing is known has none."""
    spans: dict[str, Span] = {}
    for code in index.codes:
        row = crosswalk.by_target.get(code)
        span = _span(row, index, code, answers) if row is not None else None
        if span is not None:
            spans[code] = span
    return spans


def _span(
    row: dict,
    index: Index,
    code: str,
    answers: Levels,
) -> Span | None:
    question = index.questions[code]
    # Options bound a choice from both sides; a level is told as such.
    if "options" in row:
        span = _of_options(question, row["options"], answers)
    elif "linear" in question:
        span = _of_percent(row, linear_of(question), answers)
    else:
        span = _of_level(row, index.shown_level(code, 0), answers)
    if span is None:
        return None
    # From the lowest to the highest level is as good as not known.
    top = len(question["points"]) - 1
    return span if span.low > 0 or span.high < top else None


def _of_level(row: dict, first: int, answers: Levels) -> Span | None:
    """first: the number by which the target's index calls its lowest level."""
    ends = _ends_of(row, answers)
    if ends is None:
        return None
    low, high = ends
    return Span(low - first, high - first)


def _of_percent(row: dict, linear: Linear, answers: Levels) -> Span | None:
    """The steps that the lowest and the highest percent have reached."""
    ends = _ends_of(row, answers)
    if ends is None:
        return None
    low, high = (linear.level_of(exact(percent)) for percent in ends)
    return Span(low, high)


def _ends_of(row: dict, answers: Levels) -> list | None:
    level = _level(row, answers)
    if level is None or isinstance(level, list):
        return level
    return [level, level]


def _level(row: dict, answers: Levels) -> int | list[int] | None:
    if "levels" in row:
        level = answers.get(row["from"])
        return row["levels"].get(level) if level is not None else None
    for case in row["cases"]:
        if holds(case["when"], answers):
            return case["level"]
    return None


def _of_options(
    question: dict,
    options: list[dict],
    answers: Levels,
) -> Span | None:
    """Options known to be chosen, or known not to be; all others may be either."""
    yes = _options_where("yes", options, answers)
    # Where a file says both of an option, what was chosen was chosen.
    no = _options_where("no", options, answers) - yes
    if not yes and not no:
        return None
    ids = [option["id"] for option in question["options"]]
    no |= _excluded(question, yes)
    maybe = [option for option in ids if option not in no]
    yes |= _left_alone(question, maybe)
    chosen = tuple(option for option in ids if option in yes)
    return Span(
        low=level_of_options(question, chosen),
        high=level_of_options(question, maybe),
        chosen=chosen,
    )


def _excluded(question: dict, chosen: set[str]) -> set[str]:
    """What cannot be chosen beside these: all else of their row, or all that is anything."""
    excluded = set()
    if is_one_a_row(question):
        for row in rows_of(question).values():
            if not chosen.isdisjoint(row):
                excluded.update(row)
    if chosen & exclusive_options(question):
        excluded.update(option["id"] for option in question["options"])
    return excluded - chosen


def _left_alone(question: dict, maybe: list[str]) -> set[str]:
    """Where a row wants one choice, the only one that it can still be."""
    left = set()
    if is_one_a_row(question):
        for row in rows_of(question).values():
            possible = set(row).intersection(maybe)
            if len(possible) == 1:
                left |= possible
    return left


def _options_where(
    key: str,
    options: list[dict],
    answers: Levels,
) -> set[str]:
    ids = set()
    for option in options:
        if key in option and holds(option[key], answers):
            ids.add(option["id"])
    return ids
