"""The words for what an enterprise has and lacks."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import translation

from reports.wording import standing as words
from tests.reports.records import LEVELS, make_contents, make_standing


def in_english(say, *args) -> str:
    with translation.override("en"):
        return say(*args)


def test_an_empty_list_is_told_in_words_and_a_full_one_tells_itself():
    empty = make_standing(has=(), lacks=())
    assert words.nothing_there(empty) == "Chưa có công cụ hay cách làm số nào."
    assert words.nothing_missing(empty).startswith("Những việc nên làm kế tiếp")
    full = make_standing()
    assert (words.nothing_there(full), words.nothing_missing(full)) == ("", "")


@pytest.mark.parametrize(
    ("count", "vietnamese", "english"),
    [
        (0, "", ""),
        (1, "và 1 điều nữa", "and 1 more"),
        (7, "và 7 điều nữa", "and 7 more"),
    ],
)
def test_how_much_a_list_leaves_out_is_told(count, vietnamese, english):
    assert words.more(count) == vietnamese
    assert in_english(words.more, count) == english


def test_whose_words_tell_a_level_is_told():
    ours = LEVELS[2]
    assert words.meaning_head(ours) == "Mức 2 nói chung, theo lời chúng tôi"
    theirs = replace(ours, sure="Hai nguồn")
    assert words.meaning_head(theirs) == "Theo Bộ, mức 2 nghĩa là"


@pytest.mark.parametrize(
    ("even", "begins"),
    [
        (None, ""),
        ((Decimal(50), Decimal(50)), "Every part stands at 50.0%"),
        ((Decimal(48), Decimal(52)), "All parts are about even, from 48.0% to 52.0%"),
    ],
)
def test_that_no_part_stands_out_is_told_with_how_high_they_all_are(even, begins):
    text = in_english(words.even, make_contents(even=even))
    assert text.startswith(begins)
    assert bool(text) == bool(even)
