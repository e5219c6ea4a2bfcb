"""Sectors crossed with each other cut: what is told of them, and what of it changes.

Only with sectors: see scoring.disclosure.crossing for why sizes and areas, say, are not crossed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from associations.city.counted import DIMENSIONS, Counted
from associations.city.cuts import BANDS, LEVELS, Cut, Told, mean, numbered
from scoring.disclosure.crossing import (
    Crossing,
    crossed_counts,
    first_crossing,
    next_crossing,
)
from scoring.disclosure.partition import Change, counts_of
from scoring.disclosure.small_cells import SHARED

HUB, *CROSSED = DIMENSIONS


@dataclass(frozen=True)
class ToldCrossing:
    """A crossing by the names of its groups."""

    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    bands: tuple[int, ...] = BANDS[-1]


Crossings = Mapping[str, ToldCrossing]


def read_crossing(figures: dict, kind: str) -> ToldCrossing:
    told = figures["crossings"][kind]
    parts = told["rows"], told["columns"], told["bands"]
    return ToldCrossing(*map(tuple, parts))


def first_crossings(cuts: Mapping[str, Cut], told: Mapping[str, Told]) -> Crossings:
    """cuts: in which nobody was told before."""
    crossings = {}
    for kind in CROSSED:
        pair = cuts[HUB], cuts[kind]
        counts = crossed_counts(_changes(pair), _sizes(pair), LEVELS)
        crossing = first_crossing(counts, _candidates(pair, told), BANDS, SHARED)
        crossings[kind] = _named(crossing, pair)
    return crossings


def crossing_cuts(cuts: Mapping[str, Cut], crossings: Crossings) -> Iterator[Cut]:
    """Each cell as a group: what changes in few of them waits."""
    for kind in CROSSED:
        pair = cuts[HUB], cuts[kind]
        crossing = _with_numbers(crossings[kind], pair)
        hub, other = _changes(pair)
        sizes = _sizes(pair)
        change = replace(
            hub,
            before=crossing.cell_of(hub.before, other.before, sizes),
            after=crossing.cell_of(hub.after, other.after, sizes),
        )
        names = [str(number) for number in range(crossing.cells)]
        yield Cut(f"{HUB}/{kind}", names, change, crossing.partition)


def next_crossings(
    cuts: Mapping[str, Cut], crossings: Crossings, told: Mapping[str, Told]
) -> Crossings:
    """cuts: with the changes that are told."""
    found = {}
    for kind in CROSSED:
        pair = cuts[HUB], cuts[kind]
        crossing = next_crossing(
            _changes(pair),
            _with_numbers(crossings[kind], pair),
            _candidates(pair, told),
            BANDS,
            _sizes(pair),
            LEVELS,
            SHARED,
        )
        found[kind] = _named(crossing, pair)
    return found


def _changes(pair: tuple[Cut, Cut]) -> tuple[Change, Change]:
    return pair[0].change, pair[1].change


def _sizes(pair: tuple[Cut, Cut]) -> tuple[int, int]:
    return len(pair[0].names), len(pair[1].names)


def _candidates(
    pair: tuple[Cut, Cut], told: Mapping[str, Told]
) -> tuple[list[int], ...]:
    """What stands alone without the other."""
    rows, columns = pair
    return rows.numbers(told[rows.name].alone), columns.numbers(
        told[columns.name].alone
    )


def _named(crossing: Crossing, pair: tuple[Cut, Cut]) -> ToldCrossing:
    rows, columns = pair
    return ToldCrossing(
        tuple(map(rows.names.__getitem__, crossing.rows)),
        tuple(map(columns.names.__getitem__, crossing.columns)),
        crossing.bands,
    )


def _with_numbers(told: ToldCrossing, pair: tuple[Cut, Cut]) -> Crossing:
    rows, columns = pair
    return Crossing(
        tuple(rows.numbers(told.rows)),
        tuple(columns.numbers(told.columns)),
        told.bands,
    )


def crossings_of(counted: Counted, crossings: Crossings) -> dict:
    """As it is published: every cell that anybody is in."""
    return {kind: _published(counted, kind, told) for kind, told in crossings.items()}


def _published(counted: Counted, kind: str, told: ToldCrossing) -> dict:
    hub = counted.groups[:, DIMENSIONS.index(HUB)].tolist()
    other = counted.groups[:, DIMENSIONS.index(kind)].tolist()
    names = sorted({*hub, *told.rows}), sorted({*other, *told.columns})
    crossing = Crossing(
        tuple(sorted(map(names[0].index, told.rows))),
        tuple(sorted(map(names[1].index, told.columns))),
        told.bands,
    )
    sizes = len(names[0]), len(names[1])
    cells = crossing.cell_of(numbered(hub, names[0]), numbered(other, names[1]), sizes)
    counts = counts_of(cells, counted.level, (crossing.cells, LEVELS))
    sums = np.bincount(cells, counted.tenths, minlength=crossing.cells)
    rows = [*map(names[0].__getitem__, crossing.rows), None]
    columns = [*map(names[1].__getitem__, crossing.columns), None]
    banded = _banded(counts, told.bands)
    published = []
    for number in np.flatnonzero(counts.sum(axis=1)).tolist():
        row, column = divmod(number, len(columns))
        count = int(counts[number].sum())
        published.append(
            {
                "row": rows[row],
                "column": columns[column],
                "count": count,
                "cells": banded[number].tolist(),
                "mean": mean(sums[number], count),
            }
        )
    return {
        "rows": list(told.rows),
        "columns": list(told.columns),
        "bands": list(told.bands),
        "cells": published,
    }


def _banded(counts: np.ndarray, bands: tuple[int, ...]) -> np.ndarray:
    banded = np.zeros((len(counts), max(bands) + 1), np.int64)
    np.add.at(banded.T, list(bands), counts.T)
    return banded
