"""Draws a picture anew: upright, without anything that stood beside its pixels. Pure.

Place and camera go, and whatever hid behind the picture. The process that draws is bounded
in memory: no count of pixels has to stand for it.
"""

import io
import math

from PIL import Image, ImageOps

from survey.errors import SurveyError
from survey.evidence.judge.chunks import Png, in_rows, pixels_only
from survey.evidence.judge.cut import END, lacks_little

MOST_OF_A_PHOTO = 16_500_000  # pixels kept: an A4 page is readable at a third of that
MOST_DRAWN = 24_000_000  # of a screenshot or a scan, which hardly ever has to be turned
# Of a scan that is read a strip at a time. Nobody scans a page so large: it would be a bomb.
MOST_IN_ROWS = 120_000_000

# Read whole before the first pixel comes out. A WebP takes 16 bytes for each; a progressive JPEG
# two for each number that it keeps, and four for each pixel that is drawn.
MOST_OF_A_WEBP = 12_600_000
MOST_OF_A_PROGRESSIVE = 176_000_000  # bytes
_LEAST_OF_A_PROGRESSIVE = 4  # at a fourth a page is still readable

FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
_KINDS = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "WEBP": "webp"}
_SMALLEST_READING = 8  # a JPEG can be read at a half, a fourth or an eighth of its size
_NOTES = ("exif", "Raw profile type exif")
_LONGEST_WEBP = 0x3FFF
_GREY = ("1", "L", "I", "F")
_STRIP = 64  # rows of the new picture at a time

Image.MAX_IMAGE_PIXELS = None  # memory is what is bounded


def draw_anew(content: bytes) -> tuple[str, bytes]:
    """Its kind and the new picture. Raises SurveyError: image_too_large, file_broken."""
    if content.startswith(b"RIFF") and _pixels_of_webp(content) > MOST_OF_A_WEBP:
        raise SurveyError("image_too_large")
    try:
        kind, picture = _pixels_of(pixels_only(content))
    except SurveyError:
        raise
    except MemoryError as error:
        raise SurveyError("image_too_large") from error
    except Exception as error:
        # Damaged data makes readers raise whatever they stumble over.
        raise SurveyError("file_broken") from error
    try:
        return kind, _bytes_of(picture, kind)
    except (MemoryError, ValueError, OSError) as error:
        # The pixels were whole: some writers have words of their own for too little memory.
        raise SurveyError("image_too_large") from error


def _pixels_of(content: bytes) -> tuple[str, Image.Image]:
    """Upright and in eight bits. What the reader keeps for itself is free again after it."""
    with Image.open(io.BytesIO(content), formats=tuple(FORMATS.values())) as image:
        kind = _KINDS[image.format]
        if kind == "jpg":
            _read_smaller(image)
        is_large = MOST_DRAWN < image.width * image.height <= MOST_IN_ROWS
        png = in_rows(content) if is_large else None
        if png:
            return kind, _read_in_rows(png, kind)
        try:
            # Refuses broken pixels, before broken notes on turning are forgiven.
            image.load()
        except OSError:
            if kind != "jpg" or not lacks_little(image, content):
                raise
        else:
            _turn_upright(image)
            return kind, image._new(image.im)
    return _pixels_of(content + END)


def _pixels_of_webp(content: bytes) -> int:
    """As its head says: Pillow tells it only once there is memory for all of it."""
    if content[12:16] == b"VP8X":
        return (_number(content[24:27]) + 1) * (_number(content[27:30]) + 1)
    if content[12:16] == b"VP8L":
        both = _number(content[21:25])
        return ((both & _LONGEST_WEBP) + 1) * ((both >> 14 & _LONGEST_WEBP) + 1)
    width, height = _number(content[26:28]), _number(content[28:30])
    return (width & _LONGEST_WEBP) * (height & _LONGEST_WEBP)


def _number(digits: bytes) -> int:
    return int.from_bytes(digits, "little")


