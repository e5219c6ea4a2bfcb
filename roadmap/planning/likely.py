"""What several things together are likely to cost. Pure.

Each has a range. That all of them cost the least, or all the most, is unlikely: around the
sum of the middles, ranges that know nothing of one another add up like the sides of a right
triangle.
"""

from collections.abc import Sequence
from math import isqrt


def likely_sum(ranges: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """(least, most); of one range itself, of none nothing."""
    middles = sum(low + high for low, high in ranges)
    spread = isqrt(sum((high - low) ** 2 for low, high in ranges))
    return (middles - spread) // 2, (middles + spread) // 2
