"""Which of many enterprises stand for themselves, so that nobody fills a sample alone.

Nothing here knows what the marks are: an account, a network, a number.
Source: ours (docs/benchmark.md).
"""

from collections.abc import Hashable, Iterable


def independent(marks: Iterable[Iterable[Hashable]]) -> list[bool]:
    """Of each enterprise, whether it counts: no other that counts bears one of its marks.

    marks: of each, those who count before others first. Whoever bears none always counts.
    """
    taken: set[Hashable] = set()
    counts = []
    for own in marks:
        is_free = taken.isdisjoint(own)
        # Who does not count takes nothing from others either.
        if is_free:
            taken.update(own)
        counts.append(is_free)
    return counts
