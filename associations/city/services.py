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
from associations.city.crossings import (
    CROSSED,
    Crossings,
    crossing_cuts,
    crossings_of,
    first_crossings,
    next_crossings,
    read_crossing,
)
from associations.city.cuts import (
    BANDS,
    LEVELS,
    Cut,
    Told,
    mean,
    numbered,
    parts_of,
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
class _Published:
    """Who is told, and how: the cuts, and those that are crossed."""

    told: Counted
    partitions: dict[str, Told]
    crossings: Crossings


@transaction.atomic
def publish_figures(*, index_id: str, is_fictional: bool, now: datetime) -> bool:
    """Whether there is anything to tell. Twice in a row changes nothing the second time."""
    rows = CityFigures.objects.select_for_update()
    before = rows.filter(index_id=index_id, is_fictional=is_fictional).first()
    known = in_order(counted_now(index_id, now, is_fictional=is_fictional))
    published = _first(known) if before is None else _next(before, known)
    if published is None:
        return False
    told = published.told
    figures = {
        "enterprises": int(told.enterprise.size),
        "mean": mean(told.tenths.sum(), told.tenths.size),
        "dimensions": _dimensions(told, published.partitions),
        "crossings": crossings_of(told, published.crossings),
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


def _first(known: Counted) -> _Published | None:
    """As if nobody had been told before."""
    both = _side_by_side(nobody(), known)
    cuts, partitions = {}, {}
    for column, name in enumerate(DIMENSIONS):
        names = _names(both, column)
        change = _change(both, column, names)
        counts = counts_of(change.after, change.level_after, (len(names), LEVELS))
        rests = parts_of(name, names)[1]
        partition = first_partition(counts, BANDS, SHARED, rests)
        if partition is None:
            return None
        cuts[name] = Cut(name, names, change, partition)
        partitions[name] = _named(partition, names)
    return _Published(known, partitions, first_crossings(cuts, partitions))


def _next(before: CityFigures, known: Counted) -> _Published:
    """What is told now, without the changes that wait for others."""
    both = _side_by_side(unpacked(before.told), known)
    cuts = {
        name: _cut(both, column, before.figures["dimensions"][name])
        for column, name in enumerate(DIMENSIONS)
    }
    crossings = {kind: read_crossing(before.figures, kind) for kind in CROSSED}
    moving = _moving([*cuts.values(), *crossing_cuts(cuts, crossings)], both.changed)
    done, partitions = {}, {}
    for name, cut in cuts.items():
        done[name] = replace(cut, change=_done(cut.change, moving))
        partitions[name] = _next_told(done[name])
    stays = both.told.taken(~moving & (both.told.result != NOBODY))
    comes = both.known.taken(moving & (both.known.result != NOBODY))
    crossings = next_crossings(done, crossings, partitions)
    return _Published(joined(stays, comes), partitions, crossings)


def _next_told(cut: Cut) -> Told:
    rests = parts_of(cut.name, cut.names)[1]
    partition = next_partition(
        cut.change, cut.partition, BANDS, cut.shape, SHARED, rests
    )
    return _named(partition, cut.names)


def _cut(both: _Both, column: int, dimension: dict) -> Cut:
    name, names = DIMENSIONS[column], _names(both, column)
    partition = _with_numbers(name, _read(dimension), names)
    return Cut(name, names, _change(both, column, names), partition)


def _moving(cuts: list[Cut], changed: np.ndarray) -> np.ndarray:
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
        groups = numbered(counted.groups[:, column].tolist(), names)
        sides.append(np.where(counted.result == NOBODY, NOBODY, groups))
    return Change(sides[0], both.told.level, sides[1], both.known.level, both.changed)


def _done(change: Change, moving: np.ndarray) -> Change:
    after = np.where(moving, change.after, change.before)
    level = np.where(moving, change.level_after, change.level_before)
    return replace(change, after=after, level_after=level, has_changed=moving)


def _named(partition: Partition, names: list[str]) -> Told:
    alone = tuple(names[row] for row in partition.alone)
    return Told(alone, partition.bands, bool(partition.rests))


def _with_numbers(name: str, told: Told, names: list[str]) -> Partition:
    numbers = sorted(names.index(name) for name in told.alone if name in names)
    rests = parts_of(name, names)[1] if told.by_part else ()
    return Partition(tuple(numbers), told.bands, rests)


def _read(dimension: dict) -> Told:
    alone = tuple(row["code"] for row in dimension["rows"] if row["code"] is not None)
    return Told(alone, tuple(dimension["bands"]), dimension["by_part"])


def _dimensions(told: Counted, partitions: dict[str, Told]) -> dict:
    columns = zip(DIMENSIONS, told.groups.T.tolist(), strict=True)
    return {
        name: _dimension(told, name, texts, partitions[name]) for name, texts in columns
    }


def _dimension(told: Counted, name: str, texts: list[str], partition: Told) -> dict:
    names = sorted({*texts, *partition.alone})
    groups = numbered(texts, names)
    numbers = _with_numbers(name, partition, names)
    counts = rows_of(counts_of(groups, told.level, (len(names), LEVELS)), numbers)
    row_of = numbers.row_of(len(names))[groups]
    sums = np.bincount(row_of, told.tenths, minlength=numbers.size)
    heads = [{"code": names[row]} for row in numbers.alone]
    rests = parts_of(name, names)[0] if partition.by_part else []
    heads += [{"code": None, "part": part} for part in rests] or [{"code": None}]
    rows = []
    for head, cells, total in zip(heads, counts, sums, strict=True):
        count = int(cells.sum())
        if count:
            of_row = {
                "count": count,
                "cells": cells.tolist(),
                "mean": mean(total, count),
            }
            rows.append(head | of_row)
    return {
        "bands": list(partition.bands),
        "by_part": partition.by_part,
        "rows": rows,
    }
