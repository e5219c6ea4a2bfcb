"""Programs in a PDF: named plainly, with letters as numbers, or in objects packed away. Pure."""

import re
import zlib
from collections.abc import Iterator

_PROGRAM = re.compile(rb"/(JavaScript|Launch)\b")
_AS_NUMBER = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_HEAD = 2048  # bytes before a stream that hold what it says of itself
_MOST_STREAMS = 30_000
_CHUNK = 16 * 1024
_MOST_UNPACKED = 32 * 1024 * 1024


class UnreadableError(ValueError):
    """Objects are packed in a way that cannot be looked into."""


def has_program(content: bytes) -> bool:
    """Whether opening it could run something. Raises UnreadableError."""
    if _names_program(content):
        return True
    return any(_names_program(objects) for objects in _packed_objects(content))


def _names_program(content: bytes) -> bool:
    return bool(_PROGRAM.search(_in_letters(content)))


def _in_letters(content: bytes) -> bytes:
    """As a reader takes it: /JavaScr#69pt is /JavaScript."""
    return _AS_NUMBER.sub(lambda number: bytes([int(number[1], 16)]), content)


def _packed_objects(content: bytes) -> Iterator[bytes]:
    left = _MOST_UNPACKED
    for number, stream in enumerate(_STREAM.finditer(content)):
        if number > _MOST_STREAMS:
            raise UnreadableError
        head = _head_of(content, stream.start())
        # Without a filter the objects stand in plain sight, and were searched already.
        if b"/ObjStm" in head and b"/Filter" in head:
            objects = _unpacked(content, stream.end(), left)
            left -= len(objects)
            yield objects


def _head_of(content: bytes, start: int) -> bytes:
    """What the stream that begins at `start` says of itself."""
    before = content[max(0, start - _HEAD) : start]
    return _in_letters(before.rpartition(b"obj")[2])


def _unpacked(content: bytes, start: int, most: int) -> bytes:
    """Raises UnreadableError where it is more than `most` bytes, or ends early."""
    reader, objects = zlib.decompressobj(), bytearray()
    try:
        # In small pieces: neither a tiny file made of nothing nor thousands of streams may take
        # much memory.
        for at in range(start, len(content), _CHUNK):
            objects += reader.decompress(content[at : at + _CHUNK])
            if len(objects) > most:
                raise UnreadableError
            if reader.eof:
                return bytes(objects)
    except zlib.error as error:
        raise UnreadableError from error
    raise UnreadableError
