"""Publishing what the agency is told, as a whole, and agreeing to be counted in it."""

from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from django.db import transaction

from accounts.access.scopes import Item
from accounts.audit.services import record_event
from accounts.models import Consent, Organisation, User
from accounts.services import give_consent
from associations.city.counted import (
    DIMENSIONS,
    Counted,
    counted_now,
    in_order,
    joined,
    nobody,
    packed,
    unpacked,
)
from associations.city.texts import CURRENT
from associations.errors import AssociationError
from associations.models import CityFigures
from scoring.disclosure.partition import (
    NOBODY,
    Change,
    Partition,
    counts_of,
    first_partition,
    held,
    next_partition,
    rows_of,
)
from scoring.disclosure.small_cells import SHARED

LEVELS = 6
# From the finest bands of levels to those that tell how many there are, and no more.
BANDS = (
    (0, 1, 2, 3, 4, 5),
    (0, 0, 1, 1, 2, 2),
    (0, 0, 1, 1, 1, 1),
    (0, 0, 0, 0, 0, 0),
)


@transaction.atomic
def agree_to_be_counted(
    *,
    enterprise: Organisation,
    agency: Organisation,
    text_version: str,
    by: User,
    now: datetime,
) -> Consent:
    """Raises AssociationError: wording_changed where the person read other words."""
    if text_version != CURRENT.id:
        raise AssociationError("wording_changed")
    return give_consent(
        enterprise=enterprise,
        grantee=agency,
        purpose=Consent.Purpose.COUNT,
        items=[Item.COUNTED],
        text_version=text_version,
        by=by,
        now=now,
    )


@dataclass(frozen=True, eq=False)
class _Both:
    """Who was told and who is known, in one order: row by row the same enterprise."""

    told: Counted
    known: Counted
    changed: np.ndarray  # (N,)


@dataclass(frozen=True)
class _Told:
    """A partition by the names of its groups."""

    alone: tuple[str, ...]
    bands: tuple[int, ...]


@transaction.atomic
def publish_figures(*, index_id: str, is_fictional: bool, now: datetime) -> bool:
    """Whether there is anything to tell. Twice in a row changes nothing the second time."""
    rows = CityFigures.objects.select_for_update()
    before = rows.filter(index_id=index_id, is_fictional=is_fictional).first()
    known = in_order(counted_now(index_id, now, is_fictional=is_fictional))
    if before is None:
        told, partitions = known, _first(known)
    else:
        told, partitions = _next(before, known)
    if partitions is None:
        return False
    figures = {
        "enterprises": int(told.enterprise.size),
        "mean": _mean(told.tenths),
        "dimensions": _dimensions(told, partitions),
    }
    if before is None or before.figures != figures:
        whose = {"index_id": index_id, "is_fictional": is_fictional}
        _keep(whose, figures, told, now)
    return True


def _keep(whose: dict, figures: dict, told: Counted, now: datetime) -> None:
    CityFigures.objects.update_or_create(
        **whose,
        defaults={"figures": figures, "told": packed(told), "published_at": now},
    )
    record_event(
        action="city.published",
        organisation=None,
        actor=None,
        subject=f"index:{whose['index_id']}",
        now=now,
        details={"is_fictional": whose["is_fictional"]},
    )


def _first(known: Counted) -> dict[str, _Told] | None:
    partitions = {}
    for name, texts in _columns(known):
        names = sorted(set(texts))
        groups = _numbered(texts, names)
        counts = counts_of(groups, known.level, (len(names), LEVELS))
        partition = first_partition(counts, BANDS, SHARED)
        if partition is None:
            return None
        partitions[name] = _named(partition, names)
    return partitions


def _columns(counted: Counted):
    return zip(DIMENSIONS, counted.groups.T.tolist(), strict=True)


def _numbered(texts: list[str], names: list[str]) -> np.ndarray:
    number_of = {name: number for number, name in enumerate(names)}
    return np.array([number_of[text] for text in texts], np.int64)


@dataclass(frozen=True, eq=False)
class _Cut:
    """One cut of both, by the numbers of its groups."""

    name: str
    names: list[str]
    change: Change
    partition: Partition

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.names), LEVELS


