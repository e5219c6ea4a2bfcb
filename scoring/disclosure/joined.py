"""A single row of counts with its sum: what is small is told together.

Source: ours (docs/benchmark.md).
"""

from collections.abc import Mapping
from typing import NamedTuple


class Joined(NamedTuple):
    """told: counts that are large enough, the largest first. rest: all others together."""

    told: dict[str, int]
    rest: int


def joined_small(counts: Mapping[str, int], least: int) -> Joined | None:
    """None where even all together are too few. What nobody is in is left out."""
    total = sum(counts.values())
    if 0 < total < least:
        return None
    # The largest first, equals by name: the same come out every time.
    names = sorted(counts, key=lambda name: (-counts[name], name))
    told = {name: counts[name] for name in names if counts[name] >= least}
    rest = total - sum(told.values())
    # What is left over is told by the sum: it must not be small either.
    while 0 < rest < least:
        # The last one told is the smallest: dictionaries keep the order they were
        # filled in.
        _name, smallest = told.popitem()
        rest += smallest
    return Joined(told, rest)
