"""Lists in pages: a cursor names the last row that was told, so that new rows move nothing."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

from api.errors import ApiError
from language.cleaning import clean

USUAL, MOST = 50, 100


@dataclass(frozen=True)
class Order:
    """By which fields a list is sorted; the last one tells every row from all others."""

    fields: tuple[str, ...]
    is_falling: bool = False

    def by(self) -> list[str]:
        sign = "-" if self.is_falling else ""
        return [f"{sign}{field}" for field in self.fields]

    def beyond(self, values: list[str]) -> Q:
        """Rows that come after the one with these values."""
        comparison = "lt" if self.is_falling else "gt"
        beyond, same = Q(pk__in=()), Q()
        for field, value in zip(self.fields, values, strict=True):
            beyond |= same & Q(**{f"{field}__{comparison}": value})
            # (a, b) > (x, y) written out, as not every database compares rows by an
            # index.
            same &= Q(**{field: value})
        return beyond


def page(
    rows: QuerySet,
    order: Order,
    *,
    cursor: str,
    limit: int,
    row_of: Callable[[Model], dict],
) -> dict:
    """The rows after the cursor, and the cursor of the next page; null where there is none."""
    values = _values(cursor) if cursor else None
    found = _found(rows.order_by(*order.by()), order, values, limit)
    shown = found[:limit]
    following = cursor_after(order, shown[-1]) if len(found) > limit else None
    return {"items": [row_of(row) for row in shown], "next": following}


def _found(
    rows: QuerySet, order: Order, values: list[str] | None, limit: int
) -> list[Model]:
    if values is not None and len(values) != len(order.fields):
        raise ApiError("unknown_cursor")
    try:
        # Only asking tells whether the values are such as stand in the columns.
        beyond = rows.filter(order.beyond(values)) if values is not None else rows
        # One more tells whether a page follows, without counting all.
        return list(beyond[: limit + 1])
    except (ValueError, TypeError, ValidationError):
        # Without a cursor nothing of the caller's was compared: the fault is ours.
        if values is None:
            raise
        raise ApiError("unknown_cursor") from None


def cursor_after(order: Order, row: Model) -> str:
    values = [str(_value(row, field)) for field in order.fields]
    text = json.dumps(values, ensure_ascii=False).encode()
    return urlsafe_b64encode(text).decode().rstrip("=")


def _value(row: Model, field: str) -> object:
    value = row
    for part in field.split("__"):
        value = getattr(value, part)
    return value


def _values(cursor: str) -> list[str]:
    # What fills base64 up was left out, as it means something else in an address.
    padded = cursor + "=" * (-len(cursor) % 4)
    try:
        values = json.loads(urlsafe_b64decode(padded.encode("ascii")))
    # What is nested too deeply to be read is no cursor either.
    except (ValueError, RecursionError):
        raise ApiError("unknown_cursor") from None
    # Signs that no column can be compared with are in none that we gave.
    is_ours = isinstance(values, list) and all(map(_is_value, values))
    if not is_ours:
        raise ApiError("unknown_cursor")
    return values


def _is_value(value: object) -> bool:
    return isinstance(value, str) and clean(value) == value
