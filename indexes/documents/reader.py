"""Reading an index file: plain data, and the line each part of it stands on."""

import hashlib
import json
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml
from django.utils.translation import gettext_noop as _

from indexes.documents.message import Message, message

KeyPath = tuple[str | int, ...]  # keys and positions from the top of the document
Finding = tuple[KeyPath, Message]  # where something is wrong, and what
WHOLE = _("(document)")  # the place of what no key is to blame for
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MOST_NODES = 200_000  # aliases can make a small file enormous
_DEEPEST = 40  # parts within parts
# Signs of a value that is no text: "59:59:59…" is a number to YAML too, and takes long to read.
_LONGEST_NUMBER = 60
_TEXT, _BINARY = "tag:yaml.org,2002:str", "tag:yaml.org,2002:binary"
_NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
_DATE = "tag:yaml.org,2002:timestamp"
# Numbers as people write them. To YAML 010 is 8, 1:30 is 90, and 0x10 is 16.
_NUMERAL = re.compile(
    r"[+-]?((0|[1-9][0-9]*)(\.[0-9]*)?([eE][+-]?[0-9]+)?|\.(inf|Inf|INF|nan|NaN|NAN))"
)
# What wrong tags raise while a value is built.
_UNREADABLE = (yaml.YAMLError, ValueError, KeyError, IndexError, AttributeError)
# Of libyaml, after nearly every slip of the pen; what is rare stays in its English.
_YAML_SAYS = (
    _("did not find expected key"),
    _("did not find expected '-' indicator"),
    _("did not find expected ',' or ']'"),
    _("did not find expected ',' or '}'"),
    _("could not find expected ':'"),
    _("mapping values are not allowed in this context"),
    _("block sequence entries are not allowed in this context"),
    _("found a tab character that violates indentation"),
    _("found unexpected end of stream"),
    _("did not find expected comment or line break"),
    _("did not find expected <document start>"),
    _("did not find expected node content"),
    _("did not find expected alphabetic or numeric character"),
    _("found undefined alias"),
    _("found unknown escape character"),
)
# How libyaml ends what it says of a character that cannot start anything.
_NO_TOKEN = "any token"  # noqa: S105


def fault(path: KeyPath, pattern: str, **params: object) -> Finding:
    return path, message(pattern, **params)


@dataclass(frozen=True)
class Problem:
    """Something wrong, where (path of the key, line from 1) and what, in one sentence."""

    path: KeyPath
    line: int
    # Plain English where only the command line tells it: directories, crosswalks.
    text: Message | str

    @property
    def place(self) -> str:
        return "".join(map(_step_in, self.path)).lstrip(".") or WHOLE

    def __str__(self) -> str:
        return f"line {self.line}: {self.place}: {self.text}"


def _step_in(part: str | int) -> str:
    return f"[{part}]" if isinstance(part, int) else f".{part}"


