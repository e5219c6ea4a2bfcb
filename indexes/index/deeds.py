"""What a step from one level to the next is to do, where an index says it.

A level's own words tell how things stand, for whoever answers; they are nothing to do.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from indexes.index.model import Index
from indexes.index.questions import has_numbered_levels

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Deed:
    """task: what it is called behind the name of its question. do: how it is done."""

    task: Texts
    do: Texts


def deed_of(index: Index, code: str, level: int) -> Deed | None:
    """level: that it leads to, counted from 0. None where the index says nothing of it."""
    question = index.questions[code]
    if not has_numbered_levels(question):
        return None
    shown = index.shown_level(code, level)
    for row in index.levels:
        if row["level"] == shown and "deed" in row:
            told = row["deed"]
            own = question.get("tasks", ())
            # The lowest level is none that a step leads to.
            return Deed(own[level - 1] if own else told["task"], told["do"])
    return None
