"""The comparison with others in the report."""

import pytest
from django.utils import translation

from reports.contents.comparison import Sample
from reports.pdf.comparison import comparison
from tests.reports.pdf.flowables import text_of
from tests.reports.records import make_comparison, make_placement


def said(**fields) -> str:
    with translation.override("en"):
        return text_of(comparison(make_comparison(**fields)))


def test_without_a_comparison_there_is_no_such_section():
    assert list(comparison(None)) == []


def test_all_of_it_is_kept_together():
    assert len(list(comparison(make_comparison()))) == 1


def test_it_says_whom_with_and_how_many():
    assert "Compared with 12 enterprises: same sector and size." in said()


def test_a_wider_sample_says_why_it_is_wider_instead():
    text = said(sample=Sample("sector", 12, ("area", "size")))
    assert "so the comparison is with the whole sector: 12 enterprises." in text
    assert "Compared with 12 enterprises" not in text


@pytest.mark.parametrize("fictional", [True, False])
def test_within_the_demo_it_says_so(fictional):
    assert ("within the demo" in said(fictional=fictional)) is fictional


def test_every_placement_has_its_words():
    text = said()
    assert text.count("higher than 6 of 12") == 3
    assert "In total" in text


@pytest.mark.parametrize(("count", "in_brackets"), [(12, False), (1200, True)])
def test_how_many_stand_in_brackets_is_explained_where_they_do(count, in_brackets):
    text = said(placements=(make_placement(count=count),))
    assert ("In brackets: how many enterprises are compared." in text) is in_brackets


def test_what_stands_in_brackets_is_explained_in_vietnamese_too():
    compared = make_comparison(placements=(make_placement(count=1200),))
    text = text_of(comparison(compared))
    assert "Trong ngoặc: số doanh nghiệp được so sánh." in text
    assert "(1.200)" in text


def test_when_it_was_counted_stands_below():
    assert "as of 20/11/2026" in said()
