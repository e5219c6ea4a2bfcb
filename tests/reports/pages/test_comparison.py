"""The comparison with others, drawn and worded, of records alone."""

import re

import pytest
from django.utils import translation

from accounts.access.scopes import Scope
from reports.contents.comparison import Sample
from reports.pages.comparison import comparison_page_of
from tests.reports.records import (
    make_coarse_placement,
    make_comparison,
    make_contents,
    make_placement,
)


class TestPage:
    """The page by itself, of records alone."""

    def test_without_a_comparison_there_is_none(self):
        assert comparison_page_of(make_contents()) is None

    @pytest.mark.parametrize(
        ("scope", "own"),
        [(Scope.OWN, "You"), (Scope.PILLARS, "This enterprise")],
    )
    def test_the_enterprise_is_spoken_to_and_to_others_spoken_of(self, scope, own):
        shown = page_in_english(scope=scope)
        assert shown.own == own
        assert f"{own}: 41.3%" in shown.total.chart

    def test_the_total_stands_apart_and_first(self):
        shown = page_in_english()
        assert shown.total.name == "In total"
        assert [card.name for card in shown.pillars] == ["Trụ cột 1", "Trụ cột 2"]
        assert shown.cards == (shown.total, *shown.pillars)

    def test_without_a_total_the_pillars_are_all(self):
        shown = page_in_english(placements=(make_placement("1"),))
        assert shown.total is None
        assert shown.cards == shown.pillars

    def test_a_card_says_rank_percent_and_the_middle_half(self):
        card = page_in_english().total
        assert card.rank == (
            "higher than at least 15 of 34 enterprises of the same sector and size"
        )
        assert card.short_rank == "higher than at least 15 of 34"
        assert (card.percent, card.median, card.middle) == (
            "41.3%",
            "40.0%",
            "28.4% to 51.9%",
        )
        assert card.beside == ""

    def test_among_many_the_chart_is_named_with_how_many_they_are(self):
        shown = page_in_english(placements=(make_placement(below=620, count=1000),))
        assert "(1,000 enterprises)</title>" in shown.total.chart

    def test_no_two_charts_of_the_page_have_one_name(self):
        codes = ("", "1", "1.1", "2")
        shown = page_in_english(placements=tuple(map(make_placement, codes)))
        names = [
            re.search(r'<title id="([^"]+)"', card.chart)[1] for card in shown.cards
        ]
        assert len(set(names)) == len(codes)
        assert all("." not in name for name in names)

    def test_one_sample_alone_is_no_choice(self):
        assert page_in_english(options=(Sample("size", 34),)).options == ()
        assert page_in_english().options == (
            ("size", "Same sector and size (34)"),
            ("all", "All sectors (140)"),
        )

    def test_each_part_of_a_card_has_a_row_with_its_count(self):
        for card in page_in_english().cards:
            assert card.parts[2] == ("40 to 60%", 23)
            counts = tuple(part.count for part in card.placement.spread.parts)
            assert tuple(count for _words, count in card.parts) == counts

    def test_a_card_among_few_has_its_words_alone(self):
        few = make_coarse_placement("1")
        shown = page_in_english(placements=(make_placement(), few))
        (card,) = shown.pillars
        assert card.short_rank == "higher than about half"
        assert (card.chart, card.median, card.middle, card.parts) == ("", "", "", ())
        assert shown.full_cards == (shown.total,)
        assert "30 enterprises" in shown.coarseness

    def test_what_others_raised_is_counted(self):
        shown = page_in_english()
        assert shown.raised == (("1.1.1", "Tiêu chí 1.1.1", "≥ 15/33"),)
        assert shown.rises.startswith("33 enterprises of the same sector and size rose")

    def test_where_too_few_rose_nothing_is_said_of_them(self):
        shown = page_in_english(rises=None, raised=())
        assert (shown.rises, shown.rises_widened, shown.raised) == ("", "", ())


def page_in_english(scope: Scope = Scope.OWN, **fields):
    comparison = make_comparison(**fields)
    with translation.override("en"):
        return comparison_page_of(make_contents(scope=scope, comparison=comparison))
