"""Pillars with bands of their own and indicators with levels: what does not fit is told."""

import pytest

from tests.indexes.documents.spoilt import SMALL, WIDE, assert_told, changed

OWN = "why: {vi: Khách ở trên mạng., en: Customers are online.}"
TIER = """  indicator_level:
    combine: %s
    basis: percent_of_maximum
    bands: [{level: 0, up_to: 50}, {level: 1, above: 50, up_to: 100}]
    confidence: assumed
  not_applicable: {allowed: true"""


def with_tier(combine: str, text: str = SMALL) -> str:
    return changed("  not_applicable: {allowed: true", TIER % combine, text)


@pytest.mark.parametrize("combine", ["sum", "mean"])
def test_indicators_may_have_levels_of_their_own(combine, problems_of):
    assert problems_of(with_tier(combine)) == []


def test_a_pillar_may_have_bands_and_levels_of_its_own(problems_of):
    levels = (
        "levels: [{level: 9, name: {vi: Hết, en: All}, meaning: {vi: Đủ., en: All.}}]"
    )
    bands = "bands: [{level: 8, below: 40}, {level: 9, at_least: 40, up_to: 100}]"
    problems = problems_of(changed(OWN, f"{OWN}\n    {levels}\n    {bands}"))
    assert_told(
        problems, "pillars[0].bands[0].level", "Level 8 is not among the levels."
    )
    bands = "bands: [{level: 0, below: 40}, {level: 1, at_least: 40, up_to: 100}]"
    assert problems_of(changed(OWN, f"{OWN}\n    {levels}\n    {bands}")) == []


@pytest.mark.parametrize(
    ("old", "new", "place", "sentence"),
    [
        (
            OWN,
            f"{OWN}\n    bands: [{{level: 0, below: 40}}, {{level: 1, at_least: 50}}]",
            "pillars[0].bands[1].at_least",
            "hole: nothing covers above 40 up to 50",
        ),
        (
            "name: {vi: Trang riêng, en: Own site}",
            "name: {vi: Trang riêng, en: Own site}\n        weight: 2",
            "indicators[0].weight",
            "indicators are no means",
        ),
        (
            "{level: 5, total_above: 32, pillars_at_least: 3, pillar_level: 5}",
            "{level: 5}",
            "gates[0]",
            "This gate asks for nothing.",
        ),
        (
            "{level: 5, total_above: 32, pillars_at_least: 3, pillar_level: 5}",
            "{level: 5, total_above: 32, pillars_at_least: 3}",
            "gates[0]",
            "stand together, or neither does",
        ),
        (
            "allowed: true, maximum: shrinks",
            "allowed: true, maximum: grows",
            "not_applicable.maximum",
            "must be one of shrinks, stays",
        ),
    ],
)
def test_what_does_not_fit_in_the_rules_is_told_with_its_line(
    old, new, place, sentence, problems_of
):
    assert_told(problems_of(changed(old, new)), place, sentence)


def test_a_level_of_a_pillars_own_stands_there_once(problems_of):
    row = "{level: 1, name: {vi: Hết, en: All}, meaning: {vi: Đủ., en: All.}}"
    twice = changed(OWN, f"{OWN}\n    levels: [{row}, {row}]")
    assert_told(problems_of(twice), "levels[1].level", "Level 1 is here twice.")


@pytest.mark.parametrize(
    ("old", "new", "place", "sentence"),
    [
        (
            "name: {vi: Trang riêng, en: Own site}",
            "name: {vi: Trang riêng, en: Own site}\n        weight: 0",
            "indicators[0].weight",
            "A weight must be above 0.",
        ),
        (
            "combine: mean",
            "combine: mean\n    worth: 0",
            "indicator_level.worth",
            "would count for nothing",
        ),
        (
            "[0, 2, 4, 6, 8, 10]",
            "[-5, -4, -3, -2, -1, 0]",
            "questions[1]",
            "In a mean the highest level must be worth more than nothing.",
        ),
    ],
)
def test_what_a_mean_cannot_use_is_told_with_its_line(
    old, new, place, sentence, problems_of
):
    spoilt = changed(old, new, with_tier("mean"))
    assert_told(problems_of(spoilt), place, sentence)


def test_shares_too_fine_to_be_exact_are_refused_at_their_indicator(problems_of):
    """Of thirty questions any may not apply: no unit makes all their shares whole."""
    start = SMALL.index("          - code: 1.1.1")
    question = SMALL[start : SMALL.index("          - code: 1.1.2")]
    many = ""
    for number in range(30):
        one = question.replace("code: 1.1.1", f"code: 1.1.{100 + number}", 1)
        one = one.replace(
            "kind: level", "kind: level\n            not_applicable: true"
        )
        many += one.replace("&six", "").replace("&help", "")
    spoilt = with_tier("mean", SMALL.replace(question, question + many, 1))
    assert_told(problems_of(spoilt), "scoring", "cut too finely")


def test_a_pillar_that_earns_nothing_is_told_where_it_stands(problems_of):
    text = SMALL.replace("[0, 2, 4, 6, 8, 10]", "[-5, -4, -3, -2, -1, 0]")
    lone = text.replace(
        "kind: count", "kind: count\n            not_applicable: true", 1
    )
    reachable = changed("total_above: 32", "total_above: 26", lone)
    assert_told(problems_of(reachable), "pillars[2]", "penalty_alone")


def test_levels_of_indicators_may_have_names_of_their_own(problems_of):
    row = "{level: 7, name: {vi: Đủ, en: Whole}, meaning: {vi: Đủ., en: Whole.}}"
    tier = with_tier("sum")
    spoilt = changed("{level: 1, above: 50", "{level: 7, above: 50", tier)
    named = changed("combine: sum", f"combine: sum\n    levels: [{row}, {row}]", tier)
    place = "scoring.indicator_level"
    assert_told(problems_of(spoilt), f"{place}.bands[1].level", "Level 7 is not among")
    assert_told(
        problems_of(named), f"{place}.levels[1].level", "Level 7 is here twice."
    )


def test_groups_need_a_maximum_that_gives_way(problems_of):
    """Where what does not apply earns its points, a group and its criteria would earn twice."""
    text = changed("maximum: shrinks", "maximum: stays", WIDE)
    problems = problems_of(text, "wide.yaml")
    assert_told(problems, "group_question", "its criteria may leave the sum")
