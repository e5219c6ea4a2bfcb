"""Money as a roadmap tells it: estimates with two digits, and what the decree could pay of them."""

import pytest
from django.utils import translation
from django.utils.translation import gettext

from registry.sizes import support_for
from roadmap.planning.subsidies import funds_of, money_range, share_of

MILLION = 1_000_000


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0, 0, ""),
        (5 * MILLION, 5 * MILLION, "5 triệu đồng"),
        (0, 15_400_000, "0 – 15 triệu đồng"),
        (33 * MILLION, 194 * MILLION, "33 – 190 triệu đồng"),
        (460 * MILLION, 1_860 * MILLION, "460 triệu đồng – 1,9 tỷ đồng"),
        (994 * MILLION, 996 * MILLION, "990 triệu đồng – 1 tỷ đồng"),
        (14_240 * MILLION, 45_220 * MILLION, "14 – 45 tỷ đồng"),
    ],
)
def test_estimates_are_told_with_two_digits_and_the_unit_once_where_it_is_the_same(
    low, high, words
):
    with translation.override("vi"):
        assert money_range(low, high) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [("vi", "còn khoảng 0 – 2 triệu đồng"), ("en", "still about 0 – 2 million")],
)
def test_an_estimate_from_nothing_reads_well_after_about(language, words):
    with translation.override(language):
        assert (
            gettext("still about %(cost)s") % {"cost": money_range(0, 2 * MILLION)}
        ).startswith(words)


def test_what_is_paid_never_passes_the_ceiling_of_a_year_however_many_steps_there_are():
    found = support_for("dx_solutions", "small")
    share = share_of("dx_solutions", "small", 10 * found.ceiling)
    (fund,) = funds_of([("dx_solutions", 0, 10 * found.ceiling)] * 3, "small")
    with translation.override("vi"):
        assert share.most_words == share.ceiling_words == fund.most == fund.ceiling


def test_a_large_enterprise_is_promised_nothing():
    assert share_of("dx_solutions", "large", MILLION) is None
    assert funds_of([("dx_solutions", 0, MILLION)], "large") == []
