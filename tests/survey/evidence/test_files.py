"""Names are made safe, and each file is looked into by a process of bounded memory and time."""

import io
import json
import struct
import subprocess
import sys
import unicodedata
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from survey.errors import SurveyError
from survey.evidence import files
from survey.evidence.files import LONGEST_NAME, MOST_BYTES, checked_file, safe_name
from survey.wording import PROBLEMS
from tests.builders import PDF
from tests.survey.evidence.files import (
    HONEST,
    make_docx,
    make_image,
)
from tests.survey.evidence.judge.pdfs import (
    make_packed_pdf,
    make_pdf,
    make_stream,
)

MEGABYTE = 1024 * 1024
# Asks once, in a process that starts nothing else, and tells what the judge took.
MEASURED = """
import json, resource, sys
from survey.errors import SurveyError
from survey.evidence.files import checked_file

try:
    said = checked_file(sys.stdin.buffer.read(), "a").kind
except SurveyError as error:
    said = error.code
took = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([said, took.ru_utime + took.ru_stime, took.ru_maxrss]))
"""


def refusal(content: bytes) -> str:
    with pytest.raises(SurveyError) as caught:
        checked_file(content, "minh-chung.pdf")
    return caught.value.code


def measured(content: bytes) -> tuple[str, float, float]:
    """What was said, seconds of processor time, megabytes of memory."""
    asked = subprocess.run(
        [sys.executable, "-c", MEASURED],
        input=content,
        capture_output=True,
        check=True,
    )
    said, seconds, kilobytes = json.loads(asked.stdout)
    return said, seconds, kilobytes / 1024


@pytest.mark.parametrize("kind", HONEST)
def test_an_honest_file_is_known_by_its_content_whatever_its_name_says(kind):
    found = checked_file(HONEST[kind], "hoa-don.exe")
    assert found.kind == kind
    assert found.name == f"hoa-don.exe.{kind}"
    is_picture = kind in {"jpg", "png", "webp"}
    assert is_picture or found.content == HONEST[kind]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"%PDF-" + b"0" * MOST_BYTES, "file_too_large"),
        (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "file_unknown"),
        (make_docx(**{"word/vbaProject.bin": b"\0"}), "file_macros"),
        (make_image("JPEG", (400, 300))[:500], "file_broken"),
    ],
)
def test_a_file_is_refused_with_its_reason(content, code):
    assert refusal(content) == code


def test_a_picture_that_grows_too_large_is_refused(monkeypatch):
    noise = Image.effect_noise((300, 200), 80)
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=1)
    content = out.getvalue()
    monkeypatch.setattr(files, "MOST_BYTES", len(content))
    assert refusal(content) == "image_too_large"


