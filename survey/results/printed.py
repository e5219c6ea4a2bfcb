"""What stands on a printed report, laid beside the result that it names."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils import timezone

from language.cleaning import folded
from language.collation import spelling
from scoring.percent import percent_of, rounded
from survey.models import Result

_DASH, _QUOTES = "Pd", ("Pi", "Pf")
# Pictures, and what has no shape at all: nobody can type them off paper.
_NOT_TYPED = ("So", "Sk", "Cf", "Cn", "Co", "Cs")


@dataclass(frozen=True, slots=True)
class Printed:
    """As somebody typed it off the paper.

    points, maximum and percent: every number that the typed text can be read as; a percent of
    None was printed as a dash. bare: a number with nothing to say which of percent and points
    it is. Of what was left out, level_name is empty and the others are None.
    """

    name: str
    level: int | None
    points: frozenset[Decimal] | None = None
    maximum: frozenset[Decimal] | None = None
    percent: frozenset[Decimal | None] | None = None
    bare: frozenset[Decimal] | None = None
    day: date | None = None
    level_name: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Whether each typed thing is what is kept; None for what was not typed or not compared.

    bare_is: what a number without a sign turned out to be, "percent" or "points"; otherwise
    empty.
    """

    name: bool
    level: bool | None = None
    points: bool | None = None
    day: bool | None = None
    bare_is: str = ""

    @property
    def is_whole(self) -> bool:
        return self.name and self.level and self.points and self.day is not False


def agreement(printed: Printed, result: Result, drawn: str = "") -> Agreement:
    """drawn: the name as it was printed, with a box for what could not be.

    Where the name is another one nothing else is compared: who does not know whose report it
    is holds no report, and could find out the rest by trying.
    """
    kept = result.enterprise_name
    is_as_drawn = bool(drawn) and is_same_name(printed.name, drawn)
    if not is_as_drawn and not is_same_name(printed.name, kept):
        return Agreement(name=False)
    bare_is = _meaning_of(printed.bare, result)
    return Agreement(
        name=True,
        level=_same_level(printed, result),
        points=bool(bare_is) if printed.bare else _same_points(printed, result),
        day=_same_day(printed.day, result),
        bare_is=bare_is,
    )


def is_same_name(typed: str, kept: str) -> bool:
    """Every letter and mark counts; capitals and kinds of spaces and dashes do not."""
    return _as_compared(typed) == _as_compared(kept)


def _as_compared(name: str) -> str:
    composed = folded(unicodedata.normalize("NFKC", name))
    return spelling("".join(map(_as_typed, composed)))


def _as_typed(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind == _DASH:
        return "-"
    if kind in _QUOTES or sign == "'":
        return '"'
    return "" if kind in _NOT_TYPED else sign


def _same_level(printed: Printed, result: Result) -> bool:
    if printed.level != result.level:
        return False
    if not printed.level_name:
        return True
    # It is printed in the language of the report.
    names = result.index.level_name(result.level).values()
    return any(is_same_name(printed.level_name, name) for name in names)


def _same_points(printed: Printed, result: Result) -> bool:
    if printed.percent is not None and not _is_percent(printed.percent, result):
        return False
    if printed.points is not None and not _agrees(printed.points, result.total_points):
        return False
    maximum = printed.maximum
    return maximum is None or _agrees(maximum, result.maximum_points)


def _meaning_of(bare: frozenset[Decimal] | None, result: Result) -> str:
    """The percent first: it is what is printed large."""
    if not bare:
        return ""
    if _is_percent(bare, result):
        return "percent"
    return "points" if _agrees(bare, result.total_points) else ""


def _is_percent(typed: frozenset[Decimal | None], result: Result) -> bool:
    if not result.maximum:
        return None in typed
    exact = percent_of(result.total, result.maximum)
    printed = rounded(exact, result.index.rubric.total_bounds)
    return _agrees(typed, printed) or _agrees(typed, exact)


def _agrees(typed: Iterable[Decimal | None], kept: Decimal | Fraction) -> bool:
    """Whether one of the typed is the kept number, as far as its digits go.

    29 agrees with 28.6, as 28.6 does with 28.65: nobody forged a paper by typing less of it.
    """
    return any(
        _rounds_to(number, Fraction(kept)) for number in typed if number is not None
    )


def _rounds_to(number: Decimal, kept: Fraction) -> bool:
    last_digit = Fraction(Decimal(1).scaleb(number.as_tuple().exponent))
    return abs(Fraction(number) - kept) <= last_digit / 2


def _same_day(day: date | None, result: Result) -> bool | None:
    if day is None:
        return None
    return day == timezone.localtime(result.answered_at).date()
