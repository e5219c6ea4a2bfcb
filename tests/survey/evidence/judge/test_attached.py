"""Files inside a file: a picture, a plain text or a judged document goes along, no program."""

import pytest

from tests.survey.evidence.files import make_docx
from tests.survey.evidence.judge.outcomes import outcome
from tests.survey.evidence.judge.pdfs import (
    OPENED,
    SCRIPT,
    make_attachment,
    make_object_stream,
    make_packed_pdf,
    make_pdf,
    make_stream,
)

CARRIES = {
    "a program by its name": make_attachment(b"a.exe", b"text"),
    "a program by a second name": make_attachment(b"a.txt)/UF(a.js", b"text"),
    "a program by its bytes": make_attachment(b"hoa-don.pdf.txt", b"MZ\x90\0"),
    "a program with a dot behind": make_attachment(b"a.exe. ", b"MZ\0\0"),
    "a page": make_attachment(b"a.xml", b"<x><script>1</script></x>"),
    "an old office file": make_attachment(
        b"a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    ),
    "another kind than its name": make_attachment(b"a.pdf", make_docx()),
    "a file that only some readers find": make_attachment(b"a.exe", b"MZ").replace(
        b"/EF<</F 5 0 R>>", b"/EF<</F 5 1 R>>"
    ),
    "a file by its name, where its table is damaged": make_packed_pdf(
        make_object_stream(b"<</F(a.exe)/EF<</F 5 0 R>>>>")
    ).replace(b"/W[1 4 2]", b"/W[1 4 1]"),
    "a file beside a page": make_pdf(
        b"<</Type/Annot/Subtype/FileAttachment/FS 5 0 R>>",
        b"<</Type/Filespec/F(a.scr)/EF<</F 6 0 R>>>>",
        make_stream(b"x"),
    ),
}


@pytest.mark.parametrize("way", CARRIES)
def test_a_file_inside_that_could_be_a_program_is_refused(way):
    assert outcome(CARRIES[way]) == "file_carries"


def test_a_file_inside_is_judged_as_if_it_came_alone():
    script = make_pdf(SCRIPT, catalog=OPENED)
    assert outcome(make_attachment(b"a.pdf", script)) == "file_active"
    macros = make_docx(**{"word/vbaProject.bin": b"\0"})
    assert outcome(make_attachment(b"a.docx", macros)) == "file_macros"


def test_files_inside_files_end_somewhere():
    content = make_pdf()
    for _ in range(3):
        content = make_attachment(b"a.pdf", content)
    assert outcome(content) == "pdf"
    assert outcome(make_attachment(b"a.pdf", content)) == "file_carries"
