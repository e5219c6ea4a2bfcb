"""What is no table, and what its author can do about it."""

AS_CSV = "save it as CSV UTF-8 or as an Excel workbook (.xlsx)"
WORDS = {
    "empty": f"the file is empty; fill in a table and {AS_CSV}",
    "folder": "this is a folder; name the file in it",
    "old_workbook": (
        "this is an Excel workbook of the old kind (.xls) or one with a password; "
        "save it as .xlsx without a password, or as CSV UTF-8"
    ),
    "broken_workbook": (
        f"this Excel workbook cannot be read; open it in a spreadsheet and {AS_CSV}"
    ),
    "failed_formula": (
        "a cell of this Excel workbook shows that its formula failed (such as #SPILL!); "
        "mend or empty that cell"
    ),
    "not_worked_out": (
        "this Excel workbook holds formulas that were never worked out; "
        "open it in a spreadsheet and save it there"
    ),
    "far_cell": (
        "a cell far outside of the table holds something; "
        "copy the table alone to a new sheet and save that"
    ),
    "open_document": (
        "this is a document of LibreOffice or OpenOffice (.ods); "
        f"open it there and {AS_CSV}"
    ),
    "other_office": f"this is no Excel workbook (.xlsx); open it in a spreadsheet and {AS_CSV}",
    "packed": "this is a packed file (.zip, .gz or the like); unpack it and name the table in it",
    "json": f"this is JSON, not a table; open the data in a spreadsheet and {AS_CSV}",
    "markup": f"this is a web page or XML, not a table; open it in a spreadsheet and {AS_CSV}",
    "binary": f"this is no table; open the data in a spreadsheet and {AS_CSV}",
    "encoding": (
        "this is not UTF-8 text (older programs of Windows write cp1258); "
        f"open it in a spreadsheet and {AS_CSV}"
    ),
}


# What a spreadsheet shows in place of a value.
FAILED = frozenset(
    {
        "#BLOCKED!",
        "#BUSY!",
        "#CALC!",
        "#CONNECT!",
        "#DIV/0!",
        "#FIELD!",
        "#GETTING_DATA",
        "#N/A",
        "#NAME?",
        "#NULL!",
        "#NUM!",
        "#REF!",
        "#SPILL!",
        "#UNKNOWN!",
        "#VALUE!",
    }
)


class TableError(ValueError):
    """A file that is no table we can read; code: a key of WORDS."""

    def __init__(self, code: str) -> None:
        super().__init__(WORDS[code])
        self.code = code
