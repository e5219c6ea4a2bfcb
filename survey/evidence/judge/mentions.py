"""Whether a PDF names a program where its objects, as they were read, show none. Pure.

A reader may understand an object that another one drops as damaged. So each mention of a
program, and of objects packed away, has to stand in something that was read: in a text, say,
as a title has it.
"""

import re
from collections.abc import Iterator

import pikepdf

# Long enough that no picture spells one by chance.
_PROGRAM = re.compile(
    rb"/(?:JavaScript|Launch|Rendition|RichMedia\w*|SubmitForm|ImportData|GoTo[RE]|ObjStm)\b"
    rb"|/(?:XFA|EF)(?=\s*[\[<\d])"
)
_PACKED = re.compile(rb"/ObjStm\b")
_GUESSED = re.compile(r"unknown token|non-name|invalid character|giving up")
_IN_DIGITS = re.compile(
    rb"<[0-9a-f]"
)  # a text that is told by the numbers of its letters
_AS_NUMBER = re.compile(rb"#([0-9A-Fa-f]{2})")


def in_letters(content: bytes) -> bytes:
    """As a reader takes it: /JavaScr#69pt is /JavaScript."""
    return _AS_NUMBER.sub(lambda sign: bytes([int(sign[1], 16)]), content)


def has_unread_program(content: bytes, pdf: pikepdf.Pdf, warnings: str) -> bool:
    """`pdf` is the same file as it was read, with these warnings."""
    mentions = _count(in_letters(content))
    if mentions == 0:
        return False
    # Names that were guessed from damaged words count for nothing.
    is_sure = not _GUESSED.search(warnings)
    items = [*pdf.objects, pdf.trailer]
    return mentions > sum(_count_in(item, is_sure) for item in items)


def _count(text: bytes) -> int:
    return len(_PROGRAM.findall(text))


def _count_in(item: object, is_sure: bool) -> int:
    if isinstance(item, pikepdf.Stream):
        inside = _count(in_letters(item.read_raw_bytes()))
        return inside + _count_in(item.stream_dict, is_sure)
    if not isinstance(item, pikepdf.Object):
        return 0
    text = item.unparse(resolved=True)
    if not _PROGRAM.search(text) and not _IN_DIGITS.search(text):
        return 0
    return sum(_count_of(part, is_sure) for part in _parts(item))


def _parts(top: pikepdf.Object) -> Iterator[object]:
    """What stands in it, keys as well. What is told by number only stands somewhere else."""
    waiting: list[object] = [top]
    while waiting:
        part = waiting.pop()
        yield part
        if isinstance(part, pikepdf.Dictionary):
            # Followed by something that a key of its kind would be followed by.
            yield from (f"{key} <" for key in part)
            waiting.extend(_standing_in(part.values()))
        elif isinstance(part, pikepdf.Array):
            waiting.extend(_standing_in(part))


def _count_of(part: object, is_sure: bool) -> int:
    if isinstance(part, pikepdf.String):
        return _count(in_letters(bytes(part)))
    if not isinstance(part, str | pikepdf.Name):
        return 0
    name = str(part).encode()
    return _count(name) if is_sure else len(_PACKED.findall(name))


def _standing_in(values) -> list[object]:
    """Those that are not told by number only: they are counted where they stand."""
    return [value for value in values if not getattr(value, "is_indirect", False)]
