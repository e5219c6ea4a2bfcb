"""What an office file of the open kind (odt, ods) holds besides its text. Pure."""

import re

from survey.errors import SurveyError
from survey.evidence.errors import unknown
from survey.evidence.judge.attached import check_part
from survey.evidence.judge.drawings import check_drawing
from survey.evidence.judge.fields import check_open_formulas
from survey.evidence.judge.links import is_elsewhere, runs_something
from survey.evidence.judge.markup import UnreadableError, read_markup
from survey.evidence.judge.parts import Parts
from survey.evidence.kinds import CONTENT_TYPES

_KINDS = {CONTENT_TYPES[kind].encode(): kind for kind in ("odt", "ods")}
_MACRO_FOLDERS = ("basic/", "scripts/")
_MANIFEST = "meta-inf/manifest.xml"
# Elements that can do something, and the attribute that can name a place.
_WATCHED = re.compile(
    rb"event-listener|dde-|encryption-data|applet|plugin|floating-frame|href"
)
_EXCHANGES = ("dde-connection", "dde-connection-decl", "dde-source")
_PROGRAMS = ("applet", "floating-frame", "plugin")
_CLICKED = ("a", "file-a-link")
# What they name is another document, whose content a reader takes into this one.
_FETCHING = ("section-source", "table-source", "cell-range-source")


def open_document_kind(parts: Parts) -> str:
    """odt or ods. Raises SurveyError as `office_kind` does, and file_locked."""
    kind = _KINDS.get(parts.read("mimetype").strip())
    if kind is None:
        raise unknown()
    # First of all whether it is locked: then nothing else can be read.
    for name in sorted(parts.entries, key=_MANIFEST.__ne__):
        if name.startswith(_MACRO_FOLDERS):
            raise SurveyError("file_macros")
        _check_one(parts, name)
    return kind


def _check_one(parts: Parts, name: str) -> None:
    if not name.endswith((".xml", ".rdf", ".svg")):
        head = parts.head(name)
        check_part(head if head[:1] != b"\xd0" else parts.read(name))
        return
    content = parts.markup(name)
    check_drawing(content)
    check_open_formulas(content)
    if name.endswith(".svg") or not _WATCHED.search(content):
        return
    try:
        read_markup(content, _check_element)
    except UnreadableError as error:
        raise SurveyError("file_broken") from error


def _check_element(name: str, values: dict[str, str]) -> None:
    if name == "encryption-data":
        raise SurveyError("file_locked")
    if name == "event-listener":
        raise SurveyError("file_macros")
    if name in _PROGRAMS:
        raise SurveyError("file_active")
    if name in _EXCHANGES:
        raise SurveyError("file_reaches_out")
    address = values.get("href", "")
    if runs_something(address):
        raise SurveyError("file_active")
    if address and name in _FETCHING and not address.startswith("#"):
        raise SurveyError("file_reaches_out")
    if name not in _CLICKED and is_elsewhere(address):
        raise SurveyError("file_reaches_out")
