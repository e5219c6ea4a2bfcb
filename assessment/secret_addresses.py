"""Addresses that hold the secret of a link: no log line and no other site learns of one.

docs/operations.md lists them, deploy/nginx.conf masks them; tests compare all with the addresses
of the site.
"""

import logging
import re
from datetime import UTC, datetime

SECRET = (
    "/tiep-tuc/",
    "/loi-moi/",
    "/vao-hoi/",
    "/xem/",
    "/duoc-moi/",
    "/lam-viec/",
    "/xac-nhan-ho/",
    "/du-lieu-cua-toi/thu/",
    "/tai-khoan/confirm-email/",
    "/tai-khoan/khong-phai-toi/",
    "/tai-khoan/password/reset/key/",
    "/ngung-thu/",
    "/khach-hang-cu/",
    "/lich/",
)
MASK = "***"
# A percent sign, however often it was quoted itself.
_PERCENT = "%(?:25)*"
_SLASH = f"(?:/|{_PERCENT}2F)"


def _letter(sign: str) -> str:
    """As it is written, and as an address may write it too: /x%65m/ is /xem/."""
    return f"(?:{re.escape(sign)}|{_PERCENT}{ord(sign):02X})"


def _part(part: str) -> str:
    return "".join(_letter(sign) for sign in part)


# Also as it stands inside another address: /tai-khoan/login/?next=%2Fxem%2F... Slashes are
# doubled at most: a line of nothing else must not take long.
_BEGINNINGS = "|".join(
    f"{_SLASH}{{1,2}}".join(_part(part) for part in beginning.split("/"))
    for beginning in SECRET
)
# Whatever is quoted belongs to it, except a slash.
_SECRET_PART = re.compile(
    rf"({_BEGINNINGS})(?:(?!{_SLASH})[^?&#\s\"'<>])+", re.IGNORECASE
)


def is_secret(path: str) -> bool:
    return path.startswith(SECRET)


# PostgreSQL adds the values of a row to its errors: an address that is taken, a row that fails.
_VALUES = re.compile(r"^(\s*DETAIL:\s+).*", re.MULTILINE)


def mask(text: str) -> str:
    masked = _VALUES.sub(rf"\1{MASK}", text)
    return _SECRET_PART.sub(rf"\1{MASK}", masked)


# What would move the pen of a terminal, or begin a line, in what somebody typed.
_MOVES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_NEXT_LINE = "\n    "


def _in_order(text: str) -> str:
    """One entry is one line, or more of which the others stand in: nobody writes one of theirs."""
    shown = _MOVES.sub(lambda sign: repr(sign[0])[1:-1], text.replace("\r\n", "\n"))
    return shown.replace("\n", _NEXT_LINE)


class MaskingFormatter(logging.Formatter):
    """Masks whole lines: messages, what they are about, and errors that quote an address."""

    def __init__(self, *args, inner: logging.Formatter | None = None, **terms) -> None:
        super().__init__(*args, **terms)
        self._inner = inner

    def format(self, record: logging.LogRecord) -> str:
        text = self._inner.format(record) if self._inner else super().format(record)
        return _in_order(mask(text))

    def formatTime(  # noqa: N802  as logging calls it
        self, record: logging.LogRecord, datefmt: str | None = None
    ) -> str:
        """In UTC, and saying so."""
        at = datetime.fromtimestamp(record.created, UTC)
        return at.isoformat(timespec="milliseconds")
