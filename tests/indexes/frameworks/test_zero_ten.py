"""A rating from 0 to 10: means of means in thirds, and one question that counts options."""

from fractions import Fraction

import pytest

from indexes.documents.check import check_file
from indexes.index.options import level_of_options
from tests.builders import INDEXES
from tests.indexes.frameworks.rows import (
    by_code,
    drawn_rows,
    index_named,
    scored,
    scored_as_csv,
)

PILLARS = {
    "staff": ("staff.skill", "staff.ease", "staff.taught"),
    "customers": ("customers.reach", "customers.ways"),
    "work": ("work.paper", "work.between", "work.plan"),
}
RATINGS = {"staff.taught": (0, 5, 10), "customers.ways": (0, 4, 7, 10)}


def rating(code: str, level: int) -> int:
    return RATINGS.get(code, range(11))[level]


def expected(levels: dict[str, int]) -> tuple[Fraction, int, dict[str, int]]:
    """By the rule alone: the mean of what applies, of each pillar and of all of them."""
    means = {}
    for pillar, codes in PILLARS.items():
        ratings = [rating(code, levels[code]) for code in codes if code in levels]
        means[pillar] = Fraction(sum(ratings), len(ratings))
    whole = sum(means.values()) / len(means)
    return whole, third(whole), {pillar: third(mean) for pillar, mean in means.items()}


def third(rating: Fraction) -> int:
    """A third is in the middle, two thirds are not yet high."""
    if rating * 3 < 10:
        return 1
    return 2 if rating * 3 <= 20 else 3


def test_the_file_has_no_fault():
    assert check_file(INDEXES / "zero-ten.yaml")[1] == []


def test_every_row_comes_out_as_the_rule_says():
    index = index_named("zero-ten")
    rows = drawn_rows(index, 500)
    for row, outcome in zip(rows, scored(index, rows), strict=True):
        whole, level, levels = expected(by_code(index, row))
        assert (outcome.level, outcome.pillar_levels) == (level, levels)
        assert outcome.total == whole
    assert {outcome.level for outcome in scored(index, rows)} == {1, 2, 3}


def test_exactly_a_third_and_two_thirds_fall_where_the_file_says():
    index = index_named("zero-ten")
    third_of_all = [5, 5, 0, -2, 0, 0, -2, -2]
    (outcome,) = scored(index, [third_of_all])
    assert outcome.pillar_levels == {"staff": 2, "customers": 1, "work": 1}
    (outcome,) = scored(index, [[10, 5, 1, 5, 0, 10, -2, 9]])
    assert outcome.pillar_levels == {"staff": 2, "customers": 1, "work": 3}


def test_a_file_of_answers_has_ratings_of_two_digits(tmp_path):
    index = index_named("zero-ten")
    rows = drawn_rows(index, 40)
    assert max(row[0] for row in rows) == 10
    for row, line in zip(rows, scored_as_csv(index, rows, tmp_path), strict=True):
        assert int(line["level"]) == expected(by_code(index, row))[1]


@pytest.mark.parametrize(
    ("chosen", "level"),
    [
        ([], 0),
        (["none"], 0),
        (["zalo"], 1),
        (["zalo", "web"], 1),
        (["zalo", "web", "shop"], 2),
        (["zalo", "web", "shop", "phone"], 2),
        (["zalo", "web", "shop", "phone", "page"], 3),
        (["zalo", "web", "shop", "phone", "page", "market"], 3),
    ],
)
def test_ways_to_sell_count_however_many_they_are(chosen, level):
    question = index_named("zero-ten").questions["customers.ways"]
    assert level_of_options(question, chosen) == level
