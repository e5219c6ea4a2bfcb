"""Reading an index file: plain data, and the line each part of it stands on."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml
from django.utils.translation import gettext_noop as _

from indexes.documents.message import Message, message

KeyPath = tuple[str | int, ...]  # keys and positions from the top of the document
WHOLE = _("(document)")  # the place of what no key is to blame for
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MOST_NODES = 200_000  # aliases can make a small file enormous
_DEEPEST = 40  # parts within parts
_LONGEST_NUMBER = (
    60  # signs of a value that is no text: "59:59:59…" is a number too, and takes long
)
_UNREADABLE = (
    yaml.YAMLError,
    ValueError,
    KeyError,
    IndexError,
    AttributeError,
)  # what wrong tags raise
_YAML_SAYS = (  # of libyaml, after nearly every slip of the pen; what is rare stays in its English
    _("did not find expected key"),
    _("did not find expected '-' indicator"),
    _("did not find expected ',' or ']'"),
    _("did not find expected ',' or '}'"),
    _("could not find expected ':'"),
    _("mapping values are not allowed in this context"),
    _("block sequence entries are not allowed in this context"),
    _("found character that cannot start any token"),
    _("found a tab character that violates indentation"),
    _("found unexpected end of stream"),
    _("did not find expected comment or line break"),
    _("did not find expected <document start>"),
    _("did not find expected node content"),
    _("did not find expected alphabetic or numeric character"),
    _("found undefined alias"),
    _("found unknown escape character"),
)


@dataclass(frozen=True)
class Problem:
    """Something wrong, where (path of the key, line from 1) and what, in one sentence."""

    path: KeyPath
    line: int
    text: (
        Message | str
    )  # plain English where only the command line tells it: directories, crosswalks

    @property
    def place(self) -> str:
        told = "".join(
            f"[{part}]" if isinstance(part, int) else f".{part}" for part in self.path
        )
        return told.lstrip(".") or WHOLE

    def __str__(self) -> str:
        return f"line {self.line}: {self.place}: {self.text}"


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


def read(path: Path) -> Document:
    """The file as data with lines. What YAML itself refuses, and repeated keys, become problems."""
    try:
        text = path.read_text(encoding="utf-8")
        if line := _too_much(text):
            told = message(_("There are too many parts, or too deep in each other."))
            return Document({}, {}, [Problem((), line, told)])
        loader = _Loader(text)
        node = loader.get_single_node()
    except yaml.YAMLError as error:
        return Document({}, {}, [_not_yaml(error)])
    except UnicodeDecodeError:
        return Document(
            {}, {}, [Problem((), 1, message(_("The file is not UTF-8 text.")))]
        )
    reader = _Reader(loader)
    data = reader.value(node, ()) if node is not None else None
    if not isinstance(data, dict):
        told = message(_("The document must be a map of keys."))
        return Document({}, {}, [*reader.problems, Problem((), 1, told)])
    return Document(data, reader.lines, reader.problems)


def _too_much(text: str) -> int:
    """The line from which there are too many parts, or too deep in each other; 0 for none.

    Told before they are put together, which takes memory for each and goes as deep on the stack as they do.
    """
    depth = 0
    for number, event in enumerate(yaml.parse(text, _Loader)):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST or number > 2 * _MOST_NODES:
            return event.start_mark.line + 1
    return 0


def _not_yaml(error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    told = getattr(error, "problem", None) or str(error)
    why = message(told) if told in _YAML_SAYS else told
    return Problem(
        (),
        mark.line + 1 if mark else 1,
        message(_("The file is not valid YAML: %(why)s."), why=why),
    )


def _short(node: yaml.Node) -> yaml.Node:
    """A value that may be built; ValueError for what is neither text nor a short number, date, yes or no."""
    is_text = node.tag == "tag:yaml.org,2002:str"
    if not is_text and (
        len(node.value) > _LONGEST_NUMBER or node.tag == "tag:yaml.org,2002:binary"
    ):
        raise ValueError(node.tag)
    return node


class _Reader:
    """Turns nodes into data; every path is noted with its line."""

    def __init__(self, loader: yaml.SafeLoader) -> None:
        self.loader = loader
        self.lines: dict[KeyPath, int] = {}
        self.problems: list[Problem] = []

    def value(self, node: yaml.Node, path: KeyPath) -> object:
        self.lines.setdefault(path, node.start_mark.line + 1)
        if len(self.lines) > _MOST_NODES or len(path) > _DEEPEST:
            if len(self.lines) <= _MOST_NODES + 1:
                self._report(
                    node,
                    path,
                    message(_("The document is too large or refers to itself.")),
                )
            return None
        if isinstance(node, yaml.MappingNode):
            return self._map(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [
                self.value(item, (*path, position))
                for position, item in enumerate(node.value)
            ]
        return self._scalar(node, path)

    def _map(self, node: yaml.MappingNode, path: KeyPath) -> dict:
        found: dict[str, object] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            here = (*path, key)
            if key in found:
                told = _(
                    "The key %(key)r is here twice; the first is on line %(line)s."
                )
                self._report(
                    key_node, here, message(told, key=key, line=self.lines[here])
                )
                continue
            self.lines[here] = key_node.start_mark.line + 1
            found[key] = self.value(value_node, here)
        return found

    def _scalar(self, node: yaml.Node, path: KeyPath) -> object:
        try:
            value = self.loader.construct_object(_short(node))
        except _UNREADABLE:
            told = _("%(value)r with the tag %(tag)r cannot be read.")
            self._report(
                node,
                path,
                message(told, value=node.value[:_LONGEST_NUMBER], tag=node.tag),
            )
            return None
        return value.isoformat() if isinstance(value, date) else value

    def _report(self, node: yaml.Node, path: KeyPath, text: Message) -> None:
        self.problems.append(Problem(path, node.start_mark.line + 1, text))


def checksum_of(data: dict) -> str:
    """SHA-256 of the canonical JSON: comments, order of keys and line breaks of the file do not count."""
    text = json.dumps(
        data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )
    return hashlib.sha256(text.encode()).hexdigest()