def _png_of(width: int, height: int) -> bytes:
    """A tiny file that says it is a huge picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data))
            + kind
            + data
            + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def _bomb(size: int) -> bytes:
    """A megabyte that unpacks to a thousand."""
    packing = zlib.compressobj(9)
    packed = b"".join(packing.compress(b" " * MEGABYTE) for _ in range(size))
    entries = b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode"
    return make_packed_pdf(make_stream(packed + packing.flush(), entries))


def _many_objects(number: int) -> bytes:
    rows = (b"<</Type/StructElem/S/P/P 1 0 R/K[%d]>>" % row for row in range(number))
    return make_pdf(*rows)


def _photo(megapixels: int) -> bytes:
    """As a phone takes it, held upright: it has to be turned."""
    exif = Image.Exif()
    exif[0x0112] = 6
    height = int((megapixels * 1_000_000 * 3 / 4) ** 0.5)
    return make_image("JPEG", (height * 4 // 3, height), exif=exif)


HEAVY = {
    "a bomb": (lambda: _bomb(1000), "file_heavy", 200),
    "a bomb in a bomb": (
        lambda: make_packed_pdf(
            make_stream(
                zlib.compress(zlib.compress(bytes(500 * MEGABYTE))),
                b"/Type/ObjStm/N 1/First 4/Filter[/FlateDecode/FlateDecode]",
            )
        ),
        "file_heavy",
        200,
    ),
    "many honest objects": (lambda: _many_objects(60_000), "pdf", 200),
    "a photo of 50 megapixels": (lambda: _photo(50), "jpg", 200),
    "a photo of 64 megapixels": (lambda: _photo(64), "jpg", 200),
    "a photo of 108 megapixels": (lambda: _photo(108), "jpg", 200),
    "a photo of 200 megapixels": (lambda: _photo(200), "jpg", 200),
    "a scan of a poster": (
        lambda: make_image("PNG", (12_000, 12_000)),
        "image_too_large",
        256,
    ),
    "a picture that only says it is huge": (
        lambda: _png_of(60_000, 60_000),
        "image_too_large",
        200,
    ),
    "an office file that is small in bytes only": (
        lambda: make_docx(**{"word/media/image1.png": bytes(130_000_000)}),
        "file_heavy",
        200,
    ),
}


@pytest.mark.skipif(sys.platform != "linux", reason="measured in kilobytes")
@pytest.mark.parametrize("what", HEAVY)
def test_what_a_file_takes_is_bounded(what):
    make, expected, most = HEAVY[what]
    said, seconds, megabytes = measured(make())
    assert said == expected
    assert megabytes <= most
    assert seconds <= 4


def test_a_file_that_takes_too_long_is_ended_by_the_clock(monkeypatch):
    waiting = [sys.executable, "-c", "import time; time.sleep(60)"]
    monkeypatch.setattr(files, "_JUDGE", waiting)
    monkeypatch.setattr(files, "LONGEST_WAIT", 0.2)
    assert refusal(PDF) == "file_heavy"


@pytest.mark.parametrize(
    "deed",
    [
        "import os; os.abort()",
        "import sys; sys.exit(1)",
        "import os; os.kill(os.getpid(), 9)",
        "pass",
    ],
)
def test_a_file_that_brings_its_judge_down_is_refused(monkeypatch, caplog, deed):
    monkeypatch.setattr(files, "_JUDGE", [sys.executable, "-c", deed])
    assert refusal(PDF) == "file_heavy"
    assert "judge" in caplog.text


def test_secrets_of_the_site_do_not_stand_beside_a_file(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "a-secret")
    telling = "import json, os; print(json.dumps({'code': str(dict(os.environ)), 'params': {}}))"
    monkeypatch.setattr(files, "_JUDGE", [sys.executable, "-c", telling])
    assert "SECRET_KEY" not in refusal(PDF)


@settings(max_examples=15)
@given(st.sampled_from(sorted(HONEST)), st.data())
def test_damaged_files_get_an_answer_from_the_process_too(kind, data):
    content = bytearray(HONEST[kind])
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + 4] = data.draw(st.binary(min_size=1, max_size=8))
    try:
        said = checked_file(bytes(content), "a").kind
    except SurveyError as error:
        said = error.code
    assert said in {*HONEST, *PROBLEMS}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Hoa\\hóa đơn.pdf", "hóa đơn.pdf"),
        ("hoa-don\u202efdp.exe", "hoa-donfdp.exe.pdf"),
        ("a\x00b\r\nSet-Cookie: x.pdf", "ab Set-Cookie x.pdf"),
        ("hoa-don.PDF", "hoa-don.pdf"),
        ("anh.pdf.pdf", "anh.pdf"),
        ("...", "minh-chung.pdf"),
        ("", "minh-chung.pdf"),
        ("  .htaccess ", "htaccess.pdf"),
        ('"><img src=x>.pdf', "img src=x.pdf"),
        ("\u200bẩn\u2066dấu", "ẩndấu.pdf"),
    ],
)
def test_a_name_is_made_safe(name, shown):
    assert safe_name(name, "pdf") == shown


def test_a_name_is_short_and_composed():
    found = safe_name(
        unicodedata.normalize("NFD", "Hóa đơn tiền điện tháng mười ") * 20, "docx"
    )
    assert len(found) <= LONGEST_NAME
    assert found == unicodedata.normalize("NFC", found)
