"""Fields, formulas and buttons of office files that fetch or start something. Pure."""

import html
import re

from survey.errors import SurveyError
from survey.evidence.judge.links import is_elsewhere, runs_something
from survey.evidence.judge.markup import UnreadableError, read_markup

# A field or formula can stand only where one of these elements does.
_WITH_FIELDS = re.compile(rb"<(?:[\w.-]+:)?(instrText|delInstrText|fldSimple)\b")
_WITH_DEEDS = re.compile(
    rb"<(?:[\w.-]+:)?(hlink\w+|ddeLink|oleLink|connection|queryTable"
    rb"|customUI|imagedata)\b"
)
# Words deleted with corrections kept come back when somebody declines the correction.
_ORDERS = ("instrText", "delInstrText")
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
    r"\b(WEBSERVICE|_XLFN\.IMAGE|IMAGE|RTD|DDE|CALL|REGISTER(\.ID)?|EXEC|SQL\.REQUEST)\s*\(",
    re.IGNORECASE,
)
_EXCHANGE = "|"
_LINK = re.compile(r"\bHYPERLINK\s*\(", re.IGNORECASE)
# Of an open workbook: a formula is an attribute, and another file stands before a #.
_OPEN_FORMULA = re.compile(rb"""\bformula\s*=\s*("[^"<]*"|'[^'<]*')""")
_OTHER_FILE = re.compile(r"'([^']*)'#")
_STARTS = ("ppaction://program", "ppaction://macro", "ppaction://ole")
_TRUE = ("1", "true", "on")
_CALL = re.compile(r"(on|get|load)[A-Z]")


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
        elif name in _ORDERS:
            self._is_order = True
        elif name == "fldChar":
            self._turn(values.get("fldCharType", ""))

    def end(self, name: str) -> None:
        if name in _ORDERS:
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
    if words[0] == "hyperlink" and any(map(runs_something, _words_of(order))):
        raise SurveyError("file_active")


def _names_elsewhere(order: str) -> bool:
    # Word doubles the backslashes of a path, which others forget.
    for written in (order, order.replace("\\\\", "\\")):
        places = [word for word in _words_of(written) if "/" in word or "\\" in word]
        if any(map(is_elsewhere, places)):
            return True
    return False


def _words_of(order: str) -> list[str]:
    return [quoted or bare for quoted, bare in _WORD.findall(order)]


def _check_element(name: str, values: dict[str, str]) -> None:
    if values.get("action", "").lower().startswith(_STARTS):
        raise SurveyError("file_active")
    if name in ("ddeLink", "oleLink") or _fetches_unasked(name, values):
        raise SurveyError("file_reaches_out")


def _fetches_unasked(name: str, values: dict[str, str]) -> bool:
    if name in ("connection", "queryTable"):
        asks = values.get("refreshOnLoad", "") in _TRUE
        return asks or values.get("interval", "0") != "0"
    if name == "imagedata":
        return is_elsewhere(values.get("src", ""))
    # A button of its own that is worked by a program of another file.
    for key, call in values.items():
        is_far = "!" in call or is_elsewhere(call)
        if is_far and _CALL.match(key):
            return True
    return False


def check_formulas(content: bytes) -> None:
    """A part of a workbook, in UTF-8. Raises SurveyError: file_reaches_out, file_active."""
    if b"<!" in content:
        content = _QUOTED.sub(_escape, _COMMENT.sub(b"", content))
    for formula in _FORMULA.finditer(content):
        if b"|" in formula[1] or b"(" in formula[1] or b"&#" in formula[1]:
            words = html.unescape(formula[1].decode("utf-8", "replace"))
            if _EXCHANGE in _TEXT.sub("", words):
                raise SurveyError("file_reaches_out")
            _check_formula(words)


def check_open_formulas(content: bytes) -> None:
    """The same of the open kind, where a bar stands between rows."""
    for formula in _OPEN_FORMULA.finditer(content):
        words = html.unescape(formula[1][1:-1].decode("utf-8", "replace"))
        for place in _OTHER_FILE.findall(words):
            if is_elsewhere(place):
                raise SurveyError("file_reaches_out")
        _check_formula(words)


def _check_formula(words: str) -> None:
    if _ASKS_OUT.search(_TEXT.sub('""', words)):
        raise SurveyError("file_reaches_out")
    if _LINK.search(words):
        for text in _TEXT.findall(words):
            if runs_something(text.strip('"')):
                raise SurveyError("file_active")


def _escape(quoted: re.Match[bytes]) -> bytes:
    return html.escape(quoted[1].decode("utf-8", "replace")).encode()
