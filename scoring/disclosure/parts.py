"""Which groups of a table may stand alone, where each is told by itself and all of them together.

Whoever has the figures of a group and those of all takes one from the other. So the groups that
stand alone and the rest of them together are told, or nothing by groups: no count of any of them
is small (1 to least - 1), in any of the tables that are told of the same groups.
Pure. Source: ours (docs/benchmark.md).
"""

from collections.abc import Sequence

import numpy as np

from scoring.disclosure.partition import has_small
from scoring.disclosure.small_cells import Counts


def alone_in(tables: Sequence[Counts], least: int) -> tuple[int, ...]:
    """Numbers of the groups. tables: (groups, columns) each; the first counts everybody."""
    totals = tables[0].sum(axis=1)
    may_be = totals >= least
    for counts in tables:
        may_be &= ~has_small(counts, least)
    # The largest first, equals by number: the same come out every time.
    alone = sorted(np.flatnonzero(may_be).tolist(), key=lambda row: (-totals[row], row))
    # Whoever takes those alone from all gets the rest: it must be large as well.
    while alone and not _rest_is_large(tables, alone, least):
        alone.pop()
    return tuple(sorted(alone))


def _rest_is_large(tables: Sequence[Counts], alone: Sequence[int], least: int) -> bool:
    rests = [np.delete(counts, list(alone), axis=0).sum(axis=0) for counts in tables]
    return not any(has_small(rest, least) for rest in rests)


def joined_until_large(counts: Counts, least: int) -> list[tuple[int, ...]]:
    """Columns with their neighbours, until no count in any row is small: of each part its columns.

    None at all where even one column of everything is small somewhere.
    """
    parts: list[tuple[int, ...]] = []
    part: tuple[int, ...] = ()
    for column in range(counts.shape[1]):
        part += (column,)
        if not has_small(counts[:, list(part)].sum(axis=1), least):
            parts.append(part)
            part = ()
    # What is left at the end goes to those before it.
    while part and parts and has_small(counts[:, list(part)].sum(axis=1), least):
        part = parts.pop() + part
    if part and not has_small(counts[:, list(part)].sum(axis=1), least):
        parts.append(part)
    return parts
