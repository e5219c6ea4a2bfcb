"""What a file is, told by its content, and whether it may be kept. Pure."""

import functools

import puremagic

from survey.errors import SurveyError
from survey.evidence.errors import unknown
from survey.evidence.judge.attached import (
    OLE,
    PROGRAMS,
    check_data,
    ending_of,
    is_document,
)
from survey.evidence.judge.office import TYPES, office_kind
from survey.evidence.judge.opendocument import open_document_kind
from survey.evidence.judge.parts import open_parts
from survey.evidence.judge.pdf import check_pdf
from survey.evidence.judge.pictures import draw_anew

_DEEPEST = 3  # files inside files inside files
_HEAD = b"%PDF-"
_JUNK = 1024  # bytes that readers pass over in search of the head
_PHOTO = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_HEIC = (".heic", ".heif")
_HEIF = (b"ftypheif", b"ftypmif1", b"ftypmsf1")  # the same, as other makers begin it
_LIKELY = 0.3  # of 1, as puremagic puts it
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def judge(content: bytes) -> tuple[str, bytes]:
    """The kind of the file, and its content as it may be kept.

    Raises SurveyError as `checked_file` does.
    """
    try:
        return _judge(content, 0)
    except SurveyError:
        raise
    except MemoryError as error:
        raise SurveyError("file_heavy") from error
    except Exception as error:
        # Damaged files make readers raise whatever they stumble over.
        raise SurveyError("file_broken") from error


def _judge(content: bytes, depth: int) -> tuple[str, bytes]:
    check_attached = functools.partial(_check_attached, depth + 1)
    if content.startswith(b"PK\x03\x04"):
        return _zip_kind(content, check_attached), content
    if content.startswith(_PHOTO) or (content[:4], content[8:12]) == (b"RIFF", b"WEBP"):
        return draw_anew(content)
    if content.startswith(OLE):
        code = "file_locked" if _ENCRYPTED in content else "file_old_office"
        raise SurveyError(code)
    if _is_pdf(content):
        check_pdf(content, check_attached)
        return "pdf", content
    raise _refusal(content)


def _zip_kind(content: bytes, check_attached) -> str:
    parts = open_parts(content)
    if TYPES in parts.entries:
        return office_kind(parts, check_attached)
    if {"mimetype", "content.xml"} <= parts.entries.keys():
        return open_document_kind(parts)
    raise unknown(".zip")


def _check_attached(depth: int, name: str, content: bytes) -> None:
    if not is_document(name):
        check_data(name, content)
        return
    if depth > _DEEPEST:
        raise SurveyError("file_carries")
    kind, _content = _judge(content, depth)
    if kind != ending_of(name):
        raise SurveyError("file_carries")


def _is_pdf(content: bytes) -> bool:
    """Readers pass over what a printer or a mail program put before the head."""
    junk, head, _rest = content[: _JUNK + len(_HEAD)].partition(_HEAD)
    plain = junk.removeprefix(b"\xef\xbb\xbf").lstrip()
    # A page or a program before it would make two files of one.
    return bool(head) and not plain.startswith((b"<", *PROGRAMS))


def _refusal(content: bytes) -> SurveyError:
    ending = _usual_ending(content)
    if ending in _HEIC or (not ending and content[4:12] in _HEIF):
        return SurveyError("file_heic")
    return unknown(ending)


def _usual_ending(content: bytes) -> str:
    """Of files that begin so; empty where nobody knows."""
    try:
        matches = puremagic.magic_string(content)
    except (puremagic.PureError, ValueError):
        return ""
    likely = [match for match in matches if match.confidence >= _LIKELY]
    # What reaches furthest says most: many kinds begin like a film.
    best = max(likely, key=_reach, default=None)
    return best.extension if best else ""


def _reach(match: puremagic.PureMagicWithConfidence) -> int:
    return match.offset + len(match.byte_match)
