"""Office files of the open kind."""

import pytest

from tests.survey.evidence.files import make_image
from tests.survey.evidence.judge.outcomes import outcome
from tests.survey.evidence.judge.packages import make_open_document

ODS = "application/vnd.oasis.opendocument.spreadsheet"
PLACES = 'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:d="d"'


def _with(element: str) -> bytes:
    return make_open_document({"content.xml": f"<d:text {PLACES}>{element}</d:text>"})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (make_open_document({}), "odt"),
        (make_open_document({}, ODS), "ods"),
        (make_open_document({"Pictures/a.jpg": make_image()}), "odt"),
        (_with('<d:a xlink:href="https://a.example/JavaScript"/>'), "odt"),
        (_with('<d:image xlink:href="Pictures/a.jpg"/>'), "odt"),
        (_with("<d:p>event-listener, dde-source</d:p>"), "odt"),
        (make_open_document({}, "application/x"), "file_unknown"),
        (make_open_document({"Basic/Standard/a.xml": "<a/>"}), "file_macros"),
        (make_open_document({"Scripts\\python\\a.py": "x"}), "file_macros"),
        (_with('<d:event-listener d:macro-name="a"/>'), "file_macros"),
        (
            make_open_document({"Object 1": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}),
            "file_carries",
        ),
        (make_open_document({"Pictures/a.png": b"MZ\x90\0"}), "file_carries"),
        (
            _with('<d:image xlink:href="https://evil.example/seen"/>'),
            "file_reaches_out",
        ),
        (_with('<d:image xlink:href="//evil.example/seen"/>'), "file_reaches_out"),
        (_with("<d:dde-source/>"), "file_reaches_out"),
        *[
            (_with(f'<d:{name} xlink:href="{address}"/>'), "file_reaches_out")
            for name in ("section-source", "table-source", "cell-range-source")
            for address in ("file:///etc/passwd", "../a.odt", "C:\\a.odt", "/etc/a")
        ],
        (_with('<d:section-source xlink:href="#of-this-one"/>'), "odt"),
        (_with('<d:section-source d:section-name="a"/>'), "odt"),
        (_with('<d:a xlink:href="vnd.sun.star.script:a"/>'), "file_active"),
        (_with('<d:plugin xlink:href="a"/>'), "file_active"),
        (
            make_open_document(
                {"META-INF/manifest.xml": "<m:x xmlns:m='m'><m:encryption-data/></m:x>"}
            ),
            "file_locked",
        ),
        (
            make_open_document(
                {
                    "content.xml": b"\xff\xfe href \0",
                    "META-INF/manifest.xml": "<m><encryption-data/></m>",
                }
            ),
            "file_locked",
        ),
        (make_open_document({"content.xml": "<x href="}), "file_broken"),
    ],
)
def test_it_is_refused_for_what_it_would_do(content, said):
    assert outcome(content) == said


FORMULAS = {
    "SUM([.A1:.A9])*{1;2|3;4}": "odt",
    'HYPERLINK("https://a.example")': "odt",
    'HYPERLINK("macro:a")': "file_active",
    'WEBSERVICE("http://evil.example")': "file_reaches_out",
    'DDE("soffice";"a";"b")': "file_reaches_out",
    "[&apos;//evil/a.ods&apos;#$A.A1]": "file_reaches_out",
}


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_is_refused_for_what_it_would_do(formula):
    content = _with(f"<d:cell d:formula='of:={formula}'/>")
    assert outcome(content) == FORMULAS[formula]
