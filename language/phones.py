"""Telephone numbers as people and spreadsheets write them. Pure."""

import re

from language.cleaning import plain
from language.numbers import without_fraction

_SIGNS = re.compile(r"\+?[\d .()/-]+")
# By its digits: abroad with +, 00 or our 84; at home from 0; and the short ones of services.
_WHOLE = re.compile(
    r"""
    \+[1-9]\d{7,14}
    | 00[1-9]\d{7,13}
    | 84[235789]\d{8,9}
    | 0[35789]\d{8} | 02\d{9}
    | 1[89]00\d{4,6}
    """,
    re.VERBOSE,
)
# What is left of one from 0 after a spreadsheet took it for a number.
_WITHOUT_ZERO = re.compile(r"[35789]\d{8}|2\d{9}")


class PhoneError(ValueError):
    """Text that nobody can be called by."""


def read_phone(text: str) -> str:
    """As it was written, in signs of the keyboard; a 0 that was lost stands before it again."""
    written = without_fraction(plain(text))
    if not _SIGNS.fullmatch(written):
        raise PhoneError

    digits = re.sub(r"[^\d+]", "", written)
    if _WHOLE.fullmatch(digits):
        return written
    if _WITHOUT_ZERO.fullmatch(digits):
        return f"0{digits}"
    raise PhoneError
