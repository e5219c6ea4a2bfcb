"""Where the parts of a chart stand."""

from itertools import pairwise
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.charts.geometry import LABEL_WIDTH, label_anchor, spokes, tips, wrapped
from tests.reports.records import make_data

WORDS = st.lists(st.text(alphabet="abcdeệ", min_size=1, max_size=20), max_size=12)


@pytest.mark.parametrize(
    ("label", "width", "lines"),
    [
        ("Nhân lực", 14, ["Nhân lực"]),
        ("Trải nghiệm khách hàng", 14, ["Trải nghiệm", "khách hàng"]),
        ("một hai ba", 3, ["một", "hai", "ba"]),
        ("một hai ba", 7, ["một hai", "ba"]),
        ("Antidisestablishmentarianism là dài", 14, [
            "Antidisestablishmentarianism",
            "là dài",
        ]),
        ("", 14, []),
    ],
)  # fmt: skip
def test_a_label_is_broken_between_words(label, width, lines):
    assert wrapped(label, width) == lines


@given(WORDS)
def test_breaking_a_label_loses_no_word(words):
    lines = wrapped(" ".join(words))
    assert " ".join(lines).split() == words


@given(WORDS)
def test_only_a_single_long_word_is_wider_than_its_line(words):
    for line in wrapped(" ".join(words)):
        assert len(line) <= LABEL_WIDTH or " " not in line


@given(WORDS)
def test_no_line_could_have_taken_the_first_word_of_the_next(words):
    lines = wrapped(" ".join(words))
    for line, following in pairwise(lines):
        first = following.split()[0]
        assert len(line) + 1 + len(first) > LABEL_WIDTH


@given(st.integers(min_value=1, max_value=20))
def test_the_axes_are_of_one_length_and_the_first_points_up(count):
    axes = spokes(count)
    assert len(axes) == count
    assert axes[0] == pytest.approx((0, -1))
    assert all(hypot(x, y) == pytest.approx(1) for x, y in axes)


def test_the_axes_go_round_like_a_clock():
    top, right, bottom, left = spokes(4)
    assert right == pytest.approx((1, 0))
    assert bottom == pytest.approx((0, 1))
    assert left == pytest.approx((-1, 0))
    assert top == pytest.approx((0, -1))


@given(st.integers(min_value=2, max_value=20))
def test_the_axes_pull_to_all_sides_alike(count):
    axes = spokes(count)
    assert sum(x for x, _y in axes) == pytest.approx(0, abs=1e-9)
    assert sum(y for _x, y in axes) == pytest.approx(0, abs=1e-9)


def test_a_tip_is_as_far_out_as_its_percent():
    axes = spokes(4)
    points = tips(axes, make_data("0", "50", "100", "25"), radius=80)
    assert [hypot(x, y) for x, y in points] == pytest.approx([0, 40, 80, 20])


def test_what_does_not_apply_has_no_tip():
    axes = spokes(3)
    assert len(tips(axes, make_data("10", None, "30"), radius=80)) == 2
    assert tips(axes, make_data(None, None, None), radius=80) == []


@pytest.mark.parametrize(
    ("x", "anchor"),
    [
        (0, "middle"),
        (0.19, "middle"),
        (-0.19, "middle"),
        (0.2, "start"),
        (1, "start"),
        (-0.2, "end"),
        (-1, "end"),
    ],
)
def test_a_label_grows_away_from_the_middle(x, anchor):
    assert label_anchor(x) == anchor
