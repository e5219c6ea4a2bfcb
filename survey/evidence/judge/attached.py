"""Files inside a file: what may go along, and what could be a program. Pure."""

import re

from survey.errors import SurveyError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_VBA = "VBA".encode("utf-16-le")
# How programs begin, and texts that programs read as orders.
PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"L\0\0\0\x01\x14\x02\0",
    b"ITSF",
    b"!<arch>",
    b"#!",
    b"{\\rt",
)
_PICTURES = {
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
    "gif": b"GIF8",
    "tif": (b"II*\0", b"MM\0*"),
    "tiff": (b"II*\0", b"MM\0*"),
    "webp": b"RIFF",
}
_DOCUMENTS = {"pdf", "docx", "xlsx", "pptx", "odt", "ods"}
_TEXTS = {"csv", "json", "txt", "xml"}
# Not object: signed invoices have an element of that name.
_ORDERS = re.compile(rb"<\s*(?:\w+:)?(script|hta:\w+)\b", re.IGNORECASE)


def check_part(content: bytes) -> None:
    """Bytes that stand inside an office file, whatever their name. Raises SurveyError."""
    if content.startswith(OLE):
        code = "file_macros" if _VBA in content else "file_carries"
        raise SurveyError(code)
    if content.startswith(PROGRAMS):
        raise SurveyError("file_carries")


def ending_of(name: str) -> str:
    """What a system would open it by: dots and blanks at the end do not count."""
    shown = "".join(sign for sign in name if sign.isprintable())
    return shown.rstrip(" .").rpartition(".")[2].lower()


def is_document(name: str) -> bool:
    """Whether it claims to be of a kind that is judged like any file."""
    return ending_of(name) in _DOCUMENTS


def check_name(name: str, _content: bytes) -> None:
    """Only whether such a file may go along, where its bytes are not known for sure."""
    ending = ending_of(name)
    if name and ending not in {*_DOCUMENTS, *_PICTURES, *_TEXTS}:
        raise SurveyError("file_carries")


def check_data(name: str, content: bytes) -> None:
    """A picture or a plain text goes along, and nothing else. Raises SurveyError."""
    ending = ending_of(name)
    picture = _PICTURES.get(ending)
    if picture is not None and content.startswith(picture):
        return
    if ending in _TEXTS and _is_plain_text(content):
        return
    raise SurveyError("file_carries")


def _is_plain_text(content: bytes) -> bool:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = content.decode("utf-16", "replace").encode()
    is_text = b"\0" not in content and not content.startswith(PROGRAMS)
    return is_text and not _ORDERS.search(content)
