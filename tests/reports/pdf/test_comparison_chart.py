"""The rows of the comparison in the PDF, each with how it was counted."""

import pytest
from django.utils import translation
from reportlab.graphics.shapes import Line, Rect, String

from reports.fonts import register_fonts
from reports.pdf.comparison_chart import placements
from tests.reports.records import make_coarse_placement, make_placement


@pytest.fixture(autouse=True)
def fonts():
    register_fonts()


def words_of(drawing) -> list[str]:
    return [shape.text for shape in drawing.contents if isinstance(shape, String)]


@pytest.mark.parametrize(("language", "count"), [("vi", "(1.200)"), ("en", "(1,200)")])
def test_among_many_a_row_says_how_many_there_are(language, count):
    with translation.override(language):
        row = make_placement("1", count=1200)
        name, rank = words_of(placements([row], width=480))
    assert name == "Trụ cột 1"
    assert rank.endswith(count)


def test_among_few_the_words_have_the_number_already():
    with translation.override("vi"):
        _name, rank = words_of(placements([make_placement(count=34)], width=480))
    assert rank.count("34") == 1


def test_every_placement_has_a_row_of_its_own():
    rows = [make_placement(count=34), make_placement("2"), make_placement("3")]
    assert len(words_of(placements(rows, width=480))) == 2 * len(rows)


def test_among_few_nothing_is_drawn_of_the_others():
    """No middle half, no one in the middle: the bar of 0 to 100 % and the dot alone."""
    few = placements([make_coarse_placement()], width=480).contents
    many = placements([make_placement()], width=480).contents
    for kind, drawn in ((Rect, 1), (Line, 0)):
        assert sum(isinstance(shape, kind) for shape in few) == drawn
        assert sum(isinstance(shape, kind) for shape in many) == drawn + 1
