"""Numbers, shares, money and days as the reader's language writes them."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import ngettext

from language.texts import language
from scoring.percent import PERCENT_PLACES, POINT_PLACES, rounded, rounded_points

Number = int | float | Decimal

NO_BREAK_SPACE = "\u00a0"
_MONEY = {
    "vi": {10**9: "tỷ", 10**6: "triệu"},
    "en": {10**9: "billion", 10**6: "million"},
}
_DONG = {"vi": "đồng", "en": "dong"}
_MARKS_OF_VI = str.maketrans(",.", ".,")
_YEAR = 365  # days


def grouped(value: Number | None, places: int | None = None) -> str:
    """1500000000 → 1.500.000.000 in Vietnamese, 1,500,000,000 in English; nothing for nothing."""
    if value is None or value == "":
        return ""

    number = Decimal(str(value))
    if places is not None:
        # Django cuts off what it does not show; people round.
        number = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    elif number == number.to_integral_value():
        number = number.quantize(Decimal(1))
    # Both languages group by three, with each other's marks.
    written = f"{number:,f}"
    return written.translate(_MARKS_OF_VI) if language() == "vi" else written


def number(value: Number) -> str:
    """Points and counts: two decimals, none where there are none."""
    return grouped(value, 0 if value == value // 1 else 2)


def short(value: Number | Fraction) -> str:
    """2, 2,5 or 20,83: as one writes it, at most two places."""
    digits = f"{float(value):.2f}".rstrip("0").rstrip(".")
    return _with_mark(digits, language())


def points(value: Decimal | Fraction) -> str:
    if isinstance(value, Fraction):
        value = rounded_points(value)
    # A part of a point is said in the plural.
    count = int(value) if value == value // 1 else 2
    words = ngettext("%(points)s point", "%(points)s points", count)
    return words % {"points": number(value)}


def percent(value: Number | Fraction | None, places: int | None = None) -> str:
    """36.875 → 36,9 % in Vietnamese; 36.9% in English. The percent itself, not a share of one.

    places: left out, one; or as many as it was rounded to, since less could contradict a level.
    """
    if isinstance(value, Fraction):
        value = rounded(value)
    if places is None:
        places = max(PERCENT_PLACES, _places_of(value))
    written = grouped(value, places)
    return with_percent(written) if written else ""


def _places_of(value: Number | None) -> int:
    # Floats and numbers without end were rounded by nobody yet.
    if not isinstance(value, Decimal) or not value.is_finite():
        return 0
    places = -value.as_tuple().exponent
    return places if places <= POINT_PLACES else 0


def with_percent(written: str) -> str:
    """The sign after a number: Vietnamese leaves a gap, which a line never breaks."""
    gap = NO_BREAK_SPACE if language() == "vi" else ""
    return f"{written}{gap}%"


def vnd(value: Number | None) -> str:
    """1500000000 → 1.500.000.000 ₫, never broken across lines."""
    written = grouped(value, 0)
    return f"{written}{NO_BREAK_SPACE}₫" if written else ""


def money(value: Decimal | int | None) -> str:
    """The short way people say it: 1,5 tỷ đồng, 500 triệu đồng; small amounts as they are."""
    if value is None:
        return ""

    # Asked for once: a page has hundreds of amounts.
    tongue = language()
    dong = _DONG[tongue]
    for factor, name in _MONEY[tongue].items():
        if value >= factor:
            amount = f"{Decimal(value) / factor:.2f}".rstrip("0").rstrip(".")
            return f"{_with_mark(amount, tongue)} {name} {dong}"
    return f"{grouped(value, 0)} {dong}"


def day(value: date | None) -> str:
    """A date, or the date of a moment as Vietnam's clock has it: 22/11/2026."""
    if not value:
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return date_format(value, "SHORT_DATE_FORMAT")


def _with_mark(digits: str, tongue: str) -> str:
    return digits.replace(".", ",") if tongue == "vi" else digits


def lasting(days: int) -> str:
    """How long something is kept: 1095 → 3 years, which nobody reads out of 1,095 days."""
    years, left = divmod(days, _YEAR)
    if left or not years:
        words = ngettext("%(count)s day", "%(count)s days", days)
        return words % {"count": grouped(days)}
    words = ngettext("%(count)s year", "%(count)s years", years)
    return words % {"count": grouped(years)}


def half_hidden(email: str) -> str:
    """An email address as only who knows it recognises it: "hong@pho.vn" is "ho…@pho.vn"."""
    name, at, domain = email.rpartition("@")
    # Of a short name not even two letters, which could be all of it.
    shown = name[: min(2, len(name) // 2)]
    return f"{shown}…{at}{domain}"
