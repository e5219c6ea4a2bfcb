"""Small phrases every text of providers is put together from, in the active language."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from language.formats import day, money, number
from language.texts import in_language
from providers.wording import PRICES
from registry.areas import area
from registry.sector_names import SECTORS
from registry.sizes import size_names
from scoring.percent import Bounds, rounded_points


def names_of_sizes(sizes: Iterable[str]) -> str:
    names = size_names()
    return get_text_list([in_language(names[size]) for size in sizes], _("and"))


def names_of_sectors(codes: Iterable[str]) -> str:
    # Their names hold commas and "and", so semicolons stand between them.
    return "; ".join(str(SECTORS[code]) for code in codes if code in SECTORS)


def price_words(low: int, high: int, unit: str) -> str:
    return str(PRICES[unit]) % {"range": _price_range(low, high)}


def _price_range(low: int, high: int) -> str:
    if low == high:
        return money(low)
    return _("%(low)s to %(high)s") % {"low": money(low), "high": money(high)}


def delivery_words(days: int | None) -> str:
    if days is None:
        return ""
    words = ngettext(
        "ready in about %(days)s day", "ready in about %(days)s days", days
    )
    return words % {"days": days}


def points_number(
    units: int | Fraction,
    unit: int,
    maximum: int | Fraction = 0,
    bounds: Bounds = (),
) -> str:
    """bounds: shares of `maximum` where the levels begin that are told beside it."""
    return number(rounded_points(units, unit, maximum, bounds))


def area_name(code: str) -> str:
    """Nothing for an area that is not on the list: areas are merged and renamed."""
    named = area(code)
    return in_language(named.name) if named else ""


def day_words(text: str | None) -> str:
    return day(date.fromisoformat(text)) if text else ""
