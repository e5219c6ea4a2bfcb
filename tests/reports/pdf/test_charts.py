"""Charts of the report, drawn with plain shapes."""

from dataclasses import replace

import pytest
from reportlab.graphics.shapes import Circle, Drawing, Line, Polygon, Rect, String

from reports.charts.geometry import RINGS
from reports.fonts import TEXT, TEXT_BOLD
from reports.pdf.charts import BAR_HEIGHT, bars, drawing, numeral, radar, text
from reports.pdf.styles import BRAND, INK
from tests.reports.pdf.flowables import shapes_of, texts_in
from tests.reports.records import LEVELS, make_data

WIDTH = 400


def filled(drawn: Drawing, kind=Rect) -> list:
    return [shape for shape in shapes_of(drawn, kind) if shape.fillColor == BRAND]


def test_a_drawing_names_no_font_that_is_not_embedded():
    assert drawing(10, 10, "x").initialFontName == TEXT


def test_words_are_drawn_as_they_stand_and_without_control_signs():
    label = text(1, 2, "a\x00<b>", anchor="end")
    assert (label.x, label.y, label.text) == (1, 2, "a <b>")
    assert (label.textAnchor, label.fontName, label.fillColor) == ("end", TEXT, INK)


class TestRadar:
    def test_it_says_every_value_and_label(self):
        texts = texts_in(radar(make_data("50", "20", "30"), WIDTH))
        assert {"50 %", "20 %", "30 %"} <= set(texts)
        assert "Trụ cột <0> &" in " ".join(texts)

    def test_the_shape_reaches_as_far_as_the_percent(self):
        drawn = radar(make_data("50", "20", "30"), WIDTH, radius=82)
        shape = shapes_of(drawn, Polygon)[-1]
        assert shape.points[:2] == pytest.approx([0, 41])

    def test_there_is_a_ring_for_each_fifth_and_an_axis_for_each_pillar(self):
        drawn = radar(make_data("50", "20", "30", "40"), WIDTH)
        assert len(shapes_of(drawn, Polygon)) == len(RINGS) + 1
        assert len(shapes_of(drawn, Line)) == 4

    def test_what_does_not_apply_has_no_dot(self):
        drawn = radar(make_data("50", None, "30", "40"), WIDTH)
        assert len(shapes_of(drawn, Circle)) == 3
        assert "None %" in texts_in(drawn), "its label stands there all the same"

    def test_two_points_enclose_nothing(self):
        drawn = radar(make_data("50", None, "30"), WIDTH)
        assert len(shapes_of(drawn, Polygon)) == len(RINGS)
        assert len(shapes_of(drawn, Circle)) == 2

    def test_longer_labels_make_room_for_themselves(self):
        short, long = make_data("1", "2", "3"), make_data("1", "2", "3")
        long[0] = replace(long[0], label="rất dài " * 10)
        assert radar(long, WIDTH).height > radar(short, WIDTH).height

    def test_the_values_are_bold_and_the_labels_are_not(self):
        drawn = radar(make_data("50", "20", "30"), WIDTH)
        fonts = {label.text: label.fontName for label in shapes_of(drawn, String)}
        assert fonts["50 %"] == TEXT_BOLD
        assert fonts["Trụ cột <0> & khác"] == TEXT


class TestBars:
    def test_a_bar_is_as_long_as_its_percent(self):
        lengths = [
            bar.width for bar in filled(bars(make_data("50", "0", "100"), WIDTH))
        ]
        assert lengths == pytest.approx([WIDTH / 2, WIDTH])

    def test_every_bar_has_a_track_even_where_nothing_was_earned(self):
        drawn = bars(make_data("0", None), WIDTH)
        assert [rect.width for rect in shapes_of(drawn, Rect)] == [WIDTH, WIDTH]

    def test_a_tick_stands_where_a_new_level_begins(self):
        data = [*make_data("50", cuts=(25.0, 75.0)), *make_data("60", cuts=(50.0,))]
        ticks = shapes_of(bars(data, WIDTH), Line)
        assert [tick.x1 for tick in ticks] == [WIDTH / 4, WIDTH * 3 / 4, WIDTH / 2]
        assert {tick.y2 - tick.y1 for tick in ticks} == {BAR_HEIGHT}

    def test_the_first_bar_stands_at_the_top_and_each_has_a_row(self):
        drawn = bars(make_data("50", "60", "70"), WIDTH, row=30)
        heights = [bar.y for bar in filled(drawn)]
        assert heights == sorted(heights, reverse=True)
        assert drawn.height == 90

    def test_a_label_leaves_room_for_its_value(self):
        (datum,) = make_data("50")
        long = replace(datum, label="rất dài " * 40)
        label, value = texts_in(bars([long], WIDTH))
        assert label.endswith("…")
        assert value == "50 %"


class TestNumeral:
    def test_the_level_stands_large_over_all_levels_with_its_own_one_filled(self):
        drawn = numeral(LEVELS[2], bottom=0, top=3)
        texts = texts_in(drawn)
        assert texts[0] == "2"
        assert "Hình thành" in texts
        assert texts[-4:] == ["0", "1", "2", "3"]
        assert len(filled(drawn)) == 1

    def test_without_a_level_none_is_filled(self):
        drawn = numeral(None, bottom=1, top=5)
        assert texts_in(drawn) == ["–", "1", "2", "3", "4", "5"]
        assert filled(drawn) == []

    def test_a_level_outside_of_the_ladder_fills_none(self):
        assert filled(numeral(LEVELS[0], bottom=1, top=3)) == []

    def test_a_long_name_is_set_smaller_on_more_lines(self):
        name = "Doanh nghiệp đã hình thành nền tảng số và bắt đầu dùng dữ liệu"
        level = replace(LEVELS[2], name=name)
        lines = texts_in(numeral(level, 0, 3))[1:-4]
        assert " ".join(reversed(lines)) == name


@pytest.mark.parametrize("draw", [bars, radar])
def test_a_chart_is_told_in_words_value_by_value(draw):
    chart = draw(make_data("41.3", "0", None), 480)
    for value in ("41.3 %", "0 %"):
        assert value in chart._alt
