"""Fields, formulas and buttons of office files that fetch or start something. Pure."""

import html
import re

from survey.errors import SurveyError
from survey.evidence.judge.links import is_elsewhere
from survey.evidence.judge.markup import UnreadableError, read_markup

# A field or formula can stand only where one of these elements does.
_WITH_FIELDS = re.compile(rb"<(?:[\w.-]+:)?(instrText|fldSimple)\b")
_WITH_DEEDS = re.compile(
    rb"<(?:[\w.-]+:)?(hlink\w+|ddeLink|oleLink|connection|queryTable)\b"
)
_EXCHANGES = ("dde", "ddeauto")
_FETCHES = ("includepicture", "includetext", "link", "import", "database", "rd")
_WORD = re.compile(r'"([^"]*)"|([^\s"]+)')
_FORMULA = re.compile(
    rb"<(?:[\w.-]+:)?(?:f|definedName|formula\d?)(?:\s[^<>]*)?>([^<]+)<"
)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_QUOTED = re.compile(rb"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_TEXT = re.compile(r'"[^"]*"')
_ASKS_OUT = re.compile(
    r"\||\b(WEBSERVICE|_XLFN\.IMAGE|IMAGE|RTD|CALL|REGISTER(\.ID)?|EXEC|SQL\.REQUEST)\s*\(",
    re.IGNORECASE,
)
_STARTS = ("ppaction://program", "ppaction://macro", "ppaction://ole")
_TRUE = ("1", "true", "on")


def check_text(content: bytes) -> None:
    """A part in UTF-8. Raises SurveyError: file_reaches_out, file_active, file_broken."""
    if _WITH_FIELDS.search(content):
        fields = _Fields()
        _read(content, fields.start, fields.end, fields.text)
        fields.finish()
    if _WITH_DEEDS.search(content):
        _read(content, _check_element)


def _read(content: bytes, *handlers) -> None:
    try:
        read_markup(content, *handlers)
    except UnreadableError as error:
        raise SurveyError("file_broken") from error


class _Fields:
    """The orders of fields as Word puts them together: piece by piece, one inside another."""

    def __init__(self) -> None:
        self._open: list[list[str]] = []
        self._is_order = False

    def start(self, name: str, values: dict[str, str]) -> None:
        if name == "fldSimple":
            _check_field(values.get("instr", ""))
        elif name == "instrText":
            self._is_order = True
        elif name == "fldChar":
            self._turn(values.get("fldCharType", ""))

    def end(self, name: str) -> None:
        if name == "instrText":
            self._is_order = False

    def text(self, words: str) -> None:
        if self._is_order and self._open:
            self._open[-1].append(words)

    def _turn(self, kind: str) -> None:
        if kind == "begin":
            self._open.append([])
        elif kind == "end" and self._open:
            self._close()

    def _close(self) -> None:
        order = "".join(self._open.pop())
        _check_field(order)
        # What a field works out becomes part of the order of the field around it.
        if self._open:
            self._open[-1].append(_worked_out(order))

    def finish(self) -> None:
        """A field without an end is one all the same."""
        while self._open:
            self._close()


def _worked_out(order: str) -> str:
    """{ QUOTE 68 68 69 } says DDE."""
    first, *words = order.split() or [""]
    if first.lower() != "quote":
        return order
    return "".join(chr(int(word)) if word.isdigit() else word for word in words)


def _check_field(order: str) -> None:
    words = order.replace('"', " ").lower().split()
    if not words:
        return
    if words[0] in _EXCHANGES:
        raise SurveyError("file_reaches_out")
    if words[0] in _FETCHES and _names_elsewhere(order):
        raise SurveyError("file_reaches_out")


def _names_elsewhere(order: str) -> bool:
    # Word doubles the backslashes of a path, which others forget.
    for written in (order, order.replace("\\\\", "\\")):
        words = (quoted or bare for quoted, bare in _WORD.findall(written))
        places = [word for word in words if "/" in word or "\\" in word]
        if any(map(is_elsewhere, places)):
            return True
    return False


def _check_element(name: str, values: dict[str, str]) -> None:
    if values.get("action", "").lower().startswith(_STARTS):
        raise SurveyError("file_active")
    asks = values.get("refreshOnLoad", "") in _TRUE
    if name in ("ddeLink", "oleLink"):
        raise SurveyError("file_reaches_out")
    if name in ("connection", "queryTable") and asks:
        raise SurveyError("file_reaches_out")


def check_formulas(content: bytes) -> None:
    """A part of a workbook, in UTF-8. Raises SurveyError: file_reaches_out."""
    if b"<!" in content:
        content = _QUOTED.sub(_escape, _COMMENT.sub(b"", content))
    for formula in _FORMULA.finditer(content):
        if b"|" in formula[1] or b"(" in formula[1] or b"&#" in formula[1]:
            words = html.unescape(formula[1].decode("utf-8", "replace"))
            if _ASKS_OUT.search(_TEXT.sub('""', words)):
                raise SurveyError("file_reaches_out")


def _escape(quoted: re.Match[bytes]) -> bytes:
    return html.escape(quoted[1].decode("utf-8", "replace")).encode()
