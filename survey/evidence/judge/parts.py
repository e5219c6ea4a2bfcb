"""The parts of an office file, whatever program packed them. Pure."""

import io
import struct
import zipfile
from dataclasses import dataclass
from urllib.parse import unquote

from survey.errors import SurveyError
from survey.evidence.judge.markup import UnreadableError, plain_markup

MOST_PARTS = 3000
MOST_UNPACKED = 120 * 1024 * 1024
LARGEST_PART = 64 * 1024 * 1024
_HEAD = 64  # bytes that tell what a part is
_END = struct.Struct("<4s4H2LH")  # the record that ends a zip
_IS_LOCKED = 0x1
_PADDING = b"\0\t\n\r "


@dataclass(frozen=True)
class Parts:
    archive: zipfile.ZipFile
    entries: dict[str, zipfile.ZipInfo]  # by their names in small letters

    def head(self, name: str) -> bytes:
        with self.archive.open(self.entries[name]) as part:
            return part.read(_HEAD)

    def read(self, name: str) -> bytes:
        """Raises SurveyError: file_heavy."""
        entry = self.entries[name]
        if entry.file_size > LARGEST_PART:
            raise SurveyError("file_heavy")
        return self.archive.read(entry)

    def markup(self, name: str) -> bytes:
        """In UTF-8. Raises SurveyError: file_broken, file_heavy."""
        try:
            return plain_markup(self.read(name))
        except UnreadableError as error:
            raise SurveyError("file_broken") from error


def open_parts(content: bytes) -> Parts:
    """Raises SurveyError: file_broken, file_heavy, file_locked; and what zipfile raises."""
    _check_end(content)
    archive = zipfile.ZipFile(io.BytesIO(content))
    infos = [entry for entry in archive.infolist() if not entry.is_dir()]
    entries = {plain_name(entry.filename): entry for entry in infos}
    # Of two parts with one name each program opens another.
    if len(entries) < len(infos) or any(".." in name.split("/") for name in entries):
        raise SurveyError("file_broken")
    unpacked = sum(entry.file_size for entry in infos)
    if unpacked > MOST_UNPACKED or len(infos) > MOST_PARTS:
        raise SurveyError("file_heavy")
    if any(entry.flag_bits & _IS_LOCKED for entry in infos):
        raise SurveyError("file_locked")
    return Parts(archive, entries)


def plain_name(name: str) -> str:
    """However it is written: letters as numbers, capitals, backslashes, a slash at the start."""
    return unquote(name).replace("\\", "/").lstrip("/").lower()


def _check_end(content: bytes) -> None:
    """What follows the zip would be something else as well, unless it is nothing but padding."""
    content = content.rstrip(_PADDING)
    at = content.rfind(b"PK\x05\x06")
    if at < 0:
        raise SurveyError("file_broken")
    # The record itself may end with zeros.
    comment = _END.unpack(content[at : at + _END.size].ljust(_END.size, b"\0"))[-1]
    if at + _END.size + comment < len(content):
        raise SurveyError("file_broken")
