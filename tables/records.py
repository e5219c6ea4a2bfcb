"""Every table as rows of CSV with commas, whatever it was: one reader for all of them. Pure.

What is plain CSV already goes through as it is: files have hundreds of thousands of rows.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from language.cleaning import clean
from tables.errors import TableError
from tables.kinds import (
    ZIP,
    encoding_of,
    refuse_other_archives,
    refuse_other_files,
    refuse_other_text,
)
from tables.workbook import passed_over, rows_of
from tables.written import quoted

COMMA = ","
_MARKS = (COMMA, ";", "\t")
_HEAD = 4096  # bytes that tell what a file is
_ZIP_LENGTH = 4
_LONGEST_ROW = 65_536  # characters; quotes still open then were never meant to close
_PIECE = 65_536  # characters read at a time
_LINE_END = re.compile(r"\r\n|\r|\n")
_IN_QUOTES = re.compile(r'"[^"]*"')
# A first line for spreadsheets only: they take it for no row either.
_SAYS_MARK = re.compile(r'\s*"?sep=(.)"?\s*', re.IGNORECASE | re.DOTALL)


def opened(file: Path) -> BinaryIO:
    """To be read by `records_of`. OSError as from open, TableError for a folder."""
    if file.is_dir():
        raise TableError("folder")
    return file.open("rb")


def records_of(source: BinaryIO) -> Iterator[str]:
    """One row after another, as a spreadsheet counts them: a cell may hold line breaks.

    Raises TableError, also in the midst of the rows.
    """
    buffered = source if hasattr(source, "peek") else io.BufferedReader(source)
    head = buffered.peek(_HEAD)[:_HEAD]
    refuse_other_files(head)
    if not head.startswith(ZIP):
        return _of_text(buffered, head)
    content = buffered.read()
    refuse_other_archives(content)
    return map(joined, rows_of(content))


def unread_in(file: Path) -> Iterator[str]:
    """What of a workbook is not read, or is read though nobody sees it: a sentence for each."""
    # What comes through a pipe can be read only once.
    if not file.is_file():
        return
    with opened(file) as source:
        if not source.read(_ZIP_LENGTH).startswith(ZIP):
            return
    content = file.read_bytes()
    refuse_other_archives(content)
    yield from passed_over(content)


def _of_text(source: BinaryIO, head: bytes) -> Iterator[str]:
    encoding, length = encoding_of(head)
    source.read(length)
    return _parted(_whole(_pieces(source, encoding)))


def records_in(text: str) -> Iterator[str]:
    """Of what was pasted."""
    lines = _LINE_END.sub("\n", text).removesuffix("\n")
    return _parted(_whole([lines] if lines else []))


def _pieces(source: BinaryIO, encoding: str) -> Iterator[str]:
    """Whole lines, many at a time: what a row costs, it costs a million times."""
    text = io.TextIOWrapper(source, encoding)
    rest = ""
    try:
        while piece := text.read(_PIECE):
            lines, end, rest = f"{rest}{piece}".rpartition("\n")
            if end:
                yield lines
        if rest:
            yield rest
    except UnicodeDecodeError as error:
        raise TableError("encoding") from error
    finally:
        # Who opened the file closes it, perhaps before it was read to its end.
        with suppress(ValueError):
            text.detach()


def _whole(pieces: Iterable[str]) -> Iterator[str]:
    """A line whose quotes are open goes on in the next."""
    record = ""
    for piece in pieces:
        # Looked at together: most tables have none.
        if not record and '"' not in piece:
            yield from piece.split("\n")
            continue
        for line in piece.split("\n"):
            record = f"{record}\n{line}" if record else line
            is_open = '"' in record and record.count('"') % 2
            # A break within quotes belongs to the name; but one lost quote must not eat the file.
            if is_open and len(record) < _LONGEST_ROW:
                continue
            yield record
            record = ""
    if record:
        yield record


def _parted(records: Iterator[str]) -> Iterator[str]:
    first = next(records, None)
    says = _SAYS_MARK.fullmatch(first or "")
    if says:
        return _with_commas(records, says[1])

    # Empty rows may stand before the one that tells how the cells are parted.
    before = []
    while first is not None and not first.strip():
        before.append(first)
        first = next(records, None)
    if first is None:
        raise TableError("empty")
    refuse_other_text(first)
    return _with_commas(chain(before, [first], records), _mark_of(first))


def _mark_of(record: str) -> str:
    bare = _IN_QUOTES.sub("", record)
    return max(_MARKS, key=bare.count)


def _with_commas(records: Iterator[str], mark: str) -> Iterator[str]:
    if mark == COMMA:
        return records
    return (_with_comma(record, mark) for record in records)


def _with_comma(record: str, mark: str) -> str:
    if '"' not in record and COMMA not in record:
        return record.replace(mark, COMMA)
    try:
        return joined(next(csv.reader([record], strict=True, delimiter=mark), []))
    except csv.Error:
        return record  # whoever reads its cells tells of the quotes


def joined(cells: Iterable[str]) -> str:
    return COMMA.join(map(quoted, cells))


def cells_of(record: str) -> list[str]:
    """Clean, without spaces around them. csv.Error where quotes are not as they should be."""
    return [clean(cell).strip() for cell in cells_as_written(record)]


def cells_as_written(record: str) -> list[str]:
    if '"' not in record:
        return record.split(COMMA)
    return next(csv.reader([record], strict=True), [])
