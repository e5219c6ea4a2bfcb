"""Pictures are drawn anew: all of their light, nothing beside it, within memory."""

import io
import struct
import zipfile
import zlib

import pytest
from PIL import Image, PngImagePlugin

from survey.errors import SurveyError
from survey.evidence.files import checked_file
from survey.evidence.judge.pictures import (
    MOST_DRAWN,
    MOST_OF_A_PHOTO,
    MOST_OF_A_WEBP,
    draw_anew,
)
from tests.survey.evidence.files import make_image, make_zip

PHOTO = make_image("WEBP")


def drawn(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(draw_anew(content)[1]))
    picture.load()
    return picture


def saved(picture: Image.Image, form: str = "PNG", **save) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **save)
    return out.getvalue()


def sixteen_bits(*values: int) -> Image.Image:
    """A row of pixels, each a number up to 65,535."""
    packed = struct.pack(f"<{len(values)}H", *values)
    return Image.frombytes("I;16", (len(values), 1), packed)


def test_a_grey_scan_of_sixteen_bits_keeps_its_greys():
    picture = drawn(saved(sixteen_bits(0, 257, 25_700, 32_768, 65_535)))
    assert picture.mode == "L"
    assert [picture.getpixel((x, 0)) for x in range(5)] == [0, 1, 100, 128, 255]


