"""The picture of where an enterprise stands among others."""

import re

import pytest

from reports.charts.distribution import (
    BASE,
    BETWEEN,
    HEIGHT,
    LEAST_HEIGHT,
    SIDE,
    distribution,
)
from reports.charts.svg import WIDTH
from scoring.benchmark import Part
from tests.reports.charts.test_svg import parsed


def tens(*counts: int) -> tuple[Part, ...]:
    """A part for each ten."""
    return tuple(Part(ten, ten + 1, count) for ten, count in enumerate(counts))


TENS = tens(1, 0, 4, 2, 0, 0, 0, 0, 0, 3)


def drawn(parts=TENS, **facts) -> str:
    defaults = {
        "own": 2,
        "percent": 25.0,
        "label": "Bạn: <25 %>",
        "title": "a & b",
        "size": "10 doanh nghiệp",
        "name": "x",
    }
    return distribution(parts, **(defaults | facts))


def heights(chart: str) -> list[float]:
    written = re.findall(r'class="chart__column[^"]*".*?height="([\d.]+)"', chart)
    return [float(height) for height in written]


def test_the_columns_begin_at_zero_and_none_stands_for_nobody():
    shares = [height / HEIGHT for height in heights(drawn())]
    assert shares == pytest.approx([0.25, 1, 0.5, 0.75])


def test_one_enterprise_among_thousands_is_still_seen():
    assert min(heights(drawn(tens(1, 5000, 0, 0, 0, 0, 0, 0, 0, 0)))) == LEAST_HEIGHT


def test_a_part_that_is_twice_as_wide_is_half_as_high():
    """Its area is how many stand in it."""
    joined = drawn((Part(0, 2, 8), Part(2, 3, 8), Part(3, 10, 0)))
    assert [height / HEIGHT for height in heights(joined)] == [0.5, 1]
    written = re.findall(r'class="chart__column[^"]*".*?width="([\d.]+)"', joined)
    wide, narrow = map(float, written)
    assert wide + BETWEEN == pytest.approx(2 * (narrow + BETWEEN), abs=0.2)


def test_every_column_stands_on_the_base():
    for y, height in re.findall(
        r'class="chart__column.*?y="([\d.]+)".*?height="([\d.]+)"', drawn()
    ):
        assert float(y) + float(height) == pytest.approx(BASE)


def test_the_own_column_alone_is_filled():
    assert drawn().count("chart__column--own") == 1
    assert drawn(own=1).count("chart__column--own") == 0, "nobody stands there"


def test_nobody_at_all_gives_a_picture_without_columns():
    assert "chart__column" not in drawn(tens(*[0] * 10))


@pytest.mark.parametrize(
    ("percent", "x"), [(0, SIDE), (50, WIDTH / 2), (100, WIDTH - SIDE)]
)
def test_the_mark_stands_at_the_percent(percent, x):
    line = re.search(
        r'class="chart__mark" x1="([\d.]+)" x2="([\d.]+)"', drawn(percent=percent)
    )
    assert [float(end) for end in line.groups()] == [x, x]


@pytest.mark.parametrize(
    ("percent", "anchor"),
    [(0, "start"), (24.9, "start"), (25, "middle"), (75, "middle"), (75.1, "end")],
)
def test_near_an_end_the_words_of_the_mark_grow_towards_the_middle(percent, anchor):
    label = re.search(r'class="chart__value"[^>]*', drawn(percent=percent))[0]
    assert f'text-anchor="{anchor}"' in label


def test_it_says_its_title_its_mark_its_scale_and_the_size_of_the_sample():
    root = parsed(drawn())
    said = list(root.itertext())
    assert said == ["a & b", "Bạn: <25 %>", "0", "50", "100%", "10 doanh nghiệp"]


def test_it_carries_no_style_of_its_own():
    assert not re.search(r"style=|fill=|<script", drawn())
