"""Excel workbooks made by hand: what a cell holds, and where."""

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KINDS = "application/vnd.openxmlformats-"
# The second shows a percent sign behind any number, the third shares as percents.
_STYLES = (
    f'<styleSheet xmlns="{_SHEETS}"><numFmts count="2">'
    '<numFmt numFmtId="164" formatCode="0.0&quot; %&quot;"/>'
    '<numFmt numFmtId="165" formatCode="0.0\\ %"/></numFmts>'
    '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/>'
    "</cellXfs></styleSheet>"
)
Rows = dict[int, list[object]]  # by their number; None leaves a cell out


class Percent(float):
    """A share of one, which its cell shows as so many of a hundred."""


def workbook(
    rows: Rows,
    *,
    more: str = "",
    before: Rows | None = None,
    after: Rows | None = None,
    hides: str = "",
) -> bytes:
    """more: XML after the rows; before: a hidden sheet in front of the other.

    after: another one that is shown; hides: "row" and "column", each the first.
    """
    sheets = [each for each in (before, rows, after) if each is not None]
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("[Content_Types].xml", _content_types(len(sheets)))
        parts.writestr("_rels/.rels", _relations({"officeDocument": "xl/workbook.xml"}))
        parts.writestr("xl/workbook.xml", _book(len(sheets), before is not None))
        parts.writestr("xl/styles.xml", _STYLES)
        parts.writestr("xl/_rels/workbook.xml.rels", _sheet_relations(len(sheets)))
        for place, sheet in enumerate(sheets, start=1):
            is_main = sheet is rows
            content = _sheet(sheet, more * is_main, hides * is_main)
            parts.writestr(f"xl/worksheets/sheet{place}.xml", content)
    return out.getvalue()


def _content_types(sheets: int) -> str:
    main = f"{_KINDS}officedocument.spreadsheetml.sheet.main+xml"
    overrides = f'<Override PartName="/xl/workbook.xml" ContentType="{main}"/>'
    for place in range(1, sheets + 1):
        kind = f"{_KINDS}officedocument.spreadsheetml.worksheet+xml"
        name = f"/xl/worksheets/sheet{place}.xml"
        overrides += f'<Override PartName="{name}" ContentType="{kind}"/>'
    relations = f"{_KINDS}package.relationships+xml"
    return (
        f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: dict[str, str]) -> str:
    listed = ""
    for place, (kind, target) in enumerate(targets.items(), start=1):
        listed += (
            f'<Relationship Id="r{place}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        )
    return f'<Relationships xmlns="{_RELATIONS}">{listed}</Relationships>'


def _sheet_relations(sheets: int) -> str:
    # In the order that nobody expects: the ids tell which is which.
    listed = ""
    for place in range(sheets, 0, -1):
        target = f"worksheets/sheet{place}.xml"
        kind = f"{_OFFICE}/worksheet"
        listed += f'<Relationship Target="{target}" Id="s{place}" Type="{kind}"/>'
    return f'<Relationships xmlns="{_RELATIONS}">{listed}</Relationships>'


def _book(sheets: int, hides_first: bool) -> str:
    listed = ""
    for place in range(1, sheets + 1):
        hidden = ' state="hidden"' if hides_first and place == 1 else ""
        name = f"Sheet {place}"
        listed += f'<sheet name="{name}" sheetId="{place}"{hidden} r:id="s{place}"/>'
    return f'<workbook xmlns="{_SHEETS}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>'


def _sheet(rows: Rows, more: str, hides: str) -> str:
    body = ""
    for number, cells in rows.items():
        shown = "".join(_cell(number, place, cell) for place, cell in enumerate(cells))
        hidden = ' hidden="1"' if "row" in hides and not body else ""
        body += f'<row r="{number}"{hidden}>{shown}</row>'
    columns = '<cols><col min="1" max="1" width="9" hidden="1"/></cols>'
    shown = columns if "column" in hides else ""
    return (
        f'<worksheet xmlns="{_SHEETS}">{shown}<sheetData>{body}{more}</sheetData>'
        "</worksheet>"
    )


def _cell(row: int, column: int, value: object) -> str:
    place = f'r="{_letters(column)}{row}"'
    if value is None:
        return ""
    if isinstance(value, bool):
        return f'<c {place} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, Percent):
        return f'<c {place} s="2"><v>{float(value)!r}</v></c>'
    if isinstance(value, (int, float)):
        return f"<c {place}><v>{value!r}</v></c>"
    text = escape(str(value))
    if text.startswith("#"):  # what a formula that failed shows
        return f'<c {place} t="e"><f>1/0</f><v>{text}</v></c>'
    return f'<c {place} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _letters(column: int) -> str:
    first, last = divmod(column, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)
