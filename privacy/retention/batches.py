"""Taking away many rows without holding up others: a batch at a time, each whole or not at all.

In SQLite nobody else writes while a batch is written.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from privacy.retention.tally import Moment, Tally

AT_ONCE = 500  # rows


@dataclass(frozen=True)
class Rows:
    """Rows that are deleted, or emptied of what names somebody.

    select: what is due. It is asked once more within each batch: what somebody touched
    meanwhile stays. end: takes a batch away and says how many rows that were.
    """

    select: Callable[[Moment], QuerySet]
    end: Callable[[QuerySet], int]

    def due(self, moment: Moment) -> Tally:
        return Tally(rows=self.select(moment).count())

    def forget(self, moment: Moment) -> Tally:
        ended = 0
        for keys in batches_of(self.select(moment)):
            with transaction.atomic():
                # A transaction each: a night that is cut short keeps what it has done.
                ended += self.end(self.select(moment).filter(pk__in=keys))
        return Tally(rows=ended)


def batches_of(rows: QuerySet) -> Iterator[list]:
    """Keys of the rows, so many at a time; each row comes once, whatever becomes of it."""
    # Onwards by key: rows that were emptied stay in the way of whoever begins anew each
    # time.
    in_order = rows.order_by("pk").values_list("pk", flat=True)
    keys = list(in_order[:AT_ONCE])
    while keys:
        yield keys
        keys = list(in_order.filter(pk__gt=keys[-1])[:AT_ONCE])


def delete(rows: QuerySet) -> int:
    """How many of this model; what hangs on them goes along uncounted."""
    _all, by_model = rows.delete()
    return by_model.get(rows.model._meta.label, 0)


def deleted(select: Callable[[Moment], QuerySet]) -> Rows:
    return Rows(select, delete)


def emptied(select: Callable[[Moment], QuerySet], *fields: str) -> Rows:
    """Texts that name somebody, taken out of rows that stay."""
    blank = dict.fromkeys(fields, "")

    def those_left(moment: Moment) -> QuerySet:
        return select(moment).exclude(**blank)

    # Without what is blank already: else every night would count and write them again.
    return Rows(those_left, lambda rows: rows.update(**blank))
