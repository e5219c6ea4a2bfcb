"""Cells of a CSV that do no harm when a spreadsheet opens it. Pure."""

import re
from collections.abc import Iterable, Sequence
from unicodedata import normalize

KIND = "text/csv"
BOM = "\ufeff"  # by which spreadsheets know that it is UTF-8
# As first signs spreadsheets take them for a formula; what looks alike, they read as the same.
_FORMULA = frozenset("=+-@\t\r\n\u2212")
_LOOKS_LIKE_ONE = "\u207a-\u208c\ufb29\ufe62-\ufe6b\uff0b-\uff20"
_MAY_RUN = re.compile(rf"[ =+\-@\u2212{_LOOKS_LIKE_ONE}]")
_BELOW_ZERO = re.compile(r"-[0-9]{1,15}([.,][0-9]{1,15})?")
# Spreadsheets of other countries part cells by these.
_MARKS = ',;|"\t\r'
_PARTS = re.compile(f"[{_MARKS}\n]")
_AS_TEXT = "'"


def quoted(text: str) -> str:
    """One cell, whatever it holds."""
    if _PARTS.search(text) is None:
        return text
    return '"' + text.replace('"', '""') + '"'


def cell(text: str) -> str:
    """One cell that no spreadsheet runs; a number below zero stays one."""
    first = normalize("NFKC", text.lstrip(" ")[:1])
    is_formula = first in _FORMULA and first != "" and not _BELOW_ZERO.fullmatch(text)
    return quoted(f"{_AS_TEXT}{text}" if is_formula else text)


def file_of(rows: Iterable[Iterable[str]]) -> str:
    """A whole file, for a spreadsheet to open."""
    lines = [",".join(map(cell, row)) for row in rows]
    return BOM + "".join(f"{line}\r\n" for line in lines)


def column(texts: Sequence[str]) -> Sequence[str]:
    """Each as `cell`. Nearly all are plain: together they are looked at once."""
    together = "\n".join(texts)
    is_parted = together.count("\n") + 1 != len(texts)
    firsts = "".join({text[:1] for text in texts})
    if is_parted or _MAY_RUN.search(firsts) or any(m in together for m in _MARKS):
        return list(map(cell, texts))
    return texts
