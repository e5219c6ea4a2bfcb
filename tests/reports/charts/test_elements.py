"""The elements of an inline chart as text."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.charts.elements import (
    at,
    circle,
    corners,
    label,
    line,
    opened,
    rect,
    shape,
    span,
    text,
    value_span,
)

PRINTABLE = st.text(
    st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc", "Cn"])
)


@pytest.mark.parametrize(
    ("written", "svg"),
    [
        (
            line("cut", "1.0", 2, 3, 4),
            '<line class="chart__cut" x1="1.0" x2="2" y1="3" y2="4"/>',
        ),
        (
            rect("bar", 0, 22, width="12.5", height=14, round_by=3),
            '<rect class="chart__bar" x="0" width="12.5" y="22" height="14" rx="3"/>',
        ),
        (
            circle("dot", 1, 2, 3.5),
            '<circle class="chart__dot" cx="1" cy="2" r="3.5"/>',
        ),
        (
            shape("polygon", "ring", [(0, 1), (2, 3)]),
            '<polygon class="chart__ring" points="0.0,1.0 2.0,3.0"/>',
        ),
        (
            text("note", "Nhân lực", x=1, y=2, anchor="end"),
            '<text class="chart__note" x="1" y="2" text-anchor="end">Nhân lực</text>',
        ),
        (label("a"), '<text class="chart__label">a</text>'),
    ],
)
def test_an_element_has_its_class_and_where_it_stands(written, svg):
    assert written == svg


def test_the_lines_of_a_label_are_spans_of_one_text():
    spans = span("Nhân", 0, 1) + value_span("40 %", 0, 2)
    drawn = ElementTree.fromstring(label(spans, "middle"))
    assert [part.text for part in drawn] == ["Nhân", "40 %"]
    assert [part.get("class") for part in drawn] == [None, "chart__value"]
    assert drawn.get("text-anchor") == "middle"


@pytest.mark.parametrize("write", [
    lambda words: text("label", words, x=0, y=0, anchor="end"),
    lambda words: span(words, 0, 0),
    lambda words: value_span(words, 0, 0),
])  # fmt: skip
@given(words=PRINTABLE)
def test_whatever_words_are_given_they_are_read_as_they_stand(write, words):
    assert (ElementTree.fromstring(write(words)).text or "") == words


@given(title=PRINTABLE)
def test_a_chart_is_named_by_its_title(title):
    head = opened("bars", "0 0 350 46", title=title, name="x")
    chart = ElementTree.fromstring(f"{head}</svg>")
    (named,) = chart
    assert (named.text or "") == title
    assert chart.get("aria-labelledby") == named.get("id") == "x-title"
    assert (chart.get("role"), chart.get("viewBox")) == ("img", "0 0 350 46")


@pytest.mark.parametrize(
    ("value", "written"), [(0, "0.0"), (12.34, "12.3"), (-0.04, "-0.0"), (7, "7.0")]
)
def test_a_coordinate_has_one_decimal(value, written):
    assert at(value) == written


def test_corners_are_pairs_apart():
    assert corners([(0, 1), (2.25, -3)]) == "0.0,1.0 2.2,-3.0"
    assert corners([]) == ""
