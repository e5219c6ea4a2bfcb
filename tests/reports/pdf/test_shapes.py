"""Shapes on a page: as reportlab's own renderer draws them, and the code to scan."""

from io import BytesIO

import pytest
import segno
from pypdfium2 import PdfDocument
from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.pdfgen.canvas import Canvas

from reports.fonts import TEXT
from reports.pdf.charts import bars, numeral, qr, radar
from reports.pdf.comparison_chart import placements
from tests.reports.records import LEVELS, make_data, make_placement

WIDTH = 400
ADDRESS = "https://example.org/xac-thuc/K7QM-2FXT-9HJP/"
DATA = make_data("50", None, "20.5", "100", cuts=(25.0, 75.0))
DRAWINGS = {
    "bars": lambda: bars(DATA, WIDTH),
    "radar": lambda: radar(DATA, WIDTH),
    "numeral": lambda: numeral(LEVELS[2], 0, 3),
    "placements": lambda: placements([make_placement("1", count=1200)], WIDTH),
}


def page_with(draw) -> tuple[bytes, list[str]]:
    """As it is seen, and the commands that draw it."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=(600, 500), initialFontName=TEXT)
    draw(canvas)
    code = " ".join(canvas._code).split()
    canvas.save()
    return PdfDocument(target.getvalue())[0].render(scale=2).to_numpy().tobytes(), code


def by_reportlab(drawing: Drawing):
    return page_with(lambda canvas: renderPDF.draw(drawing, canvas, 50, 40))


@pytest.mark.parametrize("make", DRAWINGS.values(), ids=DRAWINGS)
def test_a_chart_is_seen_as_reportlab_draws_it(make):
    seen, code = page_with(lambda canvas: make().drawOn(canvas, 50, 40))
    its_own, its_code = by_reportlab(make())
    assert seen == its_own
    # A state of its own has the whole, a group, and what is seen through.
    assert code.count("q") < its_code.count("q") / 2


class TestCode:
    def test_its_modules_are_those_of_its_content(self):
        matrix = segno.make(ADDRESS, micro=False, error="m").matrix
        assert dark_modules(ADDRESS) == {
            (x, len(matrix) - 1 - y)
            for y, row in enumerate(matrix)
            for x, is_dark in enumerate(row)
            if is_dark
        }

    def test_it_fills_its_square(self):
        seen, _code = page_with(lambda canvas: qr(ADDRESS, 80).drawOn(canvas, 0, 0))
        # 1,200 dots in a row of three bytes each; the code has 160 of them both ways.
        rows = [seen[start : start + 3600] for start in range(0, len(seen), 3600)]
        dark = [y for y, row in enumerate(rows) if min(row) < 128]
        assert (dark[0], dark[-1]) == (1000 - 160, 999)
        assert min(row[480:].count(255) for row in rows) == 3600 - 480

    def test_it_is_told_by_what_it_says(self):
        assert qr(ADDRESS, 80).content == ADDRESS


def dark_modules(content: str) -> set[tuple[int, int]]:
    _seen, code = page_with(lambda canvas: qr(content, 80).drawOn(canvas, 0, 0))
    modules = set()
    for place, command in enumerate(code):
        if command == "re" and code[place - 1] == "1":
            left, bottom, length, _height = map(int, code[place - 4 : place])
            modules |= {(x, bottom) for x in range(left, left + length)}
    return modules
