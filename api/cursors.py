"""Lists in pages: a cursor names the last row that was told, so that new rows move nothing."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model, Q, QuerySet

from api.errors import ApiError

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
    if cursor:
        rows = rows.filter(_beyond(order, cursor))
    # One more tells whether a page follows, without counting all.
    found = list(rows.order_by(*order.by())[: limit + 1])
    shown = found[:limit]
    following = _cursor(order, shown[-1]) if len(found) > limit else None
    return {"items": [row_of(row) for row in shown], "next": following}


def _cursor(order: Order, row: Model) -> str:
    values = [str(_value(row, field)) for field in order.fields]
    text = json.dumps(values, ensure_ascii=False).encode()
    return urlsafe_b64encode(text).decode().rstrip("=")


def _value(row: Model, field: str) -> object:
    value = row
    for part in field.split("__"):
        value = getattr(value, part)
    return value


def _beyond(order: Order, cursor: str) -> Q:
    try:
        return order.beyond(_values(cursor))
    except (ValueError, TypeError):
        raise ApiError("unknown_cursor") from None


def _values(cursor: str) -> list[str]:
    # What fills base64 up was left out, as it means something else in an address.
    padded = cursor + "=" * (-len(cursor) % 4)
    values = json.loads(urlsafe_b64decode(padded.encode("ascii")))
    if not isinstance(values, list) or not all(
        isinstance(each, str) for each in values
    ):
        raise ValueError(cursor)
    return values
