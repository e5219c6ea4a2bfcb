"""Programs in a PDF: named plainly, with letters written as numbers, or in objects that are packed away. Pure."""

import re
import zlib
from collections.abc import Iterator

_PROGRAM = re.compile(rb"/(JavaScript|Launch)\b")
_AS_NUMBER = re.compile(
    rb"#([0-9A-Fa-f]{2})"
)  # a reader takes /JavaScr#69pt for /JavaScript
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_HEAD = 2048  # bytes before a stream that hold what it says of itself
_MOST_STREAMS = 30_000
_CHUNK = 16 * 1024
_MOST_UNPACKED = 32 * 1024 * 1024


class UnreadableError(ValueError):
    """Objects are packed in a way that cannot be looked into."""


def has_program(content: bytes) -> bool:
    """Whether opening it could run something. Raises UnreadableError."""
    return _names_program(content) or any(
        _names_program(objects) for objects in _packed_objects(content)
    )


def _names_program(content: bytes) -> bool:
    return bool(_PROGRAM.search(_in_letters(content)))


def _in_letters(content: bytes) -> bytes:
    return _AS_NUMBER.sub(lambda found: bytes([int(found[1], 16)]), content)


def _packed_objects(content: bytes) -> Iterator[bytes]:
    left = _MOST_UNPACKED
    for number, stream in enumerate(_STREAM.finditer(content)):
        if number > _MOST_STREAMS:
            raise UnreadableError
        head = _in_letters(
            content[max(0, stream.start() - _HEAD) : stream.start()].rpartition(b"obj")[
                2
            ]
        )
        if b"/ObjStm" in head and b"/Filter" in head:
            objects = _unpacked(content, stream.end(), left)
            left -= len(objects)
            yield objects


def _unpacked(content: bytes, start: int, most: int) -> bytes:
    """In small pieces, so that neither a tiny file made of nothing nor thousands of streams take much memory."""
    reader, found = zlib.decompressobj(), bytearray()
    try:
        for place in range(start, len(content), _CHUNK):
            found += reader.decompress(content[place : place + _CHUNK])
            if len(found) > most:
                raise UnreadableError
            if reader.eof:
                return bytes(found)
    except zlib.error as error:
        raise UnreadableError from error
    raise UnreadableError
