"""How a comparison is said: whom with, how many they are, where the enterprise stands."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import translation

from reports.contents.comparison import Raised, Sample
from reports.wording import comparison as words
from scoring.benchmark import Part, Rank
from tests.reports.records import (
    make_coarse_placement,
    make_comparison,
    make_placement,
    make_spread,
)

BREADTHS = ["area", "size", "sector", "all"]


def in_english(text_of, *facts) -> str:
    with translation.override("en"):
        return text_of(*facts)


@pytest.mark.parametrize(
    ("rank", "text"),
    [
        ((310, 0, 500), "cao hơn 62 trong 100 doanh nghiệp cùng ngành và quy mô"),
        ((300, 25, 500), "cao hơn 62 trong 100 doanh nghiệp cùng ngành và quy mô"),
        (
            (312, 4, 499),
            "cao hơn ít nhất 310 trong số 499 doanh nghiệp cùng ngành và quy mô",
        ),
        (
            (33, 1, 34),
            "cao hơn ít nhất 30 trong số 34 doanh nghiệp cùng ngành và quy mô",
        ),
        (
            (4, 0, 34),
            "cao hơn chưa tới 5 trong số 34 doanh nghiệp cùng ngành và quy mô",
        ),
        (
            (0, 34, 34),
            "cao hơn chưa tới 5 trong số 34 doanh nghiệp cùng ngành và quy mô",
        ),
        (
            (1, 1, 1000),
            "cao hơn chưa tới 1 trong 100 doanh nghiệp cùng ngành và quy mô",
        ),
        ((999, 1, 1000), "cao hơn 99 trong 100 doanh nghiệp cùng ngành và quy mô"),
    ],
)
def test_a_rank_is_said_in_plain_words_and_never_too_high(rank, text):
    spread = make_spread(rank=Rank(*rank))
    placement = replace(make_placement(), spread=spread)
    assert words.rank(placement, "size") == text
    assert text.startswith(words.short_rank(placement))


@pytest.mark.parametrize(
    ("side", "text"),
    [
        (1, "cao hơn khoảng một nửa số doanh nghiệp cùng ngành"),
        (0, "ở khoảng giữa các doanh nghiệp cùng ngành"),
        (-1, "chưa cao hơn khoảng một nửa số doanh nghiệp cùng ngành"),
    ],
)
def test_among_few_no_more_is_said_than_about_half_and_no_number(side, text):
    placement = make_coarse_placement(side=side)
    assert words.rank(placement, "sector") == text
    assert text.startswith(words.short_rank(placement))
    assert not re.search(r"\d", text)
    assert words.beside(placement) == ""
    assert not words.is_counted(placement)


@pytest.mark.parametrize(
    ("rank", "text"),
    [
        ((16, 1, 34), "higher than at least 15 of 34"),
        ((4, 0, 34), "higher than fewer than 5 of 34"),
        ((1, 1, 1000), "higher than fewer than 1 of 100"),
        ((600, 40, 1000), "higher than 62 of 100"),
    ],
)
def test_in_short_a_rank_leaves_to_the_head_whom_it_is_among(rank, text):
    placement = replace(make_placement(), spread=make_spread(rank=Rank(*rank)))
    whole = f"{text} enterprises of all sectors"
    assert in_english(words.short_rank, placement) == text
    assert in_english(words.rank, placement, "all") == whole


@pytest.mark.parametrize(
    ("count", "is_counted", "beside"),
    [(34, True, ""), (499, True, ""), (500, False, "500 enterprises")],
)
def test_from_five_hundred_on_how_many_they_are_stands_beside(
    count, is_counted, beside
):
    placement = make_placement(count=count)
    assert words.is_counted(placement) is is_counted
    assert in_english(words.beside, placement) == beside


@pytest.mark.parametrize("breadth", BREADTHS)
def test_each_breadth_has_a_long_and_a_short_name_in_both_languages(breadth):
    for name in (words.whom, words.circle):
        assert name(breadth) != in_english(name, breadth)


def test_one_enterprise_is_not_told_in_the_plural():
    assert in_english(words.enterprises, 1) == "1 enterprise"
    assert in_english(words.enterprises, 1200) == "1,200 enterprises"


@pytest.mark.parametrize(
    ("text_of", "sample", "english"),
    [
        (words.option, Sample("size", 34), "Same sector and size (34)"),
        (words.option, Sample("all", 1200), "All sectors (1,200)"),
        (
            words.option,
            Sample("size", 20, is_exact=False),
            "Same sector and size (20 or more)",
        ),
        (
            words.size_of,
            Sample("size", 34),
            "Compared with 34 enterprises: same sector and size.",
        ),
        (
            words.size_of,
            Sample("size", 20, is_exact=False),
            "Compared with 20 enterprises or more: same sector and size.",
        ),
        (words.widened, Sample("size", 34), ""),
        (
            words.widened,
            Sample("sector", 34, ("area", "size")),
            "There are not yet 10 enterprises of the same sector and size, "
            "so the comparison is with the whole sector: 34 enterprises.",
        ),
        (words.rises_widened, Sample("size", 23), ""),
        (words.rises_widened, None, ""),
        (
            words.rises_widened,
            Sample("all", 23, ("area", "size", "sector")),
            "There are not yet 30 enterprises of the same sector that rose a level, "
            "so these are from all sectors.",
        ),
        (
            words.rises,
            Sample("all", 23),
            "23 enterprises of all sectors rose to a higher level between two rounds.",
        ),
        (words.rises, None, ""),
    ],
)
def test_whom_a_comparison_is_with_is_said_with_its_size(text_of, sample, english):
    assert in_english(text_of, sample) == english


def test_of_those_that_rose_it_is_told_how_many_raised_a_question():
    assert words.raised(Raised("1.1", "Web", 17), Sample("all", 1023)) == "≥ 17/1.023"


def test_the_total_has_a_name_though_it_is_no_pillar():
    assert in_english(words.name, make_placement()) == "In total"
    assert words.name(make_placement("1")) == "Trụ cột 1"


def test_the_middle_half_is_told_from_its_lower_to_its_upper_end():
    spread = make_spread(quartiles=(Decimal("28.4"), Decimal(40), Decimal("51.9")))
    assert in_english(words.middle, spread) == "28.4% to 51.9%"


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [(0, 1, "0 to 10%"), (9, 10, "90 to 100%"), (3, 6, "30 to 60%")],
)
def test_a_part_of_the_distribution_is_told_by_its_ends(start, end, text):
    assert in_english(words.part, Part(start, end, 5)) == text


def test_who_counts_and_when_figures_change_is_told_with_the_day():
    text = in_english(words.source, make_comparison())
    assert text.startswith("Only enterprises with an account, or confirmed")
    assert "change only when at least 5 enterprises" in text
    assert text.endswith("last on 20/11/2026.")


def test_one_placement_among_five_hundred_is_enough_to_tell_of_halves():
    placements = (make_placement(count=34), make_placement("1", count=500))
    text = in_english(words.source, make_comparison(placements=placements))
    assert "count half" in text


def test_among_few_it_is_told_why_there_are_no_figures():
    assert words.coarseness(make_comparison()) == ""
    placements = (make_placement(), make_coarse_placement("1"))
    text = in_english(words.coarseness, make_comparison(placements=placements))
    assert "“higher than about half”" in text
    assert "30 enterprises" in text
