"""What a file is, is told by its content: hostile, damaged and honest files."""

import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.errors import SurveyError
from survey.evidence.judge.kinds import judge
from survey.wording import PROBLEMS
from tests.builders import PDF
from tests.examples import at_least
from tests.survey.evidence.files import (
    HONEST,
    make_docx,
    make_image,
    make_zip,
)
from tests.survey.evidence.judge.outcomes import outcome
from tests.survey.evidence.judge.packages import make_office, make_open_document
from tests.survey.evidence.judge.pdfs import (
    make_attachment,
    make_object_stream,
    make_packed_pdf,
)


def refusal(content: bytes) -> SurveyError:
    with pytest.raises(SurveyError) as caught:
        judge(content)
    return caught.value


@pytest.mark.parametrize("kind", HONEST)
def test_an_honest_file_is_known_by_its_content(kind):
    assert judge(HONEST[kind])[0] == kind


def _zip_bomb() -> bytes:
    return make_docx(**{"word/media/image1.png": b"\0" * 130_000_000})


def _pdf_bomb() -> bytes:
    return _pdf_of(b"\0" * 60_000_000)


def _many_entries() -> bytes:
    return make_zip({f"word/{number}.xml": "" for number in range(3100)})


def _locked() -> bytes:
    packed = bytearray(make_docx())
    at = packed.find(b"PK\x01\x02")
    while at >= 0:
        packed[at + 8] |= 1
        at = packed.find(b"PK\x01\x02", at + 4)
    return bytes(packed)


def _damaged(compression: int) -> bytes:
    """An office file whose list of parts does not unpack."""
    packed = bytearray(
        make_zip(
            {"[Content_Types].xml": "<Types/>" * 300, "word/document.xml": ""},
            compression,
        )
    )
    start = packed.index(b"[Content_Types].xml") + 40
    packed[start : start + 12] = b"\xff" * 12
    return bytes(packed)


def _pdf_of(
    objects: bytes, name: bytes = b"/ObjStm", packed: bytes | None = None
) -> bytes:
    """A PDF with objects packed away in a stream."""
    packed = zlib.compress(objects) if packed is None else packed
    stream = (
        b"1 0 obj<</Type"
        + name
        + b"/N 1/First 4/Filter/FlateDecode>>stream\r\n"
        + packed
        + b"\nendstream endobj"
    )
    return PDF.replace(b"trailer", stream + b"\ntrailer")


