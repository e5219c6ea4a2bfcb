"""What is said of a table that cannot be read, and of its parts."""

from django.utils.translation import gettext_lazy as _

_AGAIN = _(
    "Please open it in Excel and save it as .xlsx or CSV UTF-8, then send it again."
)
REFUSED = {
    "empty": _("The file is empty. Fill in the template file and send it again."),
    "old_workbook": _(
        "This is an old Excel file (.xls) or one with a password. Save it as .xlsx "
        "without a password and send it again."
    ),
    "failed_formula": _(
        "A cell shows that its formula failed. Mend or empty that cell and send it again."
    ),
    "not_worked_out": _(
        "Formulas in the file were never worked out. Open it in Excel, save it, and "
        "send it again."
    ),
    "far_cell": _(
        "A cell far outside of the table holds something. Copy the table alone into a "
        "new sheet and send that."
    ),
    "packed": _("This is a packed file. Unpack it and send the table in it."),
    "encoding": _(
        "The letters of this file cannot be read. Save it as CSV UTF-8 or .xlsx and "
        "send it again."
    ),
    "quotes": _(
        "The quotation marks of a row cannot be read. Save the table as .xlsx and send "
        "it again."
    ),
    "too_large": _("The file holds more than can be read at once. Send it in parts."),
    "too_many_rows": _("There are more than 20,000 rows. Send the table in parts."),
    "no_rows": _("There is no row under the names of the columns."),
    "no_head": _(
        "No row has the names of the columns. One of them has to be “Tên hội viên” or "
        "“Name”; the template file has them all."
    ),
}


def refused(code: str) -> str:
    return str(REFUSED.get(code, _AGAIN))


PARTS = {
    "bad": _("To be mended"),
    "alike": _("Perhaps the same one"),
    "known": _("Known already"),
    "new": _("New"),
    "left": _("Left out"),
}
# As addresses call them.
WORDS = {
    "bad": "can-sua",
    "alike": "co-the-trung",
    "known": "da-co",
    "new": "moi",
    "left": "bo-qua",
}
EMPTY_FILE = _("Please choose a file first.")
TOO_LARGE = _("The file is larger than 5 MB. Send it in parts, or without pictures.")
GOES_ON = _("A table is being imported just now. Please wait until it is done.")
CHANGED = _("This table was imported or thrown away meanwhile.")
NOT_READY = _("Mend, choose or leave out all rows first.")
CHOICES = {
    "update": _("The same one: take over what is new"),
    "add": _("Another one: add it"),
    "leave": _("Leave this row out"),
}