def chunk(kind: bytes, data: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check


def test_colours_of_sixteen_bits_keep_their_light():
    rows = b"\0" + struct.pack(">6H", 65_535, 32_768, 0, 257, 514, 771)
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 1, 16, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    picture = drawn(b"\x89PNG\r\n\x1a\n" + head + body)
    assert [picture.getpixel((x, 0)) for x in range(2)] == [(255, 128, 0), (1, 2, 3)]


BOMB = zlib.compress(b"a" * 20_000_000)


@pytest.mark.parametrize(
    "beside",
    [
        chunk(b"tEXt", b"Comment\0damaged")[:-1] + b"x",
        chunk(b"zTXt", b"Comment\0\0" + BOMB),
        chunk(b"iCCP", b"colours\0\0" + BOMB),
        chunk(b"acTL", b"\0"),
    ],
)
def test_damage_beside_the_pixels_harms_no_picture(beside):
    whole = make_image("PNG")
    after_head = 33
    damaged = whole[:after_head] + beside + whole[after_head:]
    assert drawn(damaged).tobytes() == drawn(whole).tobytes()


@pytest.mark.parametrize("mode", ["P", "RGBA"])
def test_a_scan_of_600_dpi_is_drawn_within_bounds(mode):
    checked = checked_file(saved(Image.new(mode, (4960, 7016))), "scan.png")
    with Image.open(io.BytesIO(checked.content)) as picture:
        assert picture.size == (2480, 3508)


LARGE = (8660, 5773)  # 50 megapixels


@pytest.mark.parametrize("mode", ["L", "P", "RGB", "RGBA"])
def test_a_scan_of_50_megapixels_is_drawn_within_bounds(mode):
    checked = checked_file(saved(Image.new(mode, LARGE)), "scan.png")
    with Image.open(io.BytesIO(checked.content)) as picture:
        assert picture.size == (4330, 2887)


def slope(mode: str) -> Image.Image:
    """Other in each place and each colour, so that its writer uses every filter."""
    first = Image.linear_gradient("L").resize((300, 701))
    second = Image.radial_gradient("L").resize((300, 701))
    if mode in ("L", "P"):
        return second.convert(mode)
    bands = [first, second, first.transpose(Image.Transpose.FLIP_TOP_BOTTOM), second]
    return Image.merge(mode, bands[: len(mode)])


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGB", "RGBA"])
def test_strips_leave_no_seam(monkeypatch, mode):
    picture = slope(mode)
    content = saved(picture)
    monkeypatch.setattr("survey.evidence.judge.pictures.MOST_DRAWN", 40_000)
    kept = {"P": "RGB", "LA": "RGBA"}.get(mode, mode)
    at_once = picture.convert(kept).reduce(3)
    assert drawn(content).tobytes() == at_once.tobytes()


def test_a_large_scan_that_lies_on_its_side_stands_upright(monkeypatch):
    turned = Image.Exif()
    turned[0x0112] = 6  # a quarter to the right
    picture = slope("RGB")
    content = saved(picture, exif=turned)
    monkeypatch.setattr("survey.evidence.judge.pictures.MOST_DRAWN", 40_000)
    upright = picture.reduce(3).transpose(Image.Transpose.ROTATE_270)
    assert drawn(content).tobytes() == upright.tobytes()


def test_a_large_scan_with_fewer_rows_than_it_says_is_broken(monkeypatch):
    head = struct.pack(">IIBBBBB", 300, 800, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 301 * 701)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    monkeypatch.setattr("survey.evidence.judge.pictures.MOST_DRAWN", 40_000)
    with pytest.raises(SurveyError) as caught:
        draw_anew(b"\x89PNG\r\n\x1a\n" + body)
    assert caught.value.code == "file_broken"


@pytest.mark.parametrize(
    ("mode", "kept"),
    [
        ("1", "L"),
        ("L", "L"),
        ("P", "RGB"),
        ("RGB", "RGB"),
        ("LA", "RGBA"),
        ("RGBA", "RGBA"),
    ],
)
def test_a_picture_keeps_what_it_shows_in_every_depth(mode, kept):
    grey = Image.linear_gradient("L").resize((40, 30))
    picture = drawn(saved(grey.convert(mode)))
    assert picture.mode == kept
    shown = grey.convert(mode).convert("L")
    assert picture.convert("L").tobytes() == shown.tobytes()


def test_a_photo_for_print_becomes_one_for_screens():
    picture = drawn(saved(Image.new("CMYK", (8, 8), (0, 255, 255, 0)), "JPEG"))
    assert picture.mode == "RGB"
    red, green, blue = picture.getpixel((4, 4))
    assert red > 200
    assert max(green, blue) < 60


def test_a_see_through_palette_stays_see_through():
    palette = Image.new("P", (8, 8), 3)
    palette.putpalette(range(30))
    picture = drawn(saved(palette, transparency=3))
    assert picture.getpixel((0, 0))[3] == 0


def test_of_several_pictures_in_one_file_the_first_is_kept():
    first, second = Image.new("RGB", (8, 8), "red"), Image.new("RGB", (8, 8), "blue")
    several = {"save_all": True, "append_images": [second]}
    for form in ("MPO", "PNG", "WEBP"):
        content = saved(first, form, **several)
        picture = drawn(content)
        assert getattr(picture, "n_frames", 1) == 1
        red, _green, blue = picture.convert("RGB").getpixel((4, 4))
        assert red > 200 > blue


def test_no_word_beside_the_pixels_survives():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "secret words")
    notes.add(b"prVt", b"secret chunk", after_idat=True)
    exif = Image.Exif()
    exif[0x010F] = "secret camera"
    plain = Image.new("RGB", (8, 8))
    more = {"exif": exif, "icc_profile": b"secret profile"}
    for content in (
        saved(plain, "PNG", pnginfo=notes, dpi=(300, 300), **more),
        saved(plain, "JPEG", comment=b"secret words", dpi=(300, 300), **more),
        saved(plain, "WEBP", xmp=b"secret words", **more),
    ):
        assert b"secret" in content
        assert b"secret" not in draw_anew(content)[1]
        assert not drawn(content).info.get("dpi")


def test_a_long_screenshot_stays_readable():
    picture = drawn(saved(Image.new("RGB", (1080, 20_000))))
    assert picture.size == (1080, 20_000)


def test_a_scan_of_many_pixels_is_kept_at_a_readable_size():
    picture = drawn(saved(Image.new("1", (4960, 7016), 1)))
    assert picture.size == (2480, 3508)
    assert picture.width * picture.height <= MOST_DRAWN


@pytest.mark.parametrize("size", [(8660, 5773), (7142, 7000), (12_000, 9000)])
def test_a_photo_of_many_megapixels_is_kept_at_a_readable_size(size):
    picture = drawn(saved(Image.new("L", size), "JPEG"))
    assert 4_000_000 < picture.width * picture.height <= MOST_OF_A_PHOTO
    assert picture.width / picture.height == pytest.approx(size[0] / size[1], rel=0.01)


def _large_webp(form: bytes) -> bytes:
    """Only the head of a WebP of 16,384 × 16,384."""
    return b"RIFF\0\0\0\0WEBP" + form


