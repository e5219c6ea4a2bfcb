"""Reads XML as office programs do: no document types, no strange alphabets. Pure."""

import re
from collections.abc import Callable
from xml.parsers import expat

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']""")
_ALPHABETS = {
    b"ascii",
    b"iso-8859-1",
    b"us-ascii",
    b"utf-16",
    b"utf-16be",
    b"utf-16le",
    b"utf-8",
}

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class UnreadableError(ValueError):
    """No XML, or of a sort that no office program writes."""


def read_markup(
    content: bytes, start: Start, end: End | None = None, text: Text | None = None
) -> None:
    """Calls `start` and the others with names and attributes without their namespaces.

    Raises UnreadableError.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    # What a document type defines could stand for anything, and for more than fits.
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, values: start(_local(name), _own(values))
    if end is not None:
        parser.EndElementHandler = lambda name: end(_local(name))
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, UnicodeError) as error:
        raise UnreadableError from error


def plain_markup(content: bytes) -> bytes:
    """In UTF-8, for a quick search. Raises UnreadableError."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(content, "utf-16")
    if content.startswith(b"<\0"):
        return _decoded(content, "utf-16-le")
    if content.startswith(b"\0<"):
        return _decoded(content, "utf-16-be")
    declared = _DECLARED.match(content.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() not in _ALPHABETS:
        raise UnreadableError
    return content


def _decoded(content: bytes, alphabet: str) -> bytes:
    try:
        return content.decode(alphabet).encode()
    except UnicodeError as error:
        raise UnreadableError from error


def _refuse(*_declared: object) -> None:
    raise UnreadableError


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _own(values: dict[str, str]) -> dict[str, str]:
    return {_local(name): value for name, value in values.items()}
