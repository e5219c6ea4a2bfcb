"""Charts of pages as inline SVG."""

import re
from decimal import Decimal
from itertools import chain
from xml.etree import ElementTree

import pytest

from reports.charts.geometry import LABEL_LINES, wrapped
from reports.charts.svg import (
    BAR_LABEL_WIDTH,
    BAR_ROW,
    LINE,
    RADIUS,
    WIDTH,
    bars,
    radar,
    trend,
)
from reports.contents.charts import Datum
from reports.wording import results as words
from tests.reports.records import make_contents, make_data

SVG = "{http://www.w3.org/2000/svg}"
ALL = [radar, bars, trend]


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(
        text.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    )


def said(chart: str) -> str:
    return "".join(parsed(chart).itertext())


def corners(chart: str) -> list[str]:
    points = re.search(r'class="chart__shape" points="([^"]*)"', chart)[1]
    return points.split()


@pytest.mark.parametrize("draw", ALL)
def test_a_chart_is_well_formed_named_and_says_every_value(draw):
    root = parsed(draw(make_data("41.3", "0", "100"), title="Điểm < trụ cột"))
    assert root.find(f"{SVG}title").text == "Điểm < trụ cột"
    assert root.get("role") == "img"
    text = "".join(root.itertext())
    for value in ("41.3 %", "0 %", "100 %"):
        assert value in text


@pytest.mark.parametrize("draw", ALL)
def test_charts_carry_no_style_of_their_own(draw):
    chart = draw(make_data("1", "2", "3"), title="x")
    assert not re.search(r"style=|fill=|<script", chart)


@pytest.mark.parametrize("draw", ALL)
def test_two_charts_of_one_page_have_names_of_their_own(draw):
    first, second = (draw(make_data("1", "2", "3"), title="x", name=n) for n in "ab")
    assert 'id="a-title"' in first
    assert 'id="b-title"' in second


def places(element: ElementTree.Element, axis: str, length: str) -> list[float]:
    """Where an element stands on an axis, and where what has a length ends."""
    names = (axis, f"{axis}1", f"{axis}2", f"c{axis}")
    found = [float(element.get(name)) for name in names if name in element.attrib]
    if length in element.attrib:
        found.append(float(element.get(axis)) + float(element.get(length)))
    for point in element.get("points", "").split():
        found.append(float(point.split(",")["xy".index(axis)]))
    return found


@pytest.mark.parametrize("draw", [radar, bars, trend])
def test_a_chart_fits_into_its_own_box(draw):
    data = make_data("0", "50", "100", cuts=(20.0, 100.0))
    root = parsed(draw(data, title="x"))
    left, top, width, height = map(float, root.get("viewBox").split())
    elements = [element for element in root.iter() if element is not root]
    xs = list(chain.from_iterable(places(each, "x", "width") for each in elements))
    ys = list(chain.from_iterable(places(each, "y", "height") for each in elements))
    assert left <= min(xs) < max(xs) <= left + width
    assert top <= min(ys) < max(ys) <= top + height


def test_different_pillars_give_a_different_radar():
    low = radar(make_data("10", "20", "30"), title="x")
    high = radar(make_data("90", "20", "30"), title="x")
    assert corners(low) != corners(high)


def test_the_radar_reaches_as_far_as_the_percent():
    top = corners(radar(make_data("50", "20", "30"), title="x"))[0]
    assert top == f"0.0,-{RADIUS / 2:.1f}"


def test_a_pillar_that_does_not_apply_has_no_point_on_the_radar():
    chart = radar(make_data("50", "40", None, "30"), title="x")
    assert len(corners(chart)) == 3
    assert chart.count("chart__dot") == 3
    assert chart.count("chart__axis") == 4


def test_the_radar_of_an_enterprise_shows_its_own_percents():
    contents = make_contents()
    text = said(radar(words.radar_data(contents), title="x"))
    for pillar in contents.pillars:
        assert words.percent(pillar.percent) in text


def test_a_label_of_too_many_lines_is_cut_short_on_the_radar_and_whole_at_the_bar():
    name = "Một hai ba bốn năm sáu bảy tám chín mười mười một mười hai mười ba mười bốn"
    assert len(wrapped(name)) > LABEL_LINES
    data = [Datum(name, Decimal(30), "30 %")] * 3
    assert "…" in said(radar(data, title="x"))
    assert "mười bốn" not in said(radar(data, title="x"))
    assert "…" not in said(bars(data, title="x"))
    assert "mười bốn" in said(bars(data, title="x"))


def test_a_bar_is_as_long_as_its_percent():
    chart = bars(make_data("50", "0", None), title="x")
    lengths = re.findall(r'class="chart__bar" x="0" width="([\d.]+)"', chart)
    assert lengths == [f"{WIDTH / 2:.1f}"]
    assert chart.count("chart__track") == 3


def test_each_bar_has_a_tick_where_a_new_level_begins():
    data = [*make_data("50", cuts=(20.0, 40.0)), *make_data("20", cuts=(60.0,))]
    ticks = re.findall(r'class="chart__cut" x1="([\d.]+)"', bars(data, title="x"))
    assert ticks == [f"{WIDTH * cut / 100:.1f}" for cut in (20, 40, 60)]


def test_a_long_label_takes_lines_of_its_own_beside_the_value():
    name = "Digital transformation of corporate culture"
    long = Datum(name, Decimal(30), "15/50 · level 2")
    root = parsed(bars([long, long], title="x"))
    label = root.find(f"{SVG}text")
    assert len(label) == 3
    assert all(len(line.text) <= BAR_LABEL_WIDTH for line in label)
    assert root.get("viewBox") == f"0 0 {WIDTH} {2 * (BAR_ROW + 2 * LINE)}"


@pytest.mark.parametrize("draw", [radar, bars])
def test_the_lines_of_a_label_are_read_as_words_apart(draw):
    name = "Kinh doanh trên môi trường số và dữ liệu khách hàng"
    text = said(draw([Datum(name, Decimal(30), "30 %")] * 3, title="x"))
    assert f"{' '.join(wrapped(name)[:2])} " in text
    assert " 30 %" in text


def test_the_trend_rises_with_the_percent_and_goes_from_left_to_right():
    chart = trend(make_data("0", "50", "100"), title="x")
    line = re.search(r'class="chart__line" points="([^"]+)"', chart)[1]
    points = [tuple(map(float, point.split(","))) for point in line.split()]
    assert points == sorted(points)
    heights = [y for _x, y in points]
    assert heights == sorted(heights, reverse=True)


def test_a_single_round_is_a_trend_of_one_point():
    assert trend(make_data("50"), title="x").count("chart__dot") == 1


def test_the_note_of_a_round_has_a_line_for_each_of_its_own():
    data = [Datum("Kỳ 1", Decimal(40), "40 %", "20/11/2026\nmức 2")]
    notes = re.findall(r'class="chart__note"[^>]*>([^<]*)<', trend(data, title="x"))
    assert notes == ["20/11/2026", "mức 2"]


def test_a_round_without_a_percent_stands_at_the_bottom():
    unknown = trend(make_data(None), title="x")
    zero = trend(make_data("0"), title="x")
    assert re.findall(r'cy="[^"]+"', unknown) == re.findall(r'cy="[^"]+"', zero)
