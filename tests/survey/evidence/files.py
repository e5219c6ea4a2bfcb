"""Small files of every kind, true and false, for tests of evidence."""

import io
import zipfile

from PIL import Image

from tests.builders import PDF

WORD = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
)
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
ODT = "application/vnd.oasis.opendocument.text"


def make_image(form: str = "JPEG", size: tuple[int, int] = (40, 30), **save) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (14, 90, 98)).save(out, form, **save)
    return out.getvalue()


def make_zip(
    parts: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def make_docx(declared: str = WORD, **more: str | bytes) -> bytes:
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{declared}"/></Types>'
    return make_zip(
        {"[Content_Types].xml": types, "word/document.xml": "<document/>", **more}
    )


def make_xlsx() -> bytes:
    types = (
        f'<Types><Override PartName="/xl/workbook.xml" ContentType="{SHEET}"/></Types>'
    )
    return make_zip({"[Content_Types].xml": types, "xl/workbook.xml": "<workbook/>"})


def make_odt() -> bytes:
    return make_zip({"mimetype": ODT, "content.xml": "<office/>"}, zipfile.ZIP_STORED)


# One of each kind that is taken.
HONEST = {
    "pdf": PDF,
    "jpg": make_image("JPEG"),
    "png": make_image("PNG"),
    "webp": make_image("WEBP"),
    "docx": make_docx(),
    "xlsx": make_xlsx(),
    "odt": make_odt(),
}
