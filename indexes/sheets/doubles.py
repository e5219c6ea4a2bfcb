"""Which rows of a sheet bear the same name. Pure."""

from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from language.cleaning import folded_all

MOST_TOLD = 20
Marks = NDArray[np.int64]


class Doubles:
    """Of each name a number is kept, not the name: a file may have millions."""

    def __init__(self) -> None:
        self._marks: list[tuple[int, Marks]] = []  # with the row of the first of them

    def add(self, first: int, names: Sequence[str]) -> None:
        """first: the row of the first of them. A row that has no name counts for none."""
        marks = np.fromiter(map(hash, folded_all(names)), np.int64, len(names))
        self._marks.append((first, marks))

    def told(self) -> Iterator[str]:
        """One sentence for each name; no more of them than anybody reads."""
        names = self._names()
        for name in islice(names.values(), MOST_TOLD):
            yield f"rows {name} have the same name; each is counted by itself"
        if len(names) > MOST_TOLD:
            yield f"… and {len(names) - MOST_TOLD} more names stand on several rows"

    def _names(self) -> dict[int, "_Rows"]:
        """Where a name stands on several rows; in the order of the file."""
        several = self._several()
        names: dict[int, _Rows] = {}
        for first, marks in self._marks if several.size else ():
            for place in np.flatnonzero(np.isin(marks, several)).tolist():
                names.setdefault(int(marks[place]), _Rows()).add(first + place)
        return names

    def _several(self) -> Marks:
        """What is there more than once. Nearly always there is nothing."""
        if not self._marks:
            return np.empty(0, np.int64)
        marks = np.concatenate([marks for _first, marks in self._marks])
        marks.sort()
        is_again = marks[1:] == marks[:-1]
        is_first = is_again.copy()
        is_first[1:] &= ~is_again[:-1]
        several = marks[1:][is_first]
        return several[several != hash("")]


class _Rows:
    """The first of them, and how many more there are."""

    def __init__(self) -> None:
        self.first: list[int] = []
        self.more = 0

    def add(self, row: int) -> None:
        if len(self.first) < MOST_TOLD:
            self.first.append(row)
        else:
            self.more += 1

    def __str__(self) -> str:
        listed = ", ".join(map(str, self.first))
        return f"{listed} and {self.more} more" if self.more else listed