def _read_smaller(image: Image.Image) -> None:
    """A large photo is never in memory at its full size."""
    pixels = image.width * image.height
    scale = 1
    while pixels > MOST_OF_A_PHOTO * scale**2:
        scale *= 2
    if "progressive" in image.info:
        room = MOST_OF_A_PROGRESSIVE - 2 * _numbers_of(image)
        while pixels * 4 > room * scale**2:
            if scale == _LEAST_OF_A_PROGRESSIVE:
                raise SurveyError("image_too_large")
            scale *= 2
    if scale > 1:
        scale = min(scale, _SMALLEST_READING)
        image.draft(None, (image.width // scale, image.height // scale))


def _numbers_of(image: Image.Image) -> float:
    """As many as there are pixels, and for each colour fewer where it is kept coarser."""
    most = max(wide * high for _name, wide, high, _table in image.layer)
    shares = sum(wide * high / most for _name, wide, high, _table in image.layer)
    return image.width * image.height * shares


def _read_in_rows(png: Png, kind: str) -> Image.Image:
    """A large scan is never in memory at its full size either: drawn a strip at a time."""
    plain, scale, above = None, _scale_of(png), bytes(png.length)
    for number, (count, rows) in enumerate(png.filtered(_STRIP * scale)):
        with Image.open(io.BytesIO(png.part(above, count, rows))) as part:
            part.load()
            above = part.crop((0, count, png.width, count + 1)).tobytes()
            strip = part.crop((0, 1, png.width, count + 1))
        small = _in_eight_bits(strip, kind).reduce(scale)
        plain = plain or Image.new(small.mode, _size_of(png, scale))
        plain.paste(small, (0, number * _STRIP))
    if png.turned:
        plain.info["exif"] = b"Exif\0\0" + png.turned
        _turn_upright(plain)
    return plain


def _turn_upright(image: Image.Image) -> None:
    """As the camera was held. Damaged notes on that are no reason to refuse a photo."""
    try:
        image.getexif()  # read, and remembered, before the rest of the notes is dropped
        # Pillow would write the other notes back into the picture, which fails on damaged ones.
        for name in _NOTES:
            image.info.pop(name, None)
        ImageOps.exif_transpose(image, in_place=True)
    except MemoryError:
        raise
    except Exception:
        return


def _bytes_of(picture: Image.Image, kind: str) -> bytes:
    plain = _plain(picture, kind)
    plain.info.clear()  # colours' profile, resolution, comments: nothing is written along
    out = io.BytesIO()
    quality = {} if kind == "png" else {"quality": 85}
    plain.save(out, FORMATS[kind], **quality)
    return out.getvalue()


def _plain(picture: Image.Image, kind: str) -> Image.Image:
    """In eight bits, and smaller by its area: by its longest side, the text of a long
    screenshot would be lost. Strip by strip, for all of it would be in memory twice.
    """
    mode = _mode_of(picture, kind)
    scale = _scale_of(picture)
    if scale == 1 and picture.mode == mode:
        return picture

    width, height = picture.size
    plain = Image.new(mode, _size_of(picture, scale))
    step = _STRIP * scale
    for top in range(0, height, step):
        end = min(top + step, height)
        strip = picture.crop((0, top, width, end))
        small = _in_eight_bits(strip, kind).reduce(scale)
        plain.paste(small, (0, top // scale))
    return plain


def _size_of(picture: Image.Image | Png, scale: int) -> tuple[int, int]:
    return math.ceil(picture.width / scale), math.ceil(picture.height / scale)


def _scale_of(picture: Image.Image | Png) -> int:
    """How many pixels become one, each way."""
    pixels = picture.width * picture.height
    if pixels <= MOST_DRAWN:
        return 1
    return math.ceil(math.sqrt(pixels / MOST_DRAWN))


def _in_eight_bits(picture: Image.Image, kind: str) -> Image.Image:
    if picture.mode.startswith("I;16"):
        # Of each number the byte that counts: Pillow would make white of all above 255.
        high = picture.tobytes("raw", "I;16B")[::2]
        return Image.frombytes("L", picture.size, high)
    mode = _mode_of(picture, kind)
    return picture if picture.mode == mode else picture.convert(mode)


def _mode_of(picture: Image.Image, kind: str) -> str:
    if picture.mode.startswith("I;16"):
        return "L"
    has_alpha = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    if has_alpha and kind != "jpg":
        return "RGBA"
    if picture.mode in _GREY and kind != "webp":
        return "L"
    return "RGB"
