import re
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from reportlab.graphics.shapes import Polygon, String

from reports.charts import geometry as charts_geometry
from reports.charts import svg as charts_svg
from reports.contents.charts import Datum
from reports.images import chart_image
from reports.pdf import charts as shapes
from reports.pdf.fonts import register_fonts
from reports.wording import results as wording
from tests.reports.reading import gathered

SVG = "{http://www.w3.org/2000/svg}"


def readings(*percents: str | None) -> list[Datum]:
    return [
        Datum(f"Trụ cột <{n}> & khác", None if p is None else Decimal(p), f"{p} %")
        for n, p in enumerate(percents)
    ]


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(
        text.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    )


def corners(chart: str) -> str:
    return re.search(r'class="chart__shape" points="([^"]+)"', chart)[1]


@pytest.mark.parametrize("draw", [charts_svg.radar, charts_svg.bars, charts_svg.trend])
def test_a_chart_is_well_formed_named_and_says_every_value(draw):
    root = parsed(draw(readings("41.3", "0", "100"), title="Điểm < trụ cột"))
    assert root.find(f"{SVG}title").text == "Điểm < trụ cột"
    assert root.get("role") == "img"
    said = "".join(root.itertext())
    for value in ("41.3 %", "0 %", "100 %"):
        assert value in said


def test_charts_carry_no_style_of_their_own():
    for draw in (charts_svg.radar, charts_svg.bars, charts_svg.trend):
        assert not re.search(
            r"style=|fill=|<script", draw(readings("1", "2", "3"), title="x")
        )


def test_different_pillars_give_a_different_radar():
    low, high = (
        charts_svg.radar(readings("10", "20", "30"), title="x"),
        charts_svg.radar(readings("90", "20", "30"), title="x"),
    )
    assert corners(low) != corners(high)


def test_the_radar_reaches_as_far_as_the_percent():
    top = corners(charts_svg.radar(readings("50", "20", "30"), title="x")).split()[0]
    assert top == f"0.0,-{charts_svg.RADIUS / 2:.1f}"


def test_a_bar_is_as_long_as_its_percent():
    chart = charts_svg.bars(readings("50", "0", None), title="x")
    assert re.findall(r'class="chart__bar" x="0" width="([\d.]+)"', chart) == [
        f"{charts_svg.WIDTH / 2:.1f}"
    ]


def test_a_pillar_that_does_not_apply_has_no_point_on_the_radar():
    assert (
        len(
            corners(
                charts_svg.radar(readings("50", "40", None, "30"), title="x")
            ).split()
        )
        == 3
    )


def test_the_printed_radar_shows_the_same_values():
    register_fonts()
    drawn = shapes.radar(readings("50", "20", "30"), 400)
    texts = {
        shape.text for shape in drawn.contents[0].contents if isinstance(shape, String)
    }
    assert {"50 %", "20 %", "30 %"} <= texts
    shape = [part for part in drawn.contents[0].contents if isinstance(part, Polygon)][
        -1
    ]
    assert shape.points[:2] == pytest.approx([0, 41])


def test_a_qr_code_has_square_modules_inside_its_frame():
    drawn = shapes.qr("https://example.org/xac-thuc/K7QM-2FXT-9HJP/", 80)
    (path,) = drawn.contents
    assert len(path.points) > 500
    assert min(path.points) >= -0.001
    assert max(path.points) <= 80.001


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["radar", "bars"])
def test_an_image_is_a_real_picture(real_result, kind):
    contents = gathered(real_result)
    png, drawn = chart_image(contents, kind, "png"), chart_image(contents, kind, "svg")
    assert png.startswith(b"\x89PNG")
    assert len(png) > 10_000
    root = ElementTree.fromstring(drawn)
    assert root.tag == f"{SVG}svg"
    assert len(list(root.iter(f"{SVG}path"))) > 10


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    ["Giá $\\frac$ rẻ", "$x^$", "--><script>alert(1)</script>", "<b>&amp;</b> %s {0}"],
)
def test_a_name_like_a_formula_or_markup_is_drawn_as_it_stands(real_result, name):
    contents = replace(gathered(real_result), name=name)
    drawn = chart_image(contents, "bars", "svg")
    ElementTree.fromstring(drawn)
    assert b"<script" not in drawn


@pytest.mark.django_db
def test_the_image_follows_the_values(real_result):
    before = chart_image(gathered(real_result), "bars", "svg")
    real_result.pillar_points = [0] * 6
    assert chart_image(gathered(real_result), "bars", "svg") != before


@pytest.mark.django_db
def test_the_radar_of_an_enterprise_shows_its_own_percents(real_result):
    contents = gathered(real_result)
    said = "".join(
        parsed(charts_svg.radar(wording.radar_data(contents), title="x")).itertext()
    )
    for pillar in contents.pillars:
        assert wording.percent(pillar.percent) in said


def test_a_long_label_takes_lines_of_its_own_beside_the_value():
    long = Datum(
        "Digital transformation of corporate culture", Decimal(30), "15/50 · level 2"
    )
    root = parsed(charts_svg.bars([long, long], title="x"))
    label = root.find(f"{SVG}text")
    assert [len(line.text) <= charts_svg.BAR_LABEL_WIDTH for line in label] == [
        True,
        True,
    ]
    assert (
        root.get("viewBox")
        == f"0 0 {charts_svg.WIDTH} {2 * (charts_svg.BAR_ROW + charts_svg.LINE)}"
    )


@pytest.mark.parametrize("draw", [charts_svg.radar, charts_svg.bars])
def test_the_lines_of_a_label_are_read_as_words_apart(draw):
    long = Datum(
        "Kinh doanh trên môi trường số và dữ liệu khách hàng", Decimal(30), "30 %"
    )
    said = "".join(parsed(draw([long] * 3, title="x")).itertext())
    assert f"{' '.join(charts_geometry.wrapped(long.label)[:2])} " in said
    assert " 30 %" in said
