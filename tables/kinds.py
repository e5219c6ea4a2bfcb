"""What a file is, told by how it begins, whatever it is called. Pure."""

import codecs
import re
import zipfile
from io import BytesIO

from tables.errors import TableError

_PACKED = (
    b"\x1f\x8b",  # gz
    b"BZh",
    b"\xfd7zXZ\x00",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"\x28\xb5\x2f\xfd",  # zst
)
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BINARY = (
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"SQLite format",
    b"{\\rtf",
)
_JSON = re.compile(r"\s*(\{|\[\s*[\[{\"\]])")
_MARKUP = re.compile(r"\s*<[!?a-z]", re.IGNORECASE)
# What no text has, and a table in UTF-16 without its mark has beside each letter.
_NUL = 0
UTF_8, LITTLE, BIG = "utf-8", "utf-16-le", "utf-16-be"
_MARKS = (
    (codecs.BOM_UTF8, UTF_8),
    (codecs.BOM_UTF16_LE, LITTLE),
    (codecs.BOM_UTF16_BE, BIG),
)
_WIDE_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


def refuse_other_files(head: bytes) -> None:
    """TableError for what is neither text nor an archive. head: how the file begins."""
    if not head:
        raise TableError("empty")
    if head.startswith(_OLD_OFFICE):
        raise TableError("old_workbook")
    if head.startswith(_PACKED):
        raise TableError("packed")
    if head.startswith(_BINARY):
        raise TableError("binary")


def refuse_other_archives(content: bytes) -> None:
    """TableError for files of many parts that are no Excel workbook."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise TableError("broken_workbook") from error
    if "xl/workbook.xml" not in names:
        raise TableError(_other_kind(names))


def _other_kind(names: list[str]) -> str:
    if "mimetype" in names and "content.xml" in names:
        return "open_document"
    return "other_office" if "[Content_Types].xml" in names else "packed"


def encoding_of(head: bytes) -> tuple[str, int]:
    """How the letters of a text are written, and how many bytes stand before the first."""
    if head.startswith(_WIDE_MARKS):
        raise TableError("encoding")
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding, len(mark)
    return _without_mark(head), 0


def _without_mark(head: bytes) -> str:
    # A head row begins with a letter that takes one byte in all that we read.
    first, second = (*head[:2], 1, 1)[:2]
    if first != _NUL and second == _NUL:
        return LITTLE
    if first == _NUL and second != _NUL:
        return BIG
    if _NUL in head:
        raise TableError("binary")
    return UTF_8


def refuse_other_text(text: str) -> None:
    """TableError for text that is plainly something else than a table. text: its beginning."""
    if _JSON.match(text):
        raise TableError("json")
    if _MARKUP.match(text):
        raise TableError("markup")