@pytest.mark.parametrize(
    "content",
    [
        _large_webp(b"VP8X\x0a\0\0\0\0\0\0\0\xff\x3f\0\xff\x3f\0"),
        _large_webp(b"VP8L\0\0\0\0\x2f\xff\xff\xff\x0f"),
        _large_webp(b"VP8 \0\0\0\0\0\0\0\x9d\x01\x2a\xff\x3f\xff\x3f"),
    ],
)
def test_a_webp_that_takes_too_much_memory_is_told_so_by_its_head(content):
    with pytest.raises(SurveyError) as caught:
        draw_anew(content)
    assert caught.value.code == "image_too_large"


@pytest.mark.parametrize("lossless", [True, False])
def test_a_webp_of_a_phone_is_taken(lossless):
    content = saved(Image.new("RGB", (4000, 3000)), "WEBP", lossless=lossless)
    assert MOST_OF_A_WEBP >= 4000 * 3000
    assert drawn(content).size == (4000, 3000)


@pytest.mark.parametrize(
    ("mode", "subsampling", "size"),
    [
        ("L", 0, (4330, 2887)),
        ("RGB", 2, (2165, 1444)),
        # Of each colour as many numbers as pixels: twice the memory.
        ("RGB", 0, None),
    ],
)
def test_a_large_photo_that_has_to_be_read_whole_is_taken_as_memory_allows(
    mode, subsampling, size
):
    image = Image.new(mode, (8660, 5773))
    content = saved(image, "JPEG", progressive=True, subsampling=subsampling)
    if size:
        assert drawn(content).size == size
        return
    with pytest.raises(SurveyError) as caught:
        draw_anew(content)
    assert caught.value.code == "image_too_large"


def test_a_small_photo_that_has_to_be_read_whole_is_taken():
    assert drawn(make_image("JPEG", progressive=True)).size == (40, 30)


def test_where_memory_ends_the_picture_is_called_too_large(monkeypatch):
    def no_memory(*_given, **_more):
        raise MemoryError

    monkeypatch.setattr("PIL.ImageOps.exif_transpose", no_memory)
    with pytest.raises(SurveyError) as caught:
        draw_anew(make_image())
    assert caught.value.code == "image_too_large"


def test_where_a_writer_lacks_memory_the_picture_is_not_called_broken(monkeypatch):
    def no_memory(*_given, **_more):
        raise ValueError("encoding error 1")  # as WebP says it

    monkeypatch.setattr("PIL.Image.Image.save", no_memory)
    with pytest.raises(SurveyError) as caught:
        draw_anew(PHOTO)
    assert caught.value.code == "image_too_large"


def test_the_place_and_the_camera_of_a_photo_are_dropped_and_it_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010F] = "CAMERA-OF-HOA"
    exif.get_ifd(0x8825)[2] = (10.0, 46.0, 0.0)  # where it was taken
    content = draw_anew(
        make_image("JPEG", (40, 30), exif=exif, comment=b"secret words")
    )[1]
    with Image.open(io.BytesIO(content)) as image:
        assert image.size == (30, 40)
        assert not image.getexif()
    assert b"CAMERA-OF-HOA" not in content
    assert b"secret words" not in content


def test_what_hides_behind_a_picture_does_not_survive():
    hidden = make_zip({"a.class": "x"}) + b"<script>"
    content = draw_anew(make_image("PNG") + hidden)[1]
    assert b"<script>" not in content
    assert not zipfile.is_zipfile(io.BytesIO(content))


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_photo_stands_upright_however_the_camera_was_held(turn):
    exif = Image.Exif()
    exif[0x0112] = turn
    photo = draw_anew(make_image("JPEG", (40, 30), exif=exif))[1]
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
    photo = draw_anew(make_image("JPEG", (40, 30), exif=damaged))[1]
    with Image.open(io.BytesIO(photo)) as image:
        assert image.size == (30, 40)


def test_broken_pixels_are_refused_though_broken_notes_are_forgiven():
    photo = bytearray(make_image("JPEG", (400, 300), quality=95))
    photo[-200:-2] = b"\xff\xd0" * 99
    with pytest.raises(SurveyError) as caught:
        draw_anew(bytes(photo[: len(photo) // 2]))
    assert caught.value.code == "file_broken"
