"""What a file is, is told by its content: hostile and honest files."""

import io
import struct
import unicodedata
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from survey.errors import SurveyError
from survey.evidence.files import (
    LONGEST_NAME,
    LONGEST_SIDE,
    MOST_BYTES,
    checked_file,
    safe_name,
)
from survey.wording import PROBLEMS
from tests.builders import PDF
from tests.examples import at_least
from tests.survey.evidence.files import (
    make_docx,
    make_image,
    make_odt,
    make_xlsx,
    make_zip,
)

HONEST = {
    "pdf": PDF,
    "jpg": make_image("JPEG"),
    "png": make_image("PNG"),
    "webp": make_image("WEBP"),
    "docx": make_docx(),
    "xlsx": make_xlsx(),
    "odt": make_odt(),
}


def refusal(content: bytes, name: str = "minh-chung.pdf") -> str:
    with pytest.raises(SurveyError) as caught:
        checked_file(content, name)
    return caught.value.code


@pytest.mark.parametrize("kind", HONEST)
def test_an_honest_file_is_known_by_its_content_whatever_its_name_says(kind):
    for name in (f"hoa-don.{kind}", "hoa-don.exe", "hoa-don"):
        found = checked_file(HONEST[kind], name)
        assert found.kind == kind
        assert found.name.endswith(f".{kind}")


def _zip_bomb() -> bytes:
    return make_docx(**{"word/media/image1.png": b"\0" * 130_000_000})


def _pdf_bomb() -> bytes:
    return _pdf_of(b"\0" * 40_000_000)


def _large_picture() -> bytes:
    return make_image("PNG", (5000, 5000))


def _many_entries() -> bytes:
    return make_zip({f"word/{number}.xml": "" for number in range(3100)})


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
    "nothing": (b"", "file_empty"),
    "11 MB": (b"%PDF-" + b"0" * MOST_BYTES, "file_too_large"),
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
    "a PDF bomb": (_pdf_bomb, "file_broken"),
    "a PDF that only its password opens": (
        _pdf_of(b"", packed=b"/Encrypt" + b"\xff" * 40),
        "file_locked",
    ),
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
    "a huge picture": (_png_of(60_000, 60_000), "image_too_large"),
    "a picture that takes much memory": (
        _large_picture,
        "image_too_large",
    ),
    "an old office file": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512,
        "file_old_office",
    ),
    "a HEIC photo": (b"\0\0\0\x18ftypheic\0\0\0\0", "file_heic"),
    "a plain zip": (make_zip({"a.txt": "a"}), "file_unknown"),
    "a zip bomb": (_zip_bomb, "file_broken"),
    "a zip of thousands": (_many_entries, "file_broken"),
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
    assert refusal(content) == code


def test_objects_packed_away_without_a_program_are_welcome():
    content = _pdf_of(b"1 0 <</Type/Catalog>>")
    assert checked_file(content, "hoa-don.pdf").content == content


def test_the_place_and_the_camera_of_a_photo_are_dropped_and_it_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010F] = "CAMERA-OF-HOA"
    exif.get_ifd(0x8825)[2] = (10.0, 46.0, 0.0)  # where it was taken
    found = checked_file(
        make_image("JPEG", (40, 30), exif=exif, comment=b"secret words"), "anh.jpg"
    )
    with Image.open(io.BytesIO(found.content)) as image:
        assert image.size == (30, 40)
        assert not image.getexif()
    assert b"CAMERA-OF-HOA" not in found.content
    assert b"secret words" not in found.content


def test_what_hides_behind_a_picture_does_not_survive():
    found = checked_file(
        make_image("PNG") + make_zip({"a.class": "x"}) + b"<script>", "anh.png"
    )
    assert b"<script>" not in found.content
    assert not zipfile.is_zipfile(io.BytesIO(found.content))


def test_a_large_photo_is_kept_at_a_readable_size():
    found = checked_file(make_image("JPEG", (6000, 300)), "anh.jpg")
    with Image.open(io.BytesIO(found.content)) as image:
        assert max(image.size) <= LONGEST_SIDE


def test_a_see_through_picture_stays_see_through():
    out = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(
        io.BytesIO(checked_file(out.getvalue(), "dau.png").content)
    ) as image:
        assert image.mode == "RGBA"


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


def outcome(content: bytes) -> str:
    try:
        checked_file(content, "a.pdf")
    except SurveyError as error:
        return error.code
    return "taken"


@at_least(400)
@given(st.sampled_from(sorted(HONEST)), st.data())
def test_damaged_files_are_taken_or_refused_and_never_break_the_page(kind, data):
    content = bytearray(HONEST[kind])
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(content) - 1))
        length = data.draw(st.integers(0, 8))
        content[place : place + length] = data.draw(st.binary(max_size=8))
        if not content:
            break
    assert outcome(bytes(content)) in {"taken", *PROBLEMS}


def test_an_office_file_with_a_damaged_part_is_refused_like_any_damaged_file():
    """The reader of zips raises an error of zlib here, not one of its own."""
    packed = bytearray(make_docx())
    packed[49:57] = b"\xff" * 8
    assert refusal(bytes(packed)) == "file_broken"


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_photo_stands_upright_however_the_camera_was_held(turn):
    exif = Image.Exif()
    exif[0x0112] = turn
    photo = checked_file(make_image("JPEG", (40, 30), exif=exif), "a.jpg").content
    with Image.open(io.BytesIO(photo)) as image:
        assert image.size == ((30, 40) if turn > 4 else (40, 30))


def test_a_photo_stands_upright_though_its_other_notes_are_damaged():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x011A] = 72.0  # the resolution, a fraction
    notes = exif.tobytes()
    damaged = notes.replace(
        b"\x01\x1a\x00\x05", b"\x01\x1a\x00\x02"
    )  # now said to be text
    assert damaged != notes
    photo = checked_file(make_image("JPEG", (40, 30), exif=damaged), "a.jpg").content
    with Image.open(io.BytesIO(photo)) as image:
        assert image.size == (30, 40)


def test_broken_pixels_are_refused_though_broken_notes_are_forgiven():
    photo = bytearray(make_image("JPEG", (400, 300), quality=95))
    photo[-200:-2] = b"\xff\xd0" * 99
    assert refusal(bytes(photo[: len(photo) // 2])) == "file_broken"
