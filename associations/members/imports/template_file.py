"""The workbook to fill in: its columns, and a sheet that explains them and lists what may stand."""

from collections.abc import Iterator
from io import BytesIO

from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from associations.members.fields import member_fields
from language.texts import in_language
from registry.areas import areas
from registry.sector_names import SECTORS
from registry.sizes import size_names
from tables.books import new_workbook

WIDTH = 24  # characters
LINES_FIRST = 2000  # rows whose cells offer the lists


def template_workbook() -> bytes:
    """In the language of whoever asks for it."""
    written = BytesIO()
    book = new_workbook(written)
    head = book.add_format({"bold": True, "bg_color": "#E3F0EF", "bottom": 1})
    text = book.add_format({"num_format": "@"})
    sheet = book.add_worksheet(_("Members"))
    lists = book.add_worksheet(_("Explained"))
    for place, (name, field) in enumerate(member_fields().items()):
        # Codes and telephones keep the zero they begin with.
        sheet.set_column(place, place, WIDTH, text)
        sheet.write_string(0, place, str(field.label), head)
        _offer(sheet, lists.get_name(), name, place)
    sheet.freeze_panes(1, 1)
    _explain(lists, head)
    book.close()
    return written.getvalue()


def _offer(sheet: Worksheet, lists: str, name: str, column: int) -> None:
    """The cells of a column offer what may stand in them."""
    places = {
        "sector": ("D", len(SECTORS)),
        "area": ("E", len(areas())),
        "size": ("F", 4),
    }
    if name not in places:
        return
    letter, count = places[name]
    listed = {
        "validate": "list",
        "source": f"='{lists}'!${letter}$2:${letter}${count + 1}",
        "error_type": "warning",
    }
    sheet.data_validation(1, column, LINES_FIRST, column, listed)


def _explain(sheet: Worksheet, head) -> None:
    sheet.set_column(0, 0, WIDTH)
    sheet.set_column(1, 1, 3 * WIDTH)
    sheet.set_column(3, 5, 2 * WIDTH)
    columns = [(_("Column"), 0), (_("What stands in it"), 1)]
    columns += [(_("Sectors"), 3), (_("Wards and communes"), 4), (_("Sizes"), 5)]
    for title, column in columns:
        sheet.write_string(0, column, title, head)
    labels = [str(field.label) for field in member_fields().values()]
    for row, (label, words) in enumerate(zip(labels, _explained(), strict=True), 1):
        sheet.write_string(row, 0, label)
        sheet.write_string(row, 1, words)
    names = [
        [str(name) for name in SECTORS.values()],
        [in_language(unit.name) for unit in areas().values()],
        [in_language(name) for name in size_names().values()],
    ]
    for column, listed in enumerate(names, 3):
        sheet.write_column(1, column, listed)
    sheet.freeze_panes(1, 0)


def _explained() -> Iterator[str]:
    """In the order of the fields."""
    yield _(
        "The name as the association knows it. The only column that must be filled in."
    )
    yield _("10 digits, 13 for a branch, 12 for a household business.")
    yield _("Whom to call.")
    yield _("One address. Move a second one to the note.")
    yield _("For example 0901 234 567.")
    yield _("One of the sectors listed on the right.")
    yield _("One of the wards and communes listed on the right.")
    yield _("One of the sizes listed on the right.")
    yield _("Only your association sees it.")
