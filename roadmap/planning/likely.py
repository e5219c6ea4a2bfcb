"""What several things together are likely to cost. Pure.

Each has a range. That all of them cost the least, or all the most, is unlikely: around the
sum of the middles, ranges that know nothing of one another add up like the sides of a right
triangle.
"""

from collections.abc import Sequence
from math import isqrt, log


def likely_sum(ranges: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """(least, most); of one range itself, of none nothing."""
    middles = sum(low + high for low, high in ranges)
    spread = isqrt(sum((high - low) ** 2 for low, high in ranges))
    least, most = (middles - spread) // 2, (middles + spread) // 2
    # What may all be free is not told to cost something at least.
    return (least if any(low for low, _high in ranges) else 0), most


def is_narrowed(ranges: Sequence[tuple[int, int]]) -> bool:
    """Whether a reader who adds them up finds more than is told of them together."""
    return likely_sum(ranges)[1] < sum(high for _low, high in ranges)


# A range is told with its middle where its ends are so many times apart.
WIDE = 4
# Where a middle stands between two powers of ten: it is a guess, and looks like one.
ROUND = (1, 1.5, 2, 3, 4, 5, 6, 8, 10)


def middle_of(low: int, high: int) -> int:
    """As many times above the least as below the most; 0 where nothing is to be told.

    Of what may cost nothing there is no such middle.
    """
    if not low or high < WIDE * low:
        return 0
    middle = isqrt(low * high)
    power = 10 ** (len(str(middle)) - 1)
    nearest = min(ROUND, key=lambda step: abs(log(middle / (step * power))))
    return int(nearest * power)
