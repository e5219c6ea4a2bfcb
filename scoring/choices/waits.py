"""What waits for what, as far as it still matters from given levels.

A question waits for others: it does not rise while one of them stands at its lowest
level. One of those in its own pillar makes it part of that question's tree
(`scoring.choices.trees`); the others are looked after when a path is found
(`scoring.choices.search`).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from scoring.errors import ScoringError
from scoring.rubric import Rubric

Waits = Mapping[int, Collection[int]]
"""By position of a question, the positions of those it waits for."""


class Edge(NamedTuple):
    """base: the question that must rise first. position: the one that waits for it."""

    base: int
    position: int


def edges_of(levels: Sequence[int], waits: Waits) -> list[Edge]:
    """What still has to rise first.

    A question that does not apply, or stands above its lowest level, holds nothing back.
    Raises ScoringError: `waits_in_circle`.
    """
    edges: list[Edge] = []
    for position in sorted(waits):
        if levels[position] < 0:
            continue
        for base in dict.fromkeys(waits[position]):
            if levels[base] == 0:
                edges.append(Edge(base, position))
    _check_no_circle(edges)
    return edges


def _check_no_circle(edges: Sequence[Edge]) -> None:
    bases: dict[int, set[int]] = {}
    for base, position in edges:
        bases.setdefault(position, set()).add(base)
    try:
        TopologicalSorter(bases).prepare()
    except CycleError as error:
        raise ScoringError("waits_in_circle", question=error.args[1][0]) from error


def tree_edges(rubric: Rubric, edges: Sequence[Edge]) -> dict[int, int]:
    """Of each question the first in its own pillar that it waits for."""
    bases: dict[int, int] = {}
    for base, position in edges:
        pillars = rubric.questions[base].pillar, rubric.questions[position].pillar
        if pillars[0] == pillars[1]:
            bases.setdefault(position, base)
    return bases


def with_bases(edges: Sequence[Edge], positions: Collection[int]) -> set[int]:
    """These, and whatever they wait for, and so on down."""
    return _grown(positions, map(reversed, edges))


def with_waiting(edges: Sequence[Edge], positions: Collection[int]) -> set[int]:
    """These, and whatever waits for them, and so on up."""
    return _grown(positions, edges)


def _grown(positions: Collection[int], arrows: Iterable[Iterable[int]]) -> set[int]:
    onward: dict[int, list[int]] = {}
    for start, end in arrows:
        onward.setdefault(start, []).append(end)
    grown = set(positions)
    waiting = list(positions)
    while waiting:
        for position in onward.get(waiting.pop(), ()):
            if position not in grown:
                grown.add(position)
                waiting.append(position)
    return grown
