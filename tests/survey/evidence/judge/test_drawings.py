"""Drawings in XML inside office files of both kinds."""

import pytest

from tests.survey.evidence.judge.outcomes import outcome
from tests.survey.evidence.judge.packages import make_office, make_open_document

DRAWN = {
    "<path d='M0 0'/>": "",
    "<text>script, onload</text>": "",
    "<a href='https://a.example'><path/></a>": "",
    "<image href='data:image/png;base64,AA=='/><use xlink:href='#a'/>": "",
    "<script>1</script>": "file_active",
    "<path onclick='a()'/>": "file_active",
    "<image width='1' xlink:href='https://evil.example/seen'/>": "file_reaches_out",
    "<use href='\\\\evil\\a.svg#b'/>": "file_reaches_out",
}
DOCUMENT_TYPE = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">'


@pytest.mark.parametrize("inside", DRAWN)
def test_a_drawing_is_refused_for_what_it_would_do(inside):
    said = DRAWN[inside]
    drawing = f"{DOCUMENT_TYPE}<svg xmlns:xlink='x'>{inside}</svg>"
    word = make_office(parts={"word/media/image1.svg": drawing})
    assert outcome(word) == (said or "docx")

    text = make_open_document({"Pictures/a.svg": drawing})
    assert outcome(text) == (said or "odt")
