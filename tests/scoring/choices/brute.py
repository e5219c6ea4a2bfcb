"""Sums of choices by trying all of them: a judge for small ones."""

from collections.abc import Sequence
from itertools import product

from scoring.choices.frontier import Frontier

Pair = tuple[int, int]
"""A gain and its key."""


def pairs(frontier: Frontier) -> list[Pair]:
    return list(zip(frontier.gains.tolist(), frontier.keys.tolist(), strict=True))


def sums(*choices: Sequence[Pair]) -> list[Pair]:
    """One of each, added up."""
    totals = []
    for taken in product(*choices):
        gain = sum(gain for gain, _ in taken)
        key = sum(key for _, key in taken)
        totals.append((gain, key))
    return totals


def worthwhile(choices: Sequence[Pair]) -> list[Pair]:
    """Rising gains, each at the least key for at least so much."""
    best: list[Pair] = []
    for gain, key in sorted(choices, key=lambda pair: (-pair[0], pair[1])):
        if not best or key < best[-1][1]:
            best.append((gain, key))
    return best[::-1]
