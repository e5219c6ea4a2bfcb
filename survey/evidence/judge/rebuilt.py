"""A PDF as readers see it whose table of objects is damaged: they look for the objects. Pure."""

import itertools
import re
from collections.abc import Iterator

_OBJECT = re.compile(rb"(?<!\d)(\d{1,10})\s+\d{1,5}\s+obj\b")


def rebuilt(content: bytes, packed: list[bytes]) -> bytes:
    """Without its table, followed by objects that were packed away."""
    plain = content.replace(b"startxref", b"startxxxx")
    # qpdf passes by an object with nothing behind it.
    return _each_once(b"".join([plain, *packed, b"\n%%EOF\n"]))


def rebuilt_in_a_frame(content: bytes, packed: list[bytes]) -> bytes:
    """The same where its pages are damaged too: with an empty page of ours in their place."""
    whole = rebuilt(content, packed)
    root, pages, page = itertools.islice(_unused(whole), 3)
    return whole + (
        b"%d 0 obj\n<</Type/Catalog/Pages %d 0 R>>\nendobj\n"
        b"%d 0 obj\n<</Type/Pages/Kids[%d 0 R]/Count 1>>\nendobj\n"
        b"%d 0 obj\n<</Type/Page/Parent %d 0 R/MediaBox[0 0 1 1]>>\nendobj\n"
        b"trailer\n<</Root %d 0 R>>\n%%%%EOF\n"
        % (root, pages, pages, page, page, pages, root)
    )


def _each_once(content: bytes) -> bytes:
    """Of objects with one number some readers take the first, some the last: both are met."""
    numbers = _OBJECT.findall(content)
    if len(set(map(int, numbers))) == len(numbers):
        return content
    free = _unused(content)
    seen: set[int] = set()

    def renumber(start: re.Match[bytes]) -> bytes:
        number = int(start[1])
        if number not in seen:
            seen.add(number)
            return start[0]
        return b" %d 0 obj" % next(free)

    return _OBJECT.sub(renumber, content)


def _unused(content: bytes) -> Iterator[int]:
    used = set(map(int, _OBJECT.findall(content)))
    return itertools.filterfalse(used.__contains__, itertools.count(1))
