"""Who stands before whom among those as good as equal: a lot that anybody can draw again.

Equal is what comes within a published band of the best that is left. The seed comes of the day
and of the enterprise alone. Whoever takes part has tickets, one for each place left this month
and never more than ten; a ticket is a number worked out of the seed and of a key that the site
gave, and the smallest number stands first. So names, short names, the order of a file and how
many others take part move nobody, and who has more places is first that much more often.
Source: ours (docs/scoring.md).
"""

from collections.abc import Iterator
from hashlib import sha256, shake_256
from struct import unpack

import numpy as np
from numpy.typing import NDArray

RULE = "lot-1"
"""Another way to draw is another name: what is stored says by which it was drawn."""

BAND_PERCENT = 2
"""What comes this close to the best is as good as it."""

MOST_TICKETS = 10

_BYTES = 8  # of a ticket

Floats = NDArray[np.float64]


def seed_of(day: str, enterprise: str) -> str:
    """day: as 2026-11-20. enterprise: its public id."""
    return sha256(f"{RULE}|{day}|{enterprise}".encode()).hexdigest()


def lot_of(seed: str, key: str, places: int) -> int:
    """The smallest ticket of who has this many places; without one it stands last.

    More places never make it larger, whatever the others have.
    """
    count = min(places, MOST_TICKETS)
    if count <= 0:
        return 1 << (8 * _BYTES)
    tickets = shake_256(f"{seed}|{key}".encode()).digest(_BYTES * count)
    numbers: tuple[int, ...] = unpack(f">{count}Q", tickets)
    return min(numbers)


def falling_bands(values: Floats) -> Iterator[slice]:
    """Of values, highest first: each band begins with the best that is left."""
    start = 0
    negative = -values
    while start < len(values):
        least = values[start] * (100 - BAND_PERCENT) / 100
        end = int(np.searchsorted(negative, -least, side="right"))
        end = max(end, start + 1)
        yield slice(start, end)
        start = end


def rising_bands(values: Floats) -> Iterator[slice]:
    """Of costs, lowest first: each band begins with the cheapest that is left."""
    start = 0
    while start < len(values):
        most = values[start] * (100 + BAND_PERCENT) / 100
        end = int(np.searchsorted(values, most, side="right"))
        end = max(end, start + 1)
        yield slice(start, end)
        start = end


def drawn(scores: Floats, lots: NDArray[np.int64]) -> Iterator[int]:
    """Indices of scores above 0, the best band first, each band by lot.

    lots: of each, its place in the draw. Those of one owner have the same, and stand by score.
    """
    order = np.lexsort((lots, -scores))
    order = order[scores[order] > 0]
    for band in falling_bands(scores[order]):
        alike = order[band]
        yield from alike[np.argsort(lots[alike], kind="stable")].tolist()
