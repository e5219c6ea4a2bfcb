"""Who agreed to be counted, with the newest result of each: one row an enterprise."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from itertools import islice

import numpy as np
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from accounts.access.scopes import in_force
from accounts.models import Consent, Organisation
from associations.models import Affiliation
from indexes.queries import answerable_versions
from registry.areas import areas
from scoring.percent import tenths
from survey.models import Result

DIMENSIONS = ("sector", "size", "area", "association", "quarter")
NONE, SEVERAL = "", "several"
BLOCK = 20_000
WIDE = "U8"  # the longest code of a group
_FIELDS = (
    "pk",
    "organisation_id",
    "assessment_id",
    "level",
    "total",
    "maximum",
    "sector",
    "size",
    "area",
    "created_at",
)


@dataclass(frozen=True, eq=False)
class Counted:
    """enterprise, result, level, tenths: (N,), by enterprise. groups: (N, dimensions) texts."""

    enterprise: np.ndarray
    result: np.ndarray
    level: np.ndarray
    tenths: np.ndarray
    groups: np.ndarray

    def taken(self, rows: np.ndarray) -> "Counted":
        return Counted(*(column[rows] for column in vars(self).values()))


def nobody() -> Counted:
    numbers = [np.zeros(0, np.int64)] * 4
    return Counted(*numbers, groups=np.zeros((0, len(DIMENSIONS)), WIDE))


def joined(first: Counted, second: Counted) -> Counted:
    pairs = zip(vars(first).values(), vars(second).values(), strict=True)
    columns = [np.concatenate(pair) for pair in pairs]
    return in_order(Counted(*columns))


def in_order(counted: Counted) -> Counted:
    return counted.taken(np.argsort(counted.enterprise, kind="stable"))


def packed(counted: Counted) -> bytes:
    file = BytesIO()
    np.savez_compressed(file, **vars(counted))
    return file.getvalue()


def unpacked(content: bytes) -> Counted:
    # Without pickles, nothing in it can be run.
    with np.load(BytesIO(bytes(content)), allow_pickle=False) as file:
        return Counted(*(file[name] for name in vars(nobody())))


def counted_now(index_id: str, now: datetime, *, is_fictional: bool) -> Counted:
    """Consents are looked at here, at the moment of counting."""
    blocks = [nobody()]
    rows = _results(index_id, now, is_fictional).values_list(*_FIELDS)
    units = frozenset(areas())
    iterator = rows.iterator(chunk_size=BLOCK)
    while block := list(islice(iterator, BLOCK)):
        blocks.append(_newest(_of_block(block, units)))
    columns = zip(*(vars(block).values() for block in blocks), strict=True)
    newest = _newest(Counted(*map(np.concatenate, columns)))
    return _with_associations(newest)


def _results(index_id: str, now: datetime, is_fictional: bool) -> QuerySet[Result]:
    agreed = Consent.objects.filter(
        in_force(now),
        enterprise=OuterRef("organisation"),
        purpose=Consent.Purpose.COUNT,
    )
    results = Result.objects.filter(
        Exists(agreed),
        index_version__in=answerable_versions().filter(index_id=index_id),
        organisation__is_fictional=is_fictional,
        organisation__kind=Organisation.Kind.ENTERPRISE,
        level__isnull=False,
        maximum__gt=0,
    )
    return results.order_by()


def _of_block(rows: list[tuple], units: frozenset[str]) -> Counted:
    result, enterprise, _round, level, total, maximum, *texts = zip(*rows, strict=True)
    sector, size, area, at = texts
    percents = tenths(np.array(total, np.int64), np.array(maximum, np.int64))
    quarters = list(map(_quarter, at))
    known = [code if code in units else NONE for code in area]
    nowhere = [NONE] * len(rows)
    groups = np.array([sector, size, known, nowhere, quarters], WIDE).T
    numbers = [np.array(column, np.int64) for column in (enterprise, result, level)]
    return Counted(*numbers, tenths=percents.astype(np.int64), groups=groups)


def _quarter(at: datetime) -> str:
    """By the clock of the city: what is sent before seven on its first morning is in it too."""
    day = timezone.localdate(at)
    return f"{day.year}-{(day.month + 2) // 3}"


def _newest(counted: Counted) -> Counted:
    """Of each enterprise the result that was written last."""
    order = np.lexsort((counted.result, counted.enterprise))
    enterprise = counted.enterprise[order]
    is_last = np.ones(order.size, np.bool_)
    is_last[:-1] = enterprise[1:] != enterprise[:-1]
    return counted.taken(order[is_last])


def _with_associations(counted: Counted) -> Counted:
    """Each in one group: of its association, of those in several, of those in none."""
    groups = counted.groups.copy()
    column = DIMENSIONS.index("association")
    places = {number: row for row, number in enumerate(counted.enterprise.tolist())}
    for enterprise, association in _belonging():
        row = places.get(enterprise)
        if row is not None:
            is_first = groups[row, column] == NONE
            groups[row, column] = str(association) if is_first else SEVERAL
    return replace(counted, groups=groups)


def _belonging() -> Iterator[tuple[int, int]]:
    active = Affiliation.objects.filter(state=Affiliation.State.ACTIVE)
    pairs = active.order_by("pk").values_list("enterprise_id", "association_id")
    return pairs.iterator(chunk_size=BLOCK)
