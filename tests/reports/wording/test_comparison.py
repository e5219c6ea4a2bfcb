"""How a comparison is said: whom with, how many they are, where the enterprise stands."""

from decimal import Decimal

import pytest
from django.utils import translation

from reports.contents.comparison import Raised, Sample
from reports.wording import comparison as words
from scoring.benchmark import Rank
from tests.reports.records import make_comparison, make_placement

BREADTHS = ["area", "size", "sector", "all"]


def in_english(text_of, *facts) -> str:
    with translation.override("en"):
        return text_of(*facts)


@pytest.mark.parametrize(
    ("rank", "text"),
    [
        ((62, 0, 100), "cao hơn 62 trong 100 doanh nghiệp cùng ngành và quy mô"),
        ((60, 5, 100), "cao hơn 62 trong 100 doanh nghiệp cùng ngành và quy mô"),
        ((62, 4, 99), "cao hơn 62 trong số 99 doanh nghiệp cùng ngành và quy mô"),
        ((11, 1, 12), "cao hơn 11 trong số 12 doanh nghiệp cùng ngành và quy mô"),
        (
            (0, 12, 12),
            "chưa cao hơn doanh nghiệp nào trong số 12 doanh nghiệp cùng ngành và quy mô",
        ),
        ((0, 12, 120), "chưa cao hơn doanh nghiệp cùng ngành và quy mô nào"),
        (
            (1, 1, 1000),
            "cao hơn chưa tới 1 trong 100 doanh nghiệp cùng ngành và quy mô",
        ),
        ((999, 1, 1000), "cao hơn 99 trong 100 doanh nghiệp cùng ngành và quy mô"),
    ],
)
def test_a_rank_is_said_in_plain_words_and_never_too_high(rank, text):
    placement = make_placement(rank=Rank(*rank))
    assert words.rank(placement, "size") == text


@pytest.mark.parametrize(
    ("rank", "text", "joint"),
    [
        ((6, 1, 12), "higher than 6 of 12", ""),
        ((0, 12, 12), "not yet higher than any of 12", ""),
        ((0, 12, 120), "not yet higher than any", " of the"),
        ((1, 1, 1000), "higher than fewer than 1 of 100", ""),
        ((600, 40, 1000), "higher than 62 of 100", ""),
    ],
)
def test_in_short_a_rank_leaves_to_the_head_whom_it_is_among(rank, text, joint):
    placement = make_placement(rank=Rank(*rank))
    whole = f"{text}{joint} enterprises of all sectors"
    assert in_english(words.short_rank, placement) == text
    assert in_english(words.rank, placement, "all") == whole


@pytest.mark.parametrize(
    ("count", "is_counted", "beside"),
    [(12, True, ""), (99, True, ""), (100, False, "100 enterprises")],
)
def test_from_a_hundred_on_how_many_they_are_stands_beside(count, is_counted, beside):
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
            words.size_of,
            Sample("size", 34),
            "Compared with 34 enterprises: same sector and size.",
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
            "There are not yet 10 enterprises of the same sector that rose a level, "
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
    assert words.raised(Raised("1.1", "Web", 17), Sample("all", 1023)) == "17/1.023"


def test_the_total_has_a_name_though_it_is_no_pillar():
    assert in_english(words.name, make_placement()) == "In total"
    assert words.name(make_placement("1")) == "Trụ cột 1"


def test_the_middle_half_is_told_from_its_lower_to_its_upper_end():
    placement = make_placement(
        quartiles=(Decimal("28.4"), Decimal(40), Decimal("51.9"))
    )
    assert in_english(words.middle, placement) == "28.4% to 51.9%"


@pytest.mark.parametrize(
    ("number", "parts", "text"),
    [(0, 10, "0 to 10%"), (9, 10, "90 to 100%"), (1, 3, "33 to 66%")],
)
def test_a_part_of_the_distribution_is_told_by_its_ends(number, parts, text):
    assert in_english(words.part, number, parts) == text


@pytest.mark.parametrize(
    ("count", "begins"),
    [
        (12, "Each enterprise counts once"),
        (100, "The newest result of each enterprise"),
    ],
)
def test_how_it_was_counted_is_told_with_the_day(count, begins):
    comparison = make_comparison(placements=(make_placement(count=count),))
    text = in_english(words.source, comparison)
    assert text.startswith(begins)
    assert "20/11/2026" in text


def test_one_placement_among_a_hundred_is_enough_to_tell_of_halves():
    placements = (make_placement(count=12), make_placement("1", count=100))
    text = in_english(words.source, make_comparison(placements=placements))
    assert "count half" in text
