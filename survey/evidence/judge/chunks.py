"""Of a PNG only what makes its pixels: readers pass by damage, and bombs, in all else. Pure."""

import struct

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
