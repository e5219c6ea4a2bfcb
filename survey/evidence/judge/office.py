"""What an office file of Microsoft's kind holds besides its text. Pure.

Its parts are found by what [Content_Types].xml and the relations say, never by fixed names.
"""

import posixpath
from collections.abc import Callable
from urllib.parse import unquote

from survey.errors import SurveyError
from survey.evidence.errors import unknown
from survey.evidence.judge.attached import check_part
from survey.evidence.judge.drawings import check_drawing
from survey.evidence.judge.fields import check_formulas, check_text
from survey.evidence.judge.links import is_elsewhere, runs_something
from survey.evidence.judge.markup import UnreadableError, read_markup
from survey.evidence.judge.parts import Parts, plain_name
from survey.evidence.kinds import CONTENT_TYPES

Check = Callable[[str, bytes], None]

TYPES = "[content_types].xml"
_MAIN = {f"{CONTENT_TYPES[kind]}.main+xml": kind for kind in ("docx", "xlsx", "pptx")}
# Words in the declared type of a part.
_DECLARED = {
    "macro": "file_macros",
    "vba": "file_macros",
    "activex": "file_active",
    "oleobject": "file_carries",
}
_BINARY = "sheet.binary"  # always declared with macros, whether there are any or not
_RELATED = {
    "activexcontrolbinary": "file_active",
    "control": "file_active",
    "oleobject": "file_carries",
    "vbaproject": "file_macros",
    "wordvbadata": "file_macros",
    "xlintlmacrosheet": "file_macros",
    "xlmacrosheet": "file_macros",
}
_MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")
_MACRO_FOLDERS = ("xl/macrosheets/",)
_ZIP = b"PK\x03\x04"
_OF_OTHERS = ("afchunk", "package")  # whole files that somebody put into this one


def office_kind(parts: Parts, check_attached: Check) -> str:
    """docx, xlsx or pptx.

    Raises SurveyError: file_unknown, file_broken, file_macros, file_active, file_carries,
    file_reaches_out, file_heavy, and those of `check_attached`.
    """
    declared = _declared_types(parts)
    for kind in declared.values():
        if _BINARY in kind:
            raise unknown(".xlsb")
        for word, code in _DECLARED.items():
            if word in kind:
                raise SurveyError(code)
    kinds = {_MAIN[kind] for kind in declared.values() if kind in _MAIN}
    if len(kinds) != 1:
        raise unknown()
    for name in parts.entries:
        _check_one(parts, name, check_attached)
    return kinds.pop()


def _declared_types(parts: Parts) -> dict[str, str]:
    """Of each part that is there."""
    by_ending: dict[str, str] = {}
    by_name: dict[str, str] = {}

    def declare(element: str, values: dict[str, str]) -> None:
        kind = values.get("ContentType", "").strip().lower()
        if element == "Default":
            by_ending[values.get("Extension", "").lower()] = kind
        elif element == "Override":
            by_name[plain_name(values.get("PartName", ""))] = kind

    _read(parts, TYPES, declare)
    return {
        name: by_name.get(name, by_ending.get(name.rpartition(".")[2], ""))
        for name in parts.entries
    }


def _read(
    parts: Parts, name: str, start: Callable[[str, dict[str, str]], None]
) -> None:
    try:
        read_markup(parts.read(name), start)
    except UnreadableError as error:
        raise SurveyError("file_broken") from error


def _check_one(parts: Parts, name: str, check_attached: Check) -> None:
    if name.endswith(_MACRO_PARTS) or name.startswith(_MACRO_FOLDERS):
        raise SurveyError("file_macros")
    if name.endswith(".rels"):
        _check_relations(parts, name, check_attached)
        return
    head = parts.head(name)
    if head.startswith(_ZIP):
        check_attached(name, parts.read(name))
        return
    if not _is_markup(head):
        # Pictures and typefaces are looked at no further.
        check_part(head if head[:1] != b"\xd0" else parts.read(name))
        return
    content = parts.markup(name)
    check_text(content)
    check_formulas(content)
    check_drawing(content)


def _is_markup(head: bytes) -> bool:
    plain = head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"")
    return plain.lstrip(b"\xff\xfe \t\r\n").startswith(b"<")


def _check_relations(parts: Parts, name: str, check_attached: Check) -> None:
    folder = posixpath.dirname(posixpath.dirname(name))

    def check(element: str, values: dict[str, str]) -> None:
        if element != "Relationship":
            return
        kind = values.get("Type", "").strip().rpartition("/")[2].lower()
        target = unquote(values.get("Target", ""))
        is_outside = values.get("TargetMode", "").strip().lower() == "external"
        if is_outside or is_elsewhere(target):
            _check_target(kind, target)
        else:
            _check_inner(parts, kind, _place(folder, target), check_attached)

    _read(parts, name, check)


def _check_target(kind: str, target: str) -> None:
    """Links wait for a click. All else is fetched by opening the file."""
    if runs_something(target):
        raise SurveyError("file_active")
    is_link = kind == "hyperlink"
    if kind == "oleobject" or (not is_link and is_elsewhere(target)):
        raise SurveyError("file_reaches_out")


def _place(folder: str, target: str) -> str:
    path = target.replace("\\", "/")
    return plain_name(posixpath.normpath(posixpath.join("/", folder, path)))


def _check_inner(parts: Parts, kind: str, name: str, check_attached: Check) -> None:
    if kind in _RELATED:
        raise SurveyError(_RELATED[kind])
    # A zip is judged where it is met, whatever names it.
    is_other = kind in _OF_OTHERS and name in parts.entries
    if is_other and not parts.head(name).startswith(_ZIP):
        check_attached(name, parts.read(name))