def _next(before: CityFigures, known: Counted) -> tuple[Counted, dict[str, _Told]]:
    """What is told now, without the changes that wait for others."""
    both = _side_by_side(unpacked(before.told), known)
    cuts = [
        _cut(both, column, before.figures["dimensions"][name])
        for column, name in enumerate(DIMENSIONS)
    ]
    moving = _moving(cuts, both.changed)
    partitions = {}
    for cut in cuts:
        change = _done(cut.change, moving)
        partition = next_partition(change, cut.partition, BANDS, cut.shape, SHARED)
        partitions[cut.name] = _named(partition, cut.names)
    stays = both.told.taken(~moving & (both.told.result != NOBODY))
    comes = both.known.taken(moving & (both.known.result != NOBODY))
    return joined(stays, comes), partitions


def _cut(both: _Both, column: int, dimension: dict) -> _Cut:
    names = _names(both, column)
    partition = _with_numbers(_read(dimension), names)
    change = _change(both, column, names)
    return _Cut(DIMENSIONS[column], names, change, partition)


def _moving(cuts: list[_Cut], changed: np.ndarray) -> np.ndarray:
    """(N,): the changes that wait in no cut."""
    moving = changed.copy()
    while True:
        waits = np.zeros(moving.size, np.bool_)
        for cut in cuts:
            change = replace(cut.change, has_changed=moving)
            waits |= held(change, cut.partition, cut.shape, SHARED)
        if not waits.any():
            return moving
        # Who waits is missing where it would have gone: all is asked again.
        moving &= ~waits


def _side_by_side(told: Counted, known: Counted) -> _Both:
    enterprises = np.union1d(told.enterprise, known.enterprise)
    one, other = _spread(told, enterprises), _spread(known, enterprises)
    changed = (one.result != other.result) | (one.groups != other.groups).any(axis=1)
    return _Both(one, other, changed)


def _spread(counted: Counted, enterprises: np.ndarray) -> Counted:
    rows = np.searchsorted(enterprises, counted.enterprise)
    size = enterprises.size
    empty = nobody()
    columns = []
    for name, column in vars(counted).items():
        shape = (size, *getattr(empty, name).shape[1:])
        wide = np.full(shape, NOBODY if column.ndim == 1 else "", column.dtype)
        wide[rows] = column
        columns.append(wide)
    return Counted(enterprises, *columns[1:])


def _names(both: _Both, column: int) -> list[str]:
    texts = np.concatenate([both.told.groups[:, column], both.known.groups[:, column]])
    return sorted(set(texts.tolist()))


def _change(both: _Both, column: int, names: list[str]) -> Change:
    sides = []
    for counted in (both.told, both.known):
        groups = _numbered(counted.groups[:, column].tolist(), names)
        sides.append(np.where(counted.result == NOBODY, NOBODY, groups))
    return Change(sides[0], both.told.level, sides[1], both.known.level, both.changed)


def _done(change: Change, moving: np.ndarray) -> Change:
    after = np.where(moving, change.after, change.before)
    level = np.where(moving, change.level_after, change.level_before)
    return replace(change, after=after, level_after=level, has_changed=moving)


def _named(partition: Partition, names: list[str]) -> _Told:
    return _Told(tuple(names[row] for row in partition.alone), partition.bands)


def _with_numbers(told: _Told, names: list[str]) -> Partition:
    numbers = sorted(names.index(name) for name in told.alone if name in names)
    return Partition(tuple(numbers), told.bands)


def _read(dimension: dict) -> _Told:
    alone = tuple(row["code"] for row in dimension["rows"] if row["code"] is not None)
    return _Told(alone, tuple(dimension["bands"]))


def _dimensions(told: Counted, partitions: dict[str, _Told]) -> dict:
    return {
        name: _dimension(told, texts, partitions[name])
        for name, texts in _columns(told)
    }


def _dimension(told: Counted, texts: list[str], partition: _Told) -> dict:
    names = sorted({*texts, *partition.alone})
    groups = _numbered(texts, names)
    numbers = _with_numbers(partition, names)
    counts = counts_of(groups, told.level, (len(names), LEVELS))
    codes = [names[row] for row in numbers.alone] + [None]
    table = zip(codes, rows_of(counts, numbers), strict=True)
    columns = np.array(texts)
    rows = [
        _row(told, columns, partition, code, cells)
        for code, cells in table
        if cells.sum()
    ]
    return {"bands": list(partition.bands), "rows": rows}


def _row(told: Counted, texts: np.ndarray, partition: _Told, code, cells) -> dict:
    is_in = texts == code if code is not None else ~np.isin(texts, partition.alone)
    return {
        "code": code,
        "count": int(cells.sum()),
        "cells": cells.tolist(),
        "mean": _mean(told.tenths[is_in]),
    }


def _mean(tenths: np.ndarray) -> float:
    return round(float(tenths.mean()) / 10, 1)
