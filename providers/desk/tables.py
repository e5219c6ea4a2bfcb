"""The requests of a provider as a table to work with, which does no harm in a spreadsheet.

Nobody to call or write to is in it: contacts are opened one by one, and each time is noted.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

from django.utils import timezone
from django.utils.translation import gettext as _

from language.formats import day
from language.texts import as_written, in_language
from providers.leads.queries import leads_at
from providers.models import Lead, Provider
from providers.phrases import area_name
from providers.wording import STATES
from registry.sector_names import SECTORS
from registry.sizes import size_names
from tables.books import new_workbook
from tables.written import file_of

Value = str | int | date | None
AT_ONCE = 1000
FIELDS = (
    "organisation__name",
    "solution__name",
    "shown_state",
    "asked_at",
    "answered_at",
    "due_on",
    "budget",
    "result__sector",
    "result__size",
    "result__area",
)


@dataclass(frozen=True)
class Column:
    head: str
    width: int
    kind: str = "text"


def columns() -> list[Column]:
    """In the active language."""
    return [
        Column(_("Enterprise"), 36),
        Column(_("Solution"), 32),
        Column(_("State"), 20),
        Column(_("Sent on"), 12, "date"),
        Column(_("First answered"), 14, "date"),
        Column(_("Answer due"), 12, "date"),
        Column(_("Budget"), 16, "number"),
        Column(_("Line of business"), 28),
        Column(_("Size of enterprise"), 22),
        Column(_("Area"), 24),
    ]


def rows_of(provider: Provider, now: datetime) -> Iterator[Sequence[Value]]:
    """The newest first. Of a request that ended no more is told than that it was."""
    # As shown today: a consent that ended makes it a request that ended.
    leads = leads_at(now).filter(provider=provider).select_related(None)
    sizes = size_names()
    rows = leads.order_by("-asked_at", "-pk").values_list(*FIELDS)
    for row in rows.iterator(chunk_size=AT_ONCE):
        name, solution, state, asked_at, answered_at, due_on, *of_firm = row
        budget, sector, size, area = of_firm
        is_live = state in Lead.LIVE
        yield (
            name,
            as_written(solution) if solution else "",
            str(STATES[state]),
            # The day by the clock of the city; a spreadsheet knows no others.
            timezone.localdate(asked_at),
            timezone.localdate(answered_at) if answered_at else None,
            due_on,
            budget if is_live else None,
            str(SECTORS.get(sector, "")) if is_live else "",
            in_language(sizes.get(size)) if is_live and size in sizes else "",
            area_name(area) if is_live else "",
        )


def csv_of(rows: Iterable[Sequence[Value]]) -> bytes:
    heads = [column.head for column in columns()]
    return file_of([heads, *(map(_text, row) for row in rows)]).encode()


def _text(value: Value) -> str:
    if value is None:
        return ""
    return day(value) if isinstance(value, date) else str(value)


def workbook_of(rows: Iterable[Sequence[Value]]) -> bytes:
    file = BytesIO()
    workbook = new_workbook(file, row_by_row=True)
    sheet = workbook.add_worksheet(_("Requests"))
    head = workbook.add_format({"bold": True, "text_wrap": True, "bottom": 1})
    formats = {
        "text": workbook.add_format({"num_format": "@"}),
        "date": workbook.add_format({"num_format": "dd/mm/yyyy"}),
        "number": workbook.add_format({"num_format": "#,##0"}),
    }
    told = columns()
    for place, column in enumerate(told):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.head, head)
    sheet.freeze_panes(1, 1)
    count = 0
    for count, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            _write(sheet, count, place, value, formats[told[place].kind])
    sheet.autofilter(0, 0, count, len(told) - 1)
    workbook.close()
    return file.getvalue()


def _write(sheet, row: int, place: int, value: Value, form) -> None:
    if isinstance(value, date):
        # A day has no hour: at midnight it equals the day that is looked for.
        at = datetime(value.year, value.month, value.day)
        sheet.write_datetime(row, place, at, form)
    elif isinstance(value, int):
        sheet.write_number(row, place, value, form)
    elif value:
        # Never `write`: it would take a name that begins with “=” for a formula.
        sheet.write_string(row, place, value, form)
