"""A value of a row as text: for people on the page, for spreadsheets and programs in the copy."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

EMPTY = (None, "", [], ())


def shown(value: object) -> str:
    """As the page writes it."""
    if value in EMPTY:
        return "–"
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    return written(value)


def written(value: object) -> str:
    """As a table of the copy writes it; days and times the same in every language."""
    if value is True or value is False:
        return _("yes") if value else _("no")
    if value in EMPTY:
        return ""
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return str(value)
