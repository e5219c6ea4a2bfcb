"""The reader’s language, and texts and numbers in it."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext


def language() -> str:
    return "en" if (get_language() or "vi").startswith("en") else "vi"


def in_language(texts: dict[str, str] | None) -> str:
    """A language map of the index or of a registry in the reader's language, its percents never torn apart.

    "" where there is no text at all.
    """
    return (
        (texts.get(language()) or texts["vi"]).replace(" %", "\u00a0%") if texts else ""
    )


def number(value: Decimal | int) -> str:
    """Points and counts: two decimals, none where there are none."""
    return number_format(
        value, 0 if value == value // 1 else 2, use_l10n=True, force_grouping=True
    )


def points(value: Decimal) -> str:
    count = int(value) if value == value // 1 else 2
    return ngettext("%(points)s point", "%(points)s points", count) % {
        "points": number(value)
    }