PROGRAM = b"1 0 <</S/JavaScript/JS(app.alert(1))>>"
HOSTILE = {
    "a page called PDF": (b"<!doctype html><script>alert(1)</script>", "file_unknown"),
    "a page behind a PDF head": (b"%PDF-1.4\n<script>alert(1)</script>", "file_broken"),
    "a PDF not at the start": (b"<html>" + PDF, "file_unknown"),
    "a PDF that is a zip too": (PDF + make_zip({"a.class": "x"}), "file_broken"),
    "a PDF with a program": (
        PDF.replace(b"/Type/Catalog", b"/OpenAction<</S/JavaScript/JS(1)>>"),
        "file_active",
    ),
    "a program in other letters": (
        PDF.replace(b"/Type/Catalog", b"/AA<</S/JavaScr#69pt/JS(1)>>"),
        "file_active",
    ),
    "a program packed away": (_pdf_of(PROGRAM), "file_active"),
    "a program packed away in other letters": (
        _pdf_of(PROGRAM, b"/Obj#53tm"),
        "file_active",
    ),
    "packed objects that end early": (
        _pdf_of(b"", packed=zlib.compress(PROGRAM)[:-12]),
        "file_broken",
    ),
    "a PDF bomb": (_pdf_bomb, "file_heavy"),
    "a damaged office file": (_damaged(zipfile.ZIP_DEFLATED), "file_broken"),
    "a damaged office file, packed otherwise": (
        _damaged(zipfile.ZIP_LZMA),
        "file_broken",
    ),
    "a drawing with script": (
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        "file_unknown",
    ),
    "a GIF": (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "file_unknown"),
    "a program": (b"MZ\x90\x00" + b"\0" * 100, "file_unknown"),
    "half a photo": (make_image("JPEG", (400, 300))[:500], "file_broken"),
    "a photo head only": (b"\xff\xd8\xff\xe0", "file_broken"),
    "an old office file": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512,
        "file_old_office",
    ),
    "an office file that only its password opens": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 1016
        + "Root Entry\0EncryptionInfo\0EncryptedPackage".encode("utf-16-le"),
        "file_locked",
    ),
    "a HEIC photo": (b"\0\0\0\x18ftypheic\0\0\0\0", "file_heic"),
    "a plain zip": (make_zip({"a.txt": "a"}), "file_unknown"),
    "a zip bomb": (_zip_bomb, "file_heavy"),
    "a zip of thousands": (_many_entries, "file_heavy"),
    "a zip that climbs": (make_docx(**{"../../etc/cron.d/x": "x"}), "file_broken"),
    "a zip with a tail": (make_docx() + b"<script>", "file_broken"),
    "a zip cut short": (make_docx()[:-30], "file_broken"),
    "a zip behind a page": (b"<html>" + make_docx(), "file_unknown"),
    "macros": (make_docx(**{"word/vbaProject.bin": b"\0"}), "file_macros"),
    "macros declared": (
        make_docx("application/vnd.ms-word.document.macroEnabled.main+xml"),
        "file_macros",
    ),
    "a locked file": (_locked(), "file_locked"),
    "a Java archive": (
        make_zip({"META-INF/MANIFEST.MF": "", "A.class": ""}),
        "file_unknown",
    ),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason(what):
    content, code = HOSTILE[what]
    if callable(content):
        # Large ones are made where they are tried, not wherever tests are collected.
        content = content()
    assert refusal(content).code == code


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", ".gif"),
        (b"Rar!\x1a\x07\x01\x00" + b"\0" * 40, ".rar"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", ".mp4"),
        (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1", ".avif"),
        (b"MZ\x90\x00" + b"\0" * 60, ".exe"),
    ],
)
def test_a_kind_that_is_not_taken_is_named(content, ending):
    error = refusal(content)
    assert error.code == "file_unknown"
    assert error.params == {"kind": f" ({ending})"}


@pytest.mark.parametrize("maker", [b"heic", b"heix", b"hevc", b"mif1", b"heif"])
def test_a_photo_of_a_phone_that_many_cannot_open_is_told_so(maker):
    assert refusal(b"\0\0\0\x18ftyp" + maker + b"\0\0\0\0").code == "file_heic"


def test_a_kind_that_nobody_knows_is_not_guessed():
    assert refusal(b"xin ch\xe0o").params == {"kind": ""}


WHOLE = {
    **HONEST,
    "packed": make_packed_pdf(make_object_stream(b"<</S/JavaScript/JS(1)>>")),
    "attached": make_attachment(b"a.docx", make_docx()),
    "office": make_office(),
    "open": make_open_document({"META-INF/manifest.xml": "<m/>"}),
    "photo": make_image("JPEG", (200, 150), progressive=True),
}


@at_least(400)
@given(st.sampled_from(sorted(WHOLE)), st.data())
def test_damaged_files_are_taken_or_refused_and_never_break_the_page(which, data):
    content = bytearray(WHOLE[which])
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(content) - 1))
        length = data.draw(st.integers(0, 8))
        content[place : place + length] = data.draw(st.binary(max_size=8))
        if not content:
            break
    assert outcome(bytes(content)) in {*PROBLEMS, *HONEST, "pptx", "ods"}


@at_least(200)
@given(
    st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xff\xd8\xff", b"RIFF"]),
    st.binary(),
)
def test_any_bytes_get_an_answer(head, rest):
    assert outcome(head + rest) in PROBLEMS


def test_an_office_file_with_a_damaged_part_is_refused_like_any_damaged_file():
    """The reader of zips raises an error of zlib here, not one of its own."""
    packed = bytearray(make_docx())
    packed[49:57] = b"\xff" * 8
    assert refusal(bytes(packed)).code == "file_broken"
