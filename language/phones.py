"""Telephone numbers as people and spreadsheets write them. Pure."""

import re

from language.cleaning import plain
from language.numbers import without_fraction

_SIGNS = re.compile(r"\(?\+?[\d .()/-]+")
# By its digits: at home from 0 or abroad with our 84, the short ones of services, those of others.
_WHOLE = re.compile(
    r"""
    (?: 0 | (?:\+|00)?84 0? ) (?: [35789]\d{8} | 2\d{9} )
    | (?: (?:\+|00)?84 )? 1[89]00\d{4,6}
    | (?: \+ | 00 ) (?!84) [1-9]\d{7,14}
    """,
    re.VERBOSE,
)
# A spreadsheet keeps digits as text by the first, a page links to them by the second.
_BEFORE = re.compile(r"\A(?:'|tel: *)", re.IGNORECASE)
_DOTS = re.compile("[\u00b7\u2022\u2219\u22c5]")
# What is left of one from 0 after a spreadsheet took it for a number.
_WITHOUT_ZERO = re.compile(r"[35789]\d{8}|2\d{9}")


class PhoneError(ValueError):
    """Text that nobody can be called by."""


def read_phone(text: str) -> str:
    """As it was written, in signs of the keyboard; a 0 that was lost stands before it again."""
    bare = _BEFORE.sub("", plain(text))
    written = without_fraction(_DOTS.sub(".", bare))
    if not _SIGNS.fullmatch(written):
        raise PhoneError

    digits = re.sub(r"[^\d+]", "", written)
    if _WHOLE.fullmatch(digits):
        return written
    if _WITHOUT_ZERO.fullmatch(digits):
        return f"0{digits}"
    raise PhoneError
