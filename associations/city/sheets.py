"""The table of the page as a file: its rows, and nothing that the page does not tell."""

from django.utils.translation import gettext as _

from associations.city.queries import Table
from associations.city.wording import HEADS
from tables.written import file_of


def table_as_text(table: Table) -> str:
    levels = [_("Level %(band)s") % {"band": band} for band in table.bands]
    head = [
        str(HEADS[table.dimension]),
        _("Enterprises"),
        _("Average percent"),
        *levels,
    ]
    rows = [
        [row.name, str(row.count), str(row.mean), *map(str, row.cells)]
        for row in table.rows
    ]
    return file_of([head, *rows])
