"""Addresses that hold the secret of a link: no log line and no other site learns of one.

docs/operations.md lists them for the proxy; a test compares all three with the addresses
of the site.
"""

import logging
import re

SECRET = (
    "/tiep-tuc/",
    "/loi-moi/",
    "/xem/",
    "/tai-khoan/confirm-email/",
    "/tai-khoan/khong-phai-toi/",
    "/tai-khoan/password/reset/key/",
)
MASK = "***"
# As it is written, and as it stands inside another address, however often quoted:
# /tai-khoan/login/?next=%2Fxem%2F...
_SLASH = "(?:/|%(?:25)*2F)"
_BEGINNINGS = "|".join(
    _SLASH.join(re.escape(part) for part in beginning.split("/"))
    for beginning in SECRET
)
_SECRET_PART = re.compile(rf"({_BEGINNINGS})[^/%?&#\s\"'<>]+", re.IGNORECASE)


def is_secret(path: str) -> bool:
    return path.startswith(SECRET)


def mask(text: str) -> str:
    return _SECRET_PART.sub(rf"\1{MASK}", text)


class MaskingFormatter(logging.Formatter):
    """Masks whole lines: messages, what they are about, and errors that quote an address."""

    def __init__(self, *args, inner: logging.Formatter | None = None, **terms) -> None:
        super().__init__(*args, **terms)
        self._inner = inner

    def format(self, record: logging.LogRecord) -> str:
        return mask(
            self._inner.format(record) if self._inner else super().format(record)
        )
