"""The rows of the comparison in the PDF, each with how it was counted."""

from decimal import Decimal

import pytest
from django.utils import translation
from reportlab.graphics.shapes import String

from reports.contents.comparison import Placement
from reports.fonts import register_fonts
from reports.pdf.comparison_chart import placements
from scoring.benchmark import Rank

QUARTILES = (Decimal(25), Decimal(50), Decimal(75))


@pytest.fixture(autouse=True)
def fonts():
    register_fonts()


def placement_among(count: int, code: str = "") -> Placement:
    return Placement(
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
        name, rank = words_of(placements([placement_among(1200)], width=480))
    assert name == "Nhân lực"
    assert rank.endswith(count)


def test_among_few_the_words_have_the_number_already():
    with translation.override("vi"):
        _name, rank = words_of(placements([placement_among(12)], width=480))
    assert rank.count("12") == 1


def test_every_placement_has_a_row_of_its_own():
    rows = [placement_among(12), placement_among(12, "2"), placement_among(12, "3")]
    assert len(words_of(placements(rows, width=480))) == 2 * len(rows)
