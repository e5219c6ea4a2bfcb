"""Office files with the parts that a test asks for."""

import zipfile

from tests.survey.evidence.files import ODT, WORD, make_zip

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SLIDES = (
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
)
FIRST = "word/document.xml"


def make_relations(*relations: tuple[str, str, bool], base: str = RELATION) -> str:
    """Each is its kind, its target, and whether that lies outside the file."""
    rows = ""
    for kind, target, is_outside in relations:
        mode = ' TargetMode="External"' if is_outside else ""
        rows += f'<Relationship Id="r" Type="{base}{kind}" Target="{target}"{mode}/>'
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<?xml version="1.0"?><Relationships xmlns="{space}">{rows}</Relationships>'


def make_office(
    declared: str = WORD,
    main: str = FIRST,
    parts: dict[str, str | bytes] | None = None,
    types: dict[str, str] | None = None,
) -> bytes:
    """`types` declares more parts by their names."""
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    rows = '<Default Extension="xml" ContentType="application/xml"/>'
    for name, kind in {main: declared, **(types or {})}.items():
        rows += f'<Override PartName="/{name}" ContentType="{kind}"/>'
    return make_zip(
        {
            "[Content_Types].xml": f'<Types xmlns="{space}">{rows}</Types>',
            "_rels/.rels": make_relations(("officeDocument", main, False)),
            main: "<document/>",
            **(parts or {}),
        }
    )


def make_related(*relations: tuple[str, str, bool], **parts) -> bytes:
    """A docx whose text names other things."""
    beside = {"word/_rels/document.xml.rels": make_relations(*relations)}
    return make_office(parts=beside | parts)


def make_text(body: str, root: str = "w:document") -> bytes:
    """A docx with `body` as its text."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return make_office(parts={FIRST: f'<{root} xmlns:w="{space}">{body}</{root}>'})


def make_sheet(body: str, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    return make_office(
        SHEETS, "xl/workbook.xml", {name: f"<worksheet>{body}</worksheet>"}
    )


def make_slide(body: str) -> bytes:
    parts = {"ppt/slides/slide1.xml": f"<p:sld xmlns:p='p' xmlns:a='a'>{body}</p:sld>"}
    return make_office(SLIDES, "ppt/presentation.xml", parts)


def make_open_document(parts: dict[str, str | bytes], kind: str = ODT) -> bytes:
    text = '<office:document xmlns:office="o"/>'
    return make_zip(
        {"mimetype": kind, "content.xml": text, **parts}, zipfile.ZIP_STORED
    )
