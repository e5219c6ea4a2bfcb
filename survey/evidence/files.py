"""What a file sent as evidence really is, told by its content alone. Pure: no database, no storage.

Names and declared types are never believed. Images are drawn anew, which drops the place and the
camera kept in them and anything hidden behind the picture.
"""

import contextlib
import io
import re
import struct
import zipfile
from dataclasses import dataclass

from PIL import Image, ImageOps

from language.cleaning import one_line
from survey.errors import SurveyError
from survey.evidence.pdf import UnreadableError, has_program

MOST_BYTES = 10 * 1024 * 1024
# An A4 page at 400 dpi: a tiny file can ask for 20 bytes of memory for each pixel.
MOST_PIXELS = 20_000_000
# What a phone of today takes, always as a JPEG, which asks for far less memory.
MOST_OF_A_PHOTO = 50_000_000
LONGEST_SIDE = 4000  # a document is readable at this size
LONGEST_NAME = 100
_MOST_ENTRIES = 3000
_MOST_DIRECTORY = 512 * 1024  # bytes of a zip's table of contents, which is read whole
_MOST_UNPACKED = 120 * 1024 * 1024
_LARGEST_PART = 1024 * 1024
_END = struct.Struct("<4s4H2LH")  # the record that ends a zip

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
_KNOWN_ENDINGS = "|".join([*CONTENT_TYPES, "jpeg"])
_ENDINGS = re.compile(rf"(\.({_KNOWN_ENDINGS}))+$", re.IGNORECASE)
_IMAGES = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "WEBP": "webp"}
_FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
_NO_GOOD_IN_NAMES = re.compile('[<>:"|?*]')  # they mean something to file systems
_MAIN_PARTS = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "ppt/presentation.xml": "pptx",
}
_OPEN_DOCUMENTS = {CONTENT_TYPES[kind].encode(): kind for kind in ("odt", "ods")}
# How files begin. Pillow and zipfile judge what follows.
_PHOTO = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEIC = (b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypmif1", b"ftypheif")
_MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")
_MACRO_FOLDERS = ("basic/", "scripts/", "xl/macrosheets/")


@dataclass(frozen=True)
class CheckedFile:
    kind: str  # a key of CONTENT_TYPES
    name: str  # safe to show and to save under, its ending that of the kind
    content: bytes


def checked_file(content: bytes, name: str) -> CheckedFile:
    """The file as it may be kept.

    Raises SurveyError: file_empty, file_too_large, file_unknown, file_broken, file_old_office,
    file_heic, file_macros, file_locked, file_active, image_too_large.
    """
    if not content:
        raise SurveyError("file_empty")
    if len(content) > MOST_BYTES:
        raise SurveyError("file_too_large")
    kind, content = _read(content)
    # A picture can grow when it is drawn anew.
    if len(content) > MOST_BYTES:
        raise SurveyError("image_too_large")
    return CheckedFile(kind, safe_name(name, kind), content)


def safe_name(name: str, kind: str) -> str:
    """The name as people know it, its ending that of the kind.

    Without folders, and without signs that hide or turn text.
    """
    base = one_line(name).replace("\\", "/").rpartition("/")[2]
    words = _NO_GOOD_IN_NAMES.sub(" ", base).split()
    stem = _ENDINGS.sub("", " ".join(words)).strip(" .")
    room = LONGEST_NAME - len(f".{kind}")
    stem = stem[:room].strip(" .")
    return f"{stem or 'minh-chung'}.{kind}"


def _read(content: bytes) -> tuple[str, bytes]:
    if content.startswith(b"%PDF-"):
        return "pdf", _checked_pdf(content)
    if content.startswith(b"PK\x03\x04"):
        return _office_kind(content), content
    if content.startswith(_PHOTO) or (content[:4], content[8:12]) == (b"RIFF", b"WEBP"):
        return _drawn_anew(content)
    if content.startswith(_OLD_OFFICE):
        raise SurveyError("file_old_office")
    if content[4:12] in _HEIC:
        raise SurveyError("file_heic")
    raise SurveyError("file_unknown")


def _checked_pdf(content: bytes) -> bytes:
    """Whole, and nothing besides: what is a zip as well could be opened as something else."""
    is_whole = b"startxref" in content and b"%%EOF" in content[-2048:]
    if not is_whole or zipfile.is_zipfile(io.BytesIO(content)):
        raise SurveyError("file_broken")
    try:
        is_active = has_program(content)
    except UnreadableError as error:
        code = "file_locked" if b"/Encrypt" in content else "file_broken"
        raise SurveyError(code) from error
    if is_active:
        raise SurveyError("file_active")
    return content


def _drawn_anew(content: bytes) -> tuple[str, bytes]:
    """Only the pixels, upright: no place, camera, comment or thumbnail goes with them."""
    try:
        with Image.open(io.BytesIO(content), formats=tuple(_FORMATS.values())) as image:
            _check_size(image)
            kind = _IMAGES[image.format]
            # A JPEG is read at about the size it is kept, with far less memory.
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            image.load()  # refuses broken pixels, before broken notes on turning are forgiven
            _turn_upright(image)
            return kind, _bytes_of(image, kind)
    except (SurveyError, MemoryError):
        raise
    except Image.DecompressionBombError as error:
        raise SurveyError("image_too_large") from error
    except Exception as error:
        # Damaged data makes readers raise whatever they stumble over.
        raise SurveyError("file_broken") from error


def _check_size(image: Image.Image) -> None:
    most = MOST_OF_A_PHOTO if _IMAGES.get(image.format) == "jpg" else MOST_PIXELS
    if image.width * image.height > most:
        raise SurveyError("image_too_large")


def _turn_upright(image: Image.Image) -> None:
    """As the camera was held. Damaged notes on that are no reason to refuse a photo."""
    with contextlib.suppress(Exception):
        image.getexif()  # read, and remembered, before the rest of the notes is dropped
        # Pillow would write the other notes back into the picture, which fails on damaged ones.
        for name in ("exif", "Raw profile type exif"):
            image.info.pop(name, None)
        ImageOps.exif_transpose(image, in_place=True)


def _bytes_of(image: Image.Image, kind: str) -> bytes:
    is_see_through = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    mode = "RGBA" if is_see_through and kind != "jpg" else "RGB"
    # A picture made of bare pixels has nothing beside them that could be written along.
    pixels = image.convert(mode).tobytes()
    plain = Image.frombytes(mode, image.size, pixels)

    out = io.BytesIO()
    quality = {} if kind == "png" else {"quality": 85}
    plain.save(out, _FORMATS[kind], **quality)
    return out.getvalue()


def _office_kind(content: bytes) -> str:
    """Which office format a zip is, its bounds checked before anything is unpacked."""
    _check_directory(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            _check_entries(parts)
            return _kind_of_parts(parts)
    except (SurveyError, MemoryError):
        raise
    except Exception as error:
        # A damaged part raises errors of zlib and lzma as well as those of zipfile.
        raise SurveyError("file_broken") from error


def _check_directory(content: bytes) -> None:
    """The zip ends where the file ends, and says itself how small its table of contents is."""
    # zipfile would read that table whole, however large, before anybody could ask.
    at = content.rfind(b"PK\x05\x06")
    if at < 0 or len(content) - at < _END.size:
        raise SurveyError("file_broken")
    *_head, entries, directory, start, comment = _END.unpack_from(content, at)
    whole = start + directory == at and at + _END.size + comment == len(content)
    if not whole or entries > _MOST_ENTRIES or directory > _MOST_DIRECTORY:
        raise SurveyError("file_broken")


def _check_entries(parts: zipfile.ZipFile) -> None:
    entries = parts.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > _MOST_UNPACKED or len(entries) > _MOST_ENTRIES:
        raise SurveyError("file_broken")
    names = [entry.filename for entry in entries]
    if any(_leads_outside(name) for name in names):
        raise SurveyError("file_broken")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise SurveyError("file_locked")
    if any(_is_macro(name.lower()) for name in names):
        raise SurveyError("file_macros")


def _leads_outside(name: str) -> bool:
    return name.startswith("/") or ".." in name.split("/") or "\\" in name


def _is_macro(name: str) -> bool:
    return name.endswith(_MACRO_PARTS) or name.startswith(_MACRO_FOLDERS)


def _kind_of_parts(parts: zipfile.ZipFile) -> str:
    kind = _microsoft_kind(parts) or _open_document_kind(parts)
    if kind is None:
        raise SurveyError("file_unknown")
    return kind


def _microsoft_kind(parts: zipfile.ZipFile) -> str | None:
    names = parts.namelist()
    if "[Content_Types].xml" not in names:
        return None
    declared = _part(parts, "[Content_Types].xml")
    if b"macroEnabled" in declared:
        raise SurveyError("file_macros")
    for part, kind in _MAIN_PARTS.items():
        if part in names and CONTENT_TYPES[kind].encode() in declared:
            return kind
    return None


def _open_document_kind(parts: zipfile.ZipFile) -> str | None:
    if not {"mimetype", "content.xml"} <= set(parts.namelist()):
        return None
    return _OPEN_DOCUMENTS.get(_part(parts, "mimetype").strip())


def _part(parts: zipfile.ZipFile, name: str) -> bytes:
    if parts.getinfo(name).file_size > _LARGEST_PART:
        raise SurveyError("file_broken")
    return parts.read(name)
