"""Numbers as an owner types them: 1.500.000.000, "1,5 tỷ", "500tr", "2 ty", "1.5 billion"."""

import re
from collections import deque
from decimal import Decimal

from language.cleaning import plain

# A million tỷ đồng: nobody who fills this in has more, a slip of the finger has.
LIMIT = 10**15
LONGEST = 100  # characters; more is no number anybody types
NOTHING_MORE = 0

_UNITS = {
    10**9: ("tỷ", "tỉ", "ty", "ti", "billion", "bn", "b"),
    10**6: ("triệu", "trieu", "tr", "million", "mil", "m"),
    10**3: ("nghìn", "nghin", "ngàn", "ngan", "thousand", "k"),
}
_FACTOR = {word: factor for factor, words in _UNITS.items() for word in words}
_HALF = {"rưỡi", "ruoi"}
_IGNORED = {
    *("khoảng", "khoang", "gần", "gan", "hơn", "hon", "about"),
    *("đồng", "dong", "đ", "vnd", "vnđ", "₫"),
    *("người", "nguoi", "people", "staff", "nhân", "viên"),
}
_TOKEN = re.compile(r"\d+(?:[.,'\u2019]\d+)*(?: \d{3}(?!\d))*|[^\W\d_]+|₫")
_ALLOWED = re.compile(r"[\w\s.,'\u2019₫~]*")
# ".5 tỷ" is half a tỷ. A mark before digits that is none of theirs is no number.
_WITHOUT_ZERO = re.compile(r"(?<![\d.,'\u2019])[.,](?=\d)")
_STRAY_MARK = re.compile(r"(?<!\d)[.,'\u2019](?=\d)")


# A spreadsheet that took digits for a number: 901234567.0 is 901234567.
_OF_A_SPREADSHEET = re.compile(r"([0-9]+)[.,]0{1,2}")


def without_fraction(text: str) -> str:
    """Digits without a fraction of nothing; everything else as it stands."""
    match = _OF_A_SPREADSHEET.fullmatch(text)
    return match[1] if match else text


class NumberError(ValueError):
    """Text that is not a number we can use.

    code: "unreadable", "negative", "whole" or "too_large".
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_number(text: str, *, language: str = "vi") -> int:
    """The whole number a person meant; NumberError when that cannot be told."""
    # Full-width digits and spaces of other kinds are read as what they look like.
    typed = plain(text).lower()
    if len(typed) > LONGEST:
        raise NumberError("too_large")
    if typed.startswith("-"):
        raise NumberError("negative")
    if not _ALLOWED.fullmatch(typed):
        raise NumberError("unreadable")

    spaced = _WITHOUT_ZERO.sub(_with_zero, typed)
    if _STRAY_MARK.search(spaced):
        raise NumberError("unreadable")

    value = _total(_TOKEN.findall(spaced), language)
    if value != value.to_integral_value():
        raise NumberError("whole")
    if value > LIMIT:
        raise NumberError("too_large")
    return int(value)


def _with_zero(mark: re.Match) -> str:
    return f"0{mark[0]}"


def _total(tokens: list[str], language: str) -> Decimal:
    """Sums up "1 tỷ 500 triệu", "2 tỷ 3" (2.3 tỷ) and "1 tỷ rưỡi", the largest unit first."""
    words = deque(token for token in tokens if token not in _IGNORED)
    if not words:
        raise NumberError("unreadable")

    total = Decimal(0)
    last_factor = None  # of the part before; NOTHING_MORE where nothing may follow it
    while words:
        word = words.popleft()
        if word in _HALF and last_factor and total % last_factor == 0:
            total += Decimal(last_factor) / 2
            last_factor = NOTHING_MORE
            continue
        if not word[0].isdigit() or last_factor == NOTHING_MORE:
            raise NumberError("unreadable")

        factor = _FACTOR.get(words[0]) if words else None
        if factor and last_factor and factor >= last_factor:
            raise NumberError("unreadable")
        # "1,5 tỷ 5" has decimals already.
        if not factor and last_factor and total % last_factor:
            raise NumberError("unreadable")
        total += _part(word, factor, last_factor, language)
        if factor:
            words.popleft()
        last_factor = factor or NOTHING_MORE
    return total


def _part(
    word: str, factor: int | None, last_factor: int | None, language: str
) -> Decimal:
    if factor:
        return _digits(word, language, fraction=True) * factor
    if last_factor:
        return _decimals_after(word, last_factor)
    return _digits(word, language, fraction=False)


def _decimals_after(word: str, factor: int) -> Decimal:
    """ "2 tỷ 3", "2 tỷ 350": digits after a unit are its decimals.

    Two may be as well a number of the next unit: "1 tỷ 50" is asked for once more.
    """
    if not word.isdigit() or len(word) not in (1, 3):
        raise NumberError("unreadable")
    return Decimal(factor) * int(word) / 10 ** len(word)


def _digits(word: str, language: str, *, fraction: bool) -> Decimal:
    """The digits with their marks read as grouping or as the decimal mark.

    Marks that repeat, or that stand before exactly three digits, group; but beside a unit
    ("1,500 tỷ") a single decimal mark of the reader's language stays one.
    """
    marks = re.findall(r"[^\d]", word)
    if not marks:
        return Decimal(word)

    groups = re.split(r"[^\d]", word)
    decimal_mark = "," if language == "vi" else "."
    is_decimal = fraction and marks == [decimal_mark]
    if _is_grouped(groups, marks) and not is_decimal:
        return Decimal("".join(groups))
    return _with_decimals(groups, marks)


def _is_grouped(groups: list[str], marks: list[str]) -> bool:
    """Whether the marks could all be grouping ones: 1.500.000, but not 0.500 or 1.500,000."""
    first, *others = groups
    return (
        len(set(marks)) == 1
        and len(first) <= 3
        and first != "0"
        and all(len(group) == 3 for group in others)
    )


def _with_decimals(groups: list[str], marks: list[str]) -> Decimal:
    """Only the last mark may be the decimal one; those before it must group by three and differ."""
    *grouping, last = marks
    if last not in ".," or last in grouping or len(set(grouping)) > 1:
        raise NumberError("unreadable")
    if any(len(group) != 3 for group in groups[1:-1]):
        raise NumberError("unreadable")
    return Decimal("".join(groups[:-1]) + "." + groups[-1])