@dataclass(frozen=True)
class Document:
    data: dict
    lines: dict[KeyPath, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line_of(self, path: KeyPath) -> int:
        """The line of this key, or of the nearest part around it that is there."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


class Problems(list[Problem]):
    """What reading a document found, and what is reported of it since."""

    def __init__(self, document: Document) -> None:
        super().__init__(document.problems)
        self._document = document

    def report(self, path: KeyPath, text: Message | str) -> None:
        self.append(Problem(path, self._document.line_of(path), text))

    @property
    def by_line(self) -> list[Problem]:
        """As whoever mends the file from its top down reads them."""
        return sorted(self, key=lambda problem: (problem.line, problem.place))


def read(path: Path) -> Document:
    """The file as data with lines. What YAML refuses, and repeated keys, become problems."""
    content = path.read_bytes()
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return _refused(line, message(_("The file is not UTF-8 text.")))
    try:
        if line := _too_much(text):
            too_much = _("There are too many parts, or too deep in each other.")
            return _refused(line, message(too_much))
        loader = _Loader(text)
        node = loader.get_single_node()
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, text.index(chr(error.character))) + 1
        strange = _("The sign U+%(code)s cannot stand in a file.")
        return _refused(line, message(strange, code=f"{error.character:04X}"))
    except yaml.YAMLError as error:
        return Document({}, {}, [_not_yaml(error)])

    reader = _Reader(loader)
    data = reader.value(node, ()) if node is not None else None
    if isinstance(data, dict):
        return Document(data, reader.lines, reader.problems)
    no_map = Problem((), 1, message(_("The document must be a map of keys.")))
    return Document({}, {}, [*reader.problems, no_map])


def _refused(line: int, text: Message) -> Document:
    return Document({}, {}, [Problem((), line, text)])


def _too_much(text: str) -> int:
    """The line from which there are too many parts, or too deep in each other; 0 for none.

    Told before they are put together, which takes memory for each and goes as deep on the stack
    as they do.
    """
    depth = 0
    for number, event in enumerate(yaml.parse(text, _Loader)):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        # Each part makes an event when it opens and one when it closes.
        if depth > _DEEPEST or number > 2 * _MOST_NODES:
            return event.start_mark.line + 1
    return 0


def _not_yaml(error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    why = getattr(error, "problem", None) or str(error)
    if why.endswith(_NO_TOKEN):
        begins = _(
            "Nothing begins with this sign or with a tab: put texts in quotes, "
            "and indent by spaces."
        )
        return Problem((), line, message(begins))
    known = message(why) if why in _YAML_SAYS else why
    return Problem(
        (), line, message(_("The file is not valid YAML: %(why)s."), why=known)
    )


def _is_misread(node: yaml.Node) -> bool:
    """Whether YAML would take it for another number than anybody reads there.

    As the text that it is, a code is what was written, and a number is refused with its line.
    """
    is_number = node.tag in _NUMBERS and len(node.value) <= _LONGEST_NUMBER
    return is_number and _NUMERAL.fullmatch(node.value) is None


def _short(node: yaml.Node) -> yaml.Node:
    """A value that may be built.

    Raises ValueError for what is neither text nor a short number, date, yes or no.
    """
    if node.tag == _TEXT:
        return node
    if node.tag == _BINARY or len(node.value) > _LONGEST_NUMBER:
        raise ValueError(node.tag)
    return node


class _Reader:
    """Turns nodes into data; every path is noted with its line."""

    def __init__(self, loader: yaml.SafeLoader) -> None:
        self.loader = loader
        self.lines: dict[KeyPath, int] = {}
        self.problems: list[Problem] = []
        self._around: list[yaml.Node] = []  # what is read, from the top down

    def value(self, node: yaml.Node, path: KeyPath) -> object:
        self.lines.setdefault(path, node.start_mark.line + 1)
        if node in self._around:
            refers = _("This part stands within itself: its alias leads back to it.")
            self._report(node, path, message(refers))
            return None
        if len(self.lines) > _MOST_NODES or len(path) > _DEEPEST:
            self._report_size(node, path)
            return None
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, path)
        self._around.append(node)
        value = self._parts(node, path)
        self._around.pop()
        return value

    def _parts(self, node: yaml.Node, path: KeyPath) -> dict | list:
        if isinstance(node, yaml.MappingNode):
            return self._map(node, path)
        parts = enumerate(node.value)
        return [self.value(item, (*path, position)) for position, item in parts]

    def _report_size(self, node: yaml.Node, path: KeyPath) -> None:
        # Each part beyond the limit comes by here; the first is told, the others say the same.
        if len(self.lines) <= _MOST_NODES + 1:
            too_large = _("The document is too large: aliases repeat its parts.")
            self._report(node, path, message(too_large))

    def _map(self, node: yaml.MappingNode, path: KeyPath) -> dict:
        data: dict[str, object] = {}
        for key_node, value_node in node.value:
            # As the number that YAML takes it for a code such as 1.10 would lose its last digit.
            key = str(key_node.value)
            here = (*path, key)
            if key in data:
                twice = _(
                    "The key %(key)r is here twice; the first is on line %(line)s."
                )
                self._report(
                    key_node,
                    here,
                    message(
                        twice,
                        key=key,
                        line=self.lines[here],
                    ),
                )
                continue
            # Of the key, not of its value: a long text begins a line further down.
            self.lines[here] = key_node.start_mark.line + 1
            data[key] = self.value(value_node, here)
        return data

    def _scalar(self, node: yaml.Node, path: KeyPath) -> object:
        if _is_misread(node):
            return node.value
        try:
            value = self.loader.construct_object(_short(node))
        except _UNREADABLE:
            # What looks like a date and is none stays as it was written.
            if node.tag == _DATE:
                return node.value
            unreadable = _("%(value)r with the tag %(tag)r cannot be read.")
            start = node.value[:_LONGEST_NUMBER]
            self._report(
                node,
                path,
                message(
                    unreadable,
                    value=start,
                    tag=node.tag,
                ),
            )
            return None
        # JSON, in which documents are kept, knows no dates.
        return value.isoformat() if isinstance(value, date) else value

    def _report(
        self,
        node: yaml.Node,
        path: KeyPath,
        text: Message,
    ) -> None:
        self.problems.append(
            Problem(
                path,
                node.start_mark.line + 1,
                text,
            )
        )


def checksum_of(data: dict) -> str:
    """SHA-256 of the canonical JSON.

    Comments, the order of keys and line breaks of the file do not count.
    """
    text = json.dumps(
        data,
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
        allow_nan=False,
    )
    return hashlib.sha256(text.encode()).hexdigest()
