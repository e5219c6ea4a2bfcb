"""The rows of the comparison in the PDF, each with how it was counted."""

from decimal import Decimal

import pytest
from django.utils import translation
from reportlab.graphics.shapes import String

from reports.contents.comparison import Place
from reports.pdf.comparison_chart import places
from reports.pdf.fonts import register_fonts
from scoring.benchmark import Rank

QUARTILES = (Decimal(25), Decimal(50), Decimal(75))


@pytest.fixture(autouse=True)
def fonts():
    register_fonts()


def place_among(count: int, code: str = "") -> Place:
    return Place(
        code=code,
        name="Nhân lực",
        percent=Decimal("62.5"),
        rank=Rank(below=count // 2, equal=0, count=count),
        quartiles=QUARTILES,
        bins=(count // 10,) * 10,
        bin=6,
    )


def words_of(drawing) -> list[str]:
    return [shape.text for shape in drawing.contents if isinstance(shape, String)]


@pytest.mark.parametrize(("language", "count"), [("vi", "(1.200)"), ("en", "(1,200)")])
def test_among_many_a_row_says_how_many_there_are(language, count):
    with translation.override(language):
        name, standing = words_of(places([place_among(1200)], width=480))
    assert name == "Nhân lực"
    assert standing.endswith(count)


def test_among_few_the_words_have_the_number_already():
    with translation.override("vi"):
        _name, standing = words_of(places([place_among(12)], width=480))
    assert standing.count("12") == 1


def test_every_place_has_a_row_of_its_own():
    rows = [place_among(12), place_among(12, "2"), place_among(12, "3")]
    assert len(words_of(places(rows, width=480))) == 2 * len(rows)
