"""The comparison with others in the report."""

import pytest
from django.utils import translation

from reports.contents.comparison import Sample
from reports.pdf.comparison import comparison
from tests.reports.pdf.flowables import text_of
from tests.reports.records import (
    make_coarse_placement,
    make_comparison,
    make_placement,
)


def said(**fields) -> str:
    with translation.override("en"):
        return text_of(comparison(make_comparison(**fields)))


def test_without_a_comparison_there_is_no_such_section():
    assert list(comparison(None)) == []


def test_all_of_it_is_kept_together():
    assert len(list(comparison(make_comparison()))) == 1


def test_it_says_whom_with_and_how_many():
    assert "Compared with 34 enterprises: same sector and size." in said()


def test_a_wider_sample_says_why_it_is_wider_instead():
    text = said(sample=Sample("sector", 34, ("area", "size")))
    assert "so the comparison is with the whole sector: 34 enterprises." in text
    assert "Compared with 34 enterprises" not in text


@pytest.mark.parametrize("fictional", [True, False])
def test_within_the_demo_it_says_so(fictional):
    assert ("within the demo" in said(fictional=fictional)) is fictional


def test_every_placement_has_its_words():
    text = said()
    assert text.count("higher than at least 15 of 34") == 3
    assert "In total" in text


@pytest.mark.parametrize(("count", "in_brackets"), [(34, False), (1200, True)])
def test_how_many_stand_in_brackets_is_explained_where_they_do(count, in_brackets):
    text = said(placements=(make_placement(count=count),))
    assert ("In brackets: how many enterprises are compared." in text) is in_brackets


def test_what_stands_in_brackets_is_explained_in_vietnamese_too():
    compared = make_comparison(placements=(make_placement(count=1200),))
    text = text_of(comparison(compared))
    assert "Trong ngoặc: số doanh nghiệp được so sánh." in text
    assert "(1.200)" in text


def test_when_it_was_counted_stands_below():
    assert "last on 20/11/2026" in said()


def test_among_few_it_says_why_there_is_no_more_and_draws_no_band():
    text = said(placements=(make_coarse_placement(), make_coarse_placement("1", 0)))
    assert "higher than about half" in text
    assert "about in the middle" in text
    assert "The dot is this enterprise." in text
    assert "the middle half of the others" not in text
    assert "exact figures from 30 enterprises on" in text


@pytest.mark.parametrize("has_account", [True, False])
def test_who_has_no_account_is_told_that_it_does_not_count(has_account):
    text = said(has_account=has_account)
    assert ("does not count for others" in text) is not has_account
