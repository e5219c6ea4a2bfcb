"""The rows of a table of members, by the names of their fields: whatever file it was. Pure."""

import csv
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from associations.members.imports.heads import fields_of
from tables.errors import TableError
from tables.kinds import ZIP
from tables.records import cells_of, records_of

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
MOST_ROWS = 20_000
_LOOKED_FOR_HEAD = (
    20  # rows that may stand above it: a title, the name of the association
)


class RefusedError(Exception):
    """What cannot be read as a table of members; code: one of `wording.REFUSED`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Read:
    """fields: of each column, "" where it is none. strange: heads that are no field."""

    fields: list[str]
    strange: list[str]
    rows: list[tuple[int, dict[str, str]]]  # its number in the sheet, and its cells


def read_table(content: bytes) -> Read:
    """Raises RefusedError."""
    _refuse_swollen(content)
    try:
        records = enumerate(records_of(BytesIO(content)), start=1)
        return _read(records)
    except TableError as error:
        raise RefusedError(error.code) from error
    except csv.Error as error:
        raise RefusedError("quotes") from error


def _refuse_swollen(content: bytes) -> None:
    """A small archive that unpacks into more than fits into memory."""
    if not content.startswith(ZIP):
        return
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
    except zipfile.BadZipFile as error:
        raise RefusedError("broken_workbook") from error
    if unpacked > MOST_UNPACKED:
        raise RefusedError("too_large")


def _read(records: Iterator[tuple[int, str]]) -> Read:
    heads, fields = _head(records)
    rows = []
    for number, record in records:
        cells = cells_of(record)
        named = {
            field: cell for field, cell in zip(fields, cells, strict=False) if field
        }
        if not any(named.values()):
            continue
        rows.append((number, named))
        if len(rows) > MOST_ROWS:
            raise RefusedError("too_many_rows")
    if not rows:
        raise RefusedError("no_rows")
    strange = [
        head for head, field in zip(heads, fields, strict=True) if head and not field
    ]
    return Read(fields, strange, rows)


def _head(records: Iterator[tuple[int, str]]) -> tuple[list[str], list[str]]:
    """The first row that has a column for names; others may stand above it."""
    for number, record in records:
        heads = cells_of(record)
        fields = fields_of(heads)
        # A title alone may be called "Members": a head has a second column.
        if "name" in fields and len(list(filter(None, heads))) > 1:
            return heads, fields
        if "name" in fields and len(heads) == 1:
            return heads, fields
        if number >= _LOOKED_FOR_HEAD:
            break
    raise RefusedError("no_head")
