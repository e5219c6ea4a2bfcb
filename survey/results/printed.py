"""What stands on a printed report, laid beside the result that it names."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from language.collation import spelling
from survey.models import Result

# The Vietnamese letter has two that look like it and are others to a computer.
_LOOK_ALIKES = str.maketrans({"ð": "đ", "ɖ": "đ", "'": '"'})
_DASH, _QUOTES = "Pd", ("Pi", "Pf")
# Pictures, and what has no shape at all: nobody can type them off paper.
_NOT_TYPED = ("So", "Sk", "Cf", "Cn", "Co", "Cs")
_VARIATIONS = range(0xFE00, 0xFE10)  # they only choose between shapes of a sign


@dataclass(frozen=True, slots=True)
class Printed:
    """As somebody typed it off the paper.

    points and maximum: every number that the typed text can be read as; of maximum and
    day None where they were left out.
    """

    name: str
    level: int | None
    points: frozenset[Decimal]
    maximum: frozenset[Decimal] | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Whether each typed thing is what is kept; None for what was not typed."""

    name: bool
    level: bool
    points: bool
    day: bool | None

    @property
    def is_whole(self) -> bool:
        return self.name and self.level and self.points and self.day is not False


def agreement(printed: Printed, result: Result, drawn: str = "") -> Agreement:
    """drawn: the name as it was printed, with a box for what could not be."""
    kept = result.enterprise_name
    is_as_drawn = bool(drawn) and is_same_name(printed.name, drawn)
    return Agreement(
        name=is_as_drawn or is_same_name(printed.name, kept),
        level=printed.level == result.level,
        points=_same_points(printed, result),
        day=_same_day(printed.day, result),
    )


def is_same_name(typed: str, kept: str) -> bool:
    """Every letter and mark counts; capitals and kinds of spaces and dashes do not."""
    return _as_compared(typed) == _as_compared(kept)


def _as_compared(name: str) -> str:
    composed = unicodedata.normalize("NFKC", name).casefold().translate(_LOOK_ALIKES)
    return spelling("".join(map(_as_typed, composed)))


def _as_typed(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind == _DASH:
        return "-"
    if kind in _QUOTES:
        return '"'
    is_typed = kind not in _NOT_TYPED and ord(sign) not in _VARIATIONS
    return sign if is_typed else ""


def _same_points(printed: Printed, result: Result) -> bool:
    if result.total_points not in printed.points:
        return False
    return printed.maximum is None or result.maximum_points in printed.maximum


def _same_day(day: date | None, result: Result) -> bool | None:
    if day is None:
        return None
    return day == timezone.localtime(result.answered_at).date()
