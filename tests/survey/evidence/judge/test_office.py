"""Office files of Microsoft's kind: found by what they declare, refused for what they would do."""

import io
import zipfile

import pytest

from survey.errors import SurveyError
from survey.evidence.judge.kinds import judge
from tests.survey.evidence.files import WORD, make_docx, make_image, make_xlsx, make_zip
from tests.survey.evidence.judge.outcomes import outcome
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
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
MACROS = OLE + "VBA".encode("utf-16-le")
OF_WORD = "application/vnd.ms-word."
HTML = b"<html><body><script>1</script></body></html>"


def _with_backslashes() -> bytes:
    """As .NET packs it. zipfile itself would write slashes."""
    plain = make_office()
    for name in (b"_rels/.rels", b"word/document.xml"):
        plain = plain.replace(name, name.replace(b"/", b"\\"))
    return plain


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
    "a picture under a name in letters as numbers": (
        make_related(
            ("package", "embeddings/b%E1%BA%A3ng.xlsx", False),
            **{"word/embeddings/bảng.xlsx": make_xlsx()},
        ),
        "docx",
    ),
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
    "settings of a printer": (
        make_office(
            SHEETS,
            "xl/workbook.xml",
            {"xl/printerSettings/printerSettings1.bin": b"H\0P\0" * 40},
        ),
        "xlsx",
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
    named = ("package", "a%2Edocx", False)
    for outer in (
        make_related(("package", "a.docx", False), **{"word/a.docx": inner}),
        make_related(named, **{"word/a%2Edocx": inner}),
        make_office(parts={"word/media/a.docx": inner}),
    ):
        assert outcome(outer) == "file_macros"
    renamed = make_office(parts={"word/media/a.png": inner})
    assert outcome(renamed) == "file_carries"


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
    "a template on a share, in letters as numbers": make_related(
        ("attachedTemplate", "%5C%5Cevil%5Ca.dotm", True)
    ),
    "a template that says it lies inside": make_related(
        ("attachedTemplate", "https://evil.example/a.dotm", False)
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
