"""Whatever damage a PDF has: what the engine of Chromium would run is never taken."""

import ctypes
import io

import pikepdf
import pypdfium2.raw as pdfium
from hypothesis import given
from hypothesis import strategies as st

from survey.errors import SurveyError
from survey.evidence.judge.kinds import judge
from tests.builders import PDF
from tests.examples import at_least
from tests.survey.evidence.judge.pdfs import (
    SCRIPT,
    make_object_stream,
    make_packed_pdf,
    make_pdf,
    make_stream,
)

NAMED = b"/Names<</JavaScript<</Names[(a) 4 0 R]>>>>"
PLAIN = make_pdf(SCRIPT, catalog=NAMED)


def _saved(**how) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(PLAIN)) as pdf:
        pdf.save(out, **how)
    return out.getvalue()


PACKED = pikepdf.ObjectStreamMode.generate
SCRIPTED = [
    PLAIN,
    make_packed_pdf(make_object_stream(SCRIPT), catalog=NAMED),
    make_pdf(
        b"<</S/JavaScript/JS 5 0 R>>", make_stream(b"app.alert(1)"), catalog=NAMED
    ),
    PDF.replace(b"/Catalog", b"/Catalog" + NAMED).replace(
        b"trailer", b"4 0 obj" + SCRIPT + b"endobj\ntrailer"
    ),
    _saved(object_stream_mode=PACKED),
    _saved(linearize=True),
    _saved(
        object_stream_mode=PACKED,
        encryption=pikepdf.Encryption(user="", owner="chu-tiem", R=6),
    ),
]
WORDS = [
    *b"obj endobj stream endstream xref trailer startxref null R << >> [ ] ( )".split(),
    *b"/ % # 0 1 /Length /Prev /Type /S /Filter %%EOF".split(),
    *(b"1 0 obj", b"4 0 obj", b"\n", b"\r", b" ", b"\0"),
]


@st.composite
def damaged(draw) -> bytes:
    content = bytearray(draw(st.sampled_from(SCRIPTED)))
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(content)))
        length = draw(st.integers(0, 30))
        other = draw(st.sampled_from(SCRIPTED))
        start = draw(st.integers(0, len(other)))
        piece = other[start : start + draw(st.integers(0, 200))]
        content[place : place + length] = draw(
            st.sampled_from([*WORDS, bytes(piece)]) | st.binary(max_size=4)
        )
    return bytes(content)


def runs(content: bytes) -> bool:
    """Whether PDFium opens it and finds a script to run."""
    memory = ctypes.create_string_buffer(content, len(content))
    document = pdfium.FPDF_LoadMemDocument64(memory, len(content), None)
    if not document:
        return False
    try:
        count = pdfium.FPDFDoc_GetJavaScriptActionCount(document)
        return any(_has_text(document, number) for number in range(min(count, 9)))
    finally:
        pdfium.FPDF_CloseDocument(document)


def _has_text(document, number: int) -> bool:
    action = pdfium.FPDFDoc_GetJavaScriptAction(document, number)
    if not action:
        return False
    length = pdfium.FPDFJavaScriptAction_GetScript(action, None, 0)
    pdfium.FPDFDoc_CloseJavaScriptAction(action)
    return length > 2  # the end of the text alone takes two bytes


def is_taken(content: bytes) -> bool:
    try:
        judge(content)
    except SurveyError:
        return False
    return True


def test_the_engine_finds_what_is_hidden_here():
    assert all(runs(content) for content in SCRIPTED)
    assert not any(is_taken(content) for content in SCRIPTED)
    assert is_taken(make_pdf())


@at_least(300)
@given(damaged())
def test_what_the_engine_would_run_is_never_taken(content):
    assert not (runs(content) and is_taken(content))
