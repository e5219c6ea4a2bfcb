"""The advised way and its steps in time, found once for all pages that tell of one result.

The way follows from answers, firm and advice alone, and each page of a result asks for the
same: the result itself, its report, the roadmap.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from indexes.advice.advised import Reason
from roadmap.planning.plan import Planned
from roadmap.planning.position import Position, Target

KEPT = 512  # a way is some kilobytes


class Way(NamedTuple):
    """after: the levels at its end. steps: in their order, at the usual pace."""

    after: tuple[int, ...]
    steps: tuple[Planned, ...]


def way_to(position: Position, target: Target, without: Collection[str] = ()) -> Way:
    """As `Position.plan`, and raises what it raises."""
    shelf = _shelf(_asked(position, target, without))
    if not shelf:
        # Two threads may find it at the same time, and both find the same.
        after = position.plan(target, without=without)
        steps = position.planned(position.raises(after, without))
        shelf.append(Way(tuple(after), tuple(steps)))
    return shelf[0]


def reasons_of(
    position: Position, after: Sequence[int], without: Collection[str] = ()
) -> Mapping[tuple[str, int], Reason]:
    """As `Advised.reasons`."""
    shelf = _shelf_of_reasons((*_asked(position, Target(), without), tuple(after)))
    if not shelf:
        shelf.append(position.advised(without).reasons(after))
    return shelf[0]


@lru_cache(maxsize=KEPT)
def _shelf(asked: Hashable) -> list[Way]:
    """Empty at first."""
    return []


@lru_cache(maxsize=KEPT)
def _shelf_of_reasons(asked: Hashable) -> list[Mapping[tuple[str, int], Reason]]:
    """Empty at first."""
    return []


def _asked(
    position: Position, target: Target, without: Collection[str]
) -> tuple[Hashable, ...]:
    """All that the way follows from."""
    return (
        position.index,
        position.advice,
        tuple(position.levels),
        # Every field of it, so that what advice comes to ask for is never forgotten here.
        repr(position.firm),
        position.result.size,
        tuple(position.result.pillar_maxima),
        position.result.engine_version,
        target.level,
        frozenset(target.pillars.items()),
        frozenset(without),
        _had(position),
    )


def _had(position: Position) -> tuple[Hashable, ...]:
    """Of choices that advice has in an order, what is there already."""
    had = []
    for code in position.index.codes:
        if position.advice_on(code).options:
            had.append((code, tuple(position.chosen(code))))
    return tuple(had)
