"""What the streams of a PDF unpack to, within bounds. Pure."""

import re

import pikepdf
from pikepdf import settings

from survey.errors import SurveyError

_MOST_UNPACKED = 48 * 1024 * 1024  # bytes of one stream
_TOO_MUCH = re.compile(r"memory limit|bad_alloc|limits error")
# Of those that make more of little, under their short names too.
_GROWING = {
    "/FlateDecode",
    "/Fl",
    "/LZWDecode",
    "/LZW",
    "/RunLengthDecode",
    "/RL",
}

settings.set_qpdf_limits(
    flate_max_memory=_MOST_UNPACKED,
    png_max_memory=_MOST_UNPACKED,
    run_length_max_memory=_MOST_UNPACKED,
    tiff_max_memory=_MOST_UNPACKED,
)


def code_of(words: str, code: str) -> str:
    """`code`, unless qpdf's words say that it gave up for the size."""
    return "file_heavy" if _TOO_MUCH.search(words) else code


def check_sizes(pdf: pikepdf.Pdf) -> None:
    """Whoever opens a page unpacks all of it. Raises SurveyError: file_heavy.

    What is only damaged is judged elsewhere: give it a `pdf` of its own, for it fills its warnings.
    """
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and _is_measured(item):
            _measure(item)


def _is_measured(stream: pikepdf.Stream) -> bool:
    """A picture may be large, but nobody packs one twice."""
    packed = stream.get("/Filter")
    filters = list(packed) if isinstance(packed, pikepdf.Array) else [packed]
    growing = sum(str(name) in _GROWING for name in filters)
    is_picture = stream.get("/Subtype") == pikepdf.Name("/Image")
    return growing > 1 or (growing == 1 and not is_picture)


def _measure(stream: pikepdf.Stream) -> None:
    try:
        stream.read_bytes()
    except (pikepdf.PdfError, pikepdf.DataDecodingError) as error:
        if code_of(str(error), ""):
            raise SurveyError("file_heavy") from error
