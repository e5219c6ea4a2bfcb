"""Of a PNG only what makes its pixels: readers pass by damage, and bombs, in all else. Pure."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_READ = {
    b"IHDR",
    b"PLTE",
    b"tRNS",
    b"IDAT",
    b"IEND",
    # How the camera was held.
    b"eXIf",
}
_LEAST = 12  # bytes of a chunk with nothing in it: length, name, check sum
_LENGTH = struct.Struct(">I")
_HEAD = struct.Struct(
    ">IIBBBBB"
)  # width, height, bits, colours, packing, filters, laces
_BYTES_OF_A_PIXEL = {
    0: 1,
    2: 3,
    3: 1,
    4: 2,
    6: 4,
}  # of eight bits, by the kind of its colours
_NO_FILTER = b"\0"


def pixels_only(content: bytes) -> bytes:
    """Other pictures stay as they are."""
    if not content.startswith(_SIGNATURE):
        return content
    kept = [_SIGNATURE]
    at = len(_SIGNATURE)
    while at + _LEAST <= len(content):
        (length,) = _LENGTH.unpack_from(content, at)
        end = at + _LEAST + length
        name = content[at + 4 : at + 8]
        if name in _READ:
            kept.append(content[at:end])
        at = end
    kept.append(content[at:])
    return b"".join(kept)


@dataclass(frozen=True, slots=True)
class Png:
    """The parts of one whose rows can be read a few at a time, and what they are read with."""

    width: int
    height: int
    head: tuple[int, ...]  # the rest of what its first chunk says
    colours: bytes  # chunks that every part needs: the palette, what is seen through
    turned: bytes  # how the camera was held
    packed: bytes

    @property
    def length(self) -> int:
        """Bytes of a row of pixels."""
        return self.width * _BYTES_OF_A_PIXEL[self.head[1]]

    def filtered(self, rows: int) -> Iterator[tuple[int, bytes]]:
        """So many rows at a time, as they are packed: each may lean on the one above it."""
        packing, waiting = zlib.decompressobj(), self.packed
        for top in range(0, self.height, rows):
            count = min(rows, self.height - top)
            wanted = count * (1 + self.length)
            parts: list[bytes] = []
            while wanted:
                part = packing.decompress(waiting, wanted)
                waiting = packing.unconsumed_tail
                if not part:
                    raise OSError("fewer rows than its head says")
                parts.append(part)
                wanted -= len(part)
            yield count, b"".join(parts)

    def part(self, above: bytes, count: int, rows: bytes) -> bytes:
        """A picture of its own, whose first row is the one above these."""
        head = _HEAD.pack(self.width, count + 1, *self.head)
        pixels = zlib.compress(_NO_FILTER + above + rows, 0)
        return b"".join(
            [
                _SIGNATURE,
                _chunk(b"IHDR", head),
                self.colours,
                _chunk(b"IDAT", pixels),
                _chunk(b"IEND", b""),
            ]
        )


def in_rows(content: bytes) -> Png | None:
    """None for what is no PNG of eight bits whose rows follow each other."""
    if not content.startswith(_SIGNATURE):
        return None
    found: dict[bytes, list[bytes]] = {name: [] for name in _READ}
    for name, chunk in _chunks(content):
        found[name].append(chunk)
    if not found[b"IHDR"] or len(found[b"IHDR"][0]) != _LEAST + _HEAD.size:
        return None
    width, height, *head = _HEAD.unpack(_data(found[b"IHDR"][0]))
    bits, colours, *_ways, laces = head
    if bits != 8 or laces or colours not in _BYTES_OF_A_PIXEL:
        return None
    return Png(
        width,
        height,
        head=tuple(head),
        colours=b"".join(found[b"PLTE"][:1] + found[b"tRNS"][:1]),
        turned=b"".join(map(_data, found[b"eXIf"][:1])),
        packed=b"".join(map(_data, found[b"IDAT"])),
    )


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at + _LEAST <= len(content):
        (length,) = _LENGTH.unpack_from(content, at)
        end = at + _LEAST + length
        name = content[at + 4 : at + 8]
        if name in _READ:
            yield name, content[at:end]
        at = end


def _data(chunk: bytes) -> bytes:
    return chunk[8:-4]


def _chunk(name: bytes, data: bytes) -> bytes:
    sum_of = zlib.crc32(name + data)
    return _LENGTH.pack(len(data)) + name + data + _LENGTH.pack(sum_of)
