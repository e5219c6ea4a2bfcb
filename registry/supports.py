"""What the State pays of an enterprise's digital transformation, and on which conditions.

Decree 80/2021/NĐ-CP (articles 11, 13, 14) in money, Decree 224/2026/NĐ-CP in kind.
"""

from dataclasses import dataclass
from functools import cache
from itertools import filterfalse

from registry.files import registry


@dataclass(frozen=True)
class Support:
    """condition: without which nothing is paid; None where the decree names none of its own."""

    item: str
    name: dict[str, str]
    rate_percent: int
    ceiling: int | None  # VND a year, None where the decree gives none for this size
    confidence: str
    condition: dict[str, str] | None = None


# Only an adviser of the State's network is paid for wholly, and nobody here knows of a
# price whether it is one's: beside a price no more than this part of it is told.
MOST_PERCENT = 50


def most_of(support: Support, price: int) -> int | None:
    """What could be paid at most of a price that stands beside it, in VND.

    With two digits, rounded down: as both are written, it is never more than half.
    None without a ceiling, since the decree names no amount then.
    """
    if support.ceiling is None:
        return None
    rate = min(support.rate_percent, MOST_PERCENT)
    return rounded_down(min(price * rate // 100, support.ceiling))


def rounded_down(amount: int) -> int:
    """To two digits."""
    digits = 10 ** max(0, len(str(amount)) - 2)
    return amount // digits * digits


def _support() -> dict:
    return registry("size-and-support")["support"]


@cache
def supports() -> dict[str, dict]:
    """The kinds of help that are a part of a price, by id."""
    return {row["id"]: row for row in _support()["items"] if _is_priced(row)}


def _is_priced(row: dict) -> bool:
    return bool(row.get("ceiling")) and "rate_max_percent" in row


@cache
def unpriced() -> tuple[dict[str, str], ...]:
    """The names of help without an amount: courses, what is free. Information only."""
    rows = filterfalse(_is_priced, _support()["items"])
    return tuple(map(_name, rows))


def _name(row: dict) -> dict[str, str]:
    return {"vi": row["name_vi"], "en": row["name_en"]}


@cache
def in_kind() -> tuple[dict[str, str], ...]:
    """What supporting bodies do for an enterprise without money."""
    return _said_in_both(_support()["in_kind"])


@cache
def conditions() -> tuple[dict[str, str], ...]:
    """What holds for all support in money."""
    return _said_in_both(_support()["conditions"])


def _said_in_both(part: dict) -> tuple[dict[str, str], ...]:
    rows = zip(part["items_vi"], part["items_en"], strict=True)
    return tuple({"vi": vi, "en": en} for vi, en in rows)


def support_for(item: str, size: str) -> Support | None:
    """What the decree could pay at most for this kind of help.

    None for unknown items and for sizes outside it.
    """
    row = supports().get(item)
    if row is None or size not in row["ceiling"]:
        return None
    rate = row["rate_max_percent"]
    return Support(
        item=item,
        name=_name(row),
        # Help by advisers pays a larger part to smaller enterprises.
        rate_percent=rate[size] if isinstance(rate, dict) else rate,
        ceiling=row["ceiling"][size],
        confidence=row["confidence"],
        condition=condition_of(row),
    )


def condition_of(row: dict) -> dict[str, str] | None:
    """row: of `supports`."""
    if "condition_vi" not in row:
        return None
    return {"vi": row["condition_vi"], "en": row["condition_en"]}
