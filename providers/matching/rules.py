"""The hard filters of matching, each a named rule: (S,) booleans over the solutions of the
directory.

To add a rule: write its function, name it in RULES and give it its words in `wording.LEFT_OUT`.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from providers.matching.entries import Entries, Kinds, OfProvider
from providers.models import Solution

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Request:
    """What the enterprise is and may spend. Empty facts filter nothing."""

    day: date
    sector: str = ""
    size: str = ""
    area: str = ""
    employees: int | None = None
    budget: int | None = None  # VND a year


@dataclass(frozen=True)
class Directory:
    """What is on offer, and what can only be told for an index, a moment or an enterprise."""

    entries: Entries
    lifts: NDArray[np.int64]  # (S, Q) levels each solution raises each question
    yearly: NDArray[np.int64]  # (S,) VND, see `yearly_costs`
    taken: Mapping[int, int]  # requests of this month by provider
    # Keys of providers: too near to the enterprise, and no longer wanted by it.
    conflicts: Collection[int] = frozenset()
    hidden: Collection[int] = frozenset()


def yearly_costs(entries: Entries, employees: int | None) -> NDArray[np.int64]:
    """(S,) one basis to compare prices: the lower price for the first year."""
    # once, year = 1; month = 12; user_month = 12 for every employee (one where that is
    # not known).
    users = max(employees or 1, 1)
    times = {Solution.Unit.MONTH: 12, Solution.Unit.USER_MONTH: 12 * users}
    a_year = entries.units.each(lambda unit: times.get(unit, 1), np.int64)
    return entries.price_from * a_year


def _is_within(limits: Collection[str], fact: str) -> bool:
    """No limits serve everybody; what is not known of an enterprise filters nothing."""
    return not fact or not limits or fact in limits


def _active(directory: Directory, request: Request) -> Mask:
    return directory.entries.active


def _vetted(directory: Directory, request: Request) -> Mask:
    return directory.entries.by_provider(
        lambda provider: provider.is_vetted_on(request.day), np.bool_
    )


def _paused(directory: Directory, request: Request) -> Mask:
    return directory.entries.by_provider(
        lambda provider: not provider.is_paused_on(request.day), np.bool_
    )


def _conflict(directory: Directory, request: Request) -> Mask:
    return _none_of(directory, directory.conflicts)


def _hidden(directory: Directory, request: Request) -> Mask:
    return _none_of(directory, directory.hidden)


def _none_of(directory: Directory, keys: Collection[int]) -> Mask:
    if not keys:
        return np.ones(len(directory.entries), np.bool_)
    return directory.entries.by_provider(
        lambda provider: provider.pk not in keys, np.bool_
    )


def _sector(directory: Directory, request: Request) -> Mask:
    return _serving(directory.entries.sectors, request.sector)


def _size(directory: Directory, request: Request) -> Mask:
    return _serving(directory.entries.sizes, request.size)


def _serving(limits: Kinds, fact: str) -> Mask:
    return limits.each(lambda codes: _is_within(codes, fact), np.bool_)


def _area(directory: Directory, request: Request) -> Mask:
    def works_there(provider: OfProvider) -> bool:
        # Where it may travel is of no matter to who works at a distance.
        return provider.online or _is_within(provider.areas, request.area)

    return directory.entries.by_provider(works_there, np.bool_)


def _capacity(directory: Directory, request: Request) -> Mask:
    def has_place(provider: OfProvider) -> bool:
        # Counted beforehand for all: a rule reads no row.
        return directory.taken.get(provider.pk, 0) < provider.capacity_per_month

    return directory.entries.by_provider(has_place, np.bool_)


def _budget(directory: Directory, request: Request) -> Mask:
    if request.budget is None:
        return np.ones(len(directory.entries), np.bool_)
    # By the lower price: whoever can pay that may ask what the rest is for.
    return directory.yearly <= request.budget


Rule = Callable[[Directory, Request], Mask]
RULES: dict[str, Rule] = {
    "budget": _budget,
    "capacity": _capacity,
    "paused": _paused,
    "area": _area,
    "size": _size,
    "sector": _sector,
    "vetted": _vetted,
    "hidden": _hidden,
    "conflict": _conflict,
    "active": _active,
}
"""In the order in which they give way when nothing passes: what an enterprise can change
or wait for comes first."""

FIRM = {"hidden", "conflict", "active"}
"""Never loosened, and never asked for."""

UNSEEN = {"hidden", "active"}
"""Never a near miss: what is not offered any more, or not wanted any more, is not shown."""

SOFT = [code for code in RULES if code not in FIRM]
"""In the same order."""
