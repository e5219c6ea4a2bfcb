"""The elements of an inline chart as text."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.charts.elements import (
    at,
    corners,
    element,
    lines_of_text,
    opened,
    span,
    text,
    value_span,
)

PRINTABLE = st.text(
    st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc", "Cn"])
)


def test_an_element_has_its_class_first_and_then_what_it_was_given():
    rect = element("rect", "bar", x=0, width="12.5", rx=3)
    assert rect == '<rect class="chart__bar" x="0" width="12.5" rx="3"/>'


def test_an_anchor_is_written_by_its_name_in_svg():
    label = text("label", "Nhân lực", x=1, anchor="end")
    assert label == '<text class="chart__label" x="1" text-anchor="end">Nhân lực</text>'


def test_the_lines_of_a_label_are_spans_of_one_text():
    spans = span("Nhân", x=0, y=1) + value_span("40 %", x=0, y=2)
    label = ElementTree.fromstring(lines_of_text(spans, anchor="middle"))
    assert [part.text for part in label] == ["Nhân", "40 %"]
    assert [part.get("class") for part in label] == [None, "chart__value"]


@pytest.mark.parametrize("write", [
    lambda words: text("label", words, x=0),
    lambda words: span(words, x=0, y=0),
    lambda words: value_span(words, x=0, y=0),
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
