"""Bands leave no hole, gates fall, and every pillar that earns points is weighed."""

import pytest

from tests.indexes.documents.spoilt import WIDE, assert_told, changed


@pytest.mark.parametrize(
    ("old", "new", "place", "sentence"),
    [
        (
            "above: 20, up_to: 40",
            "above: 25, up_to: 40",
            "bands[2].above",
            "hole: nothing covers above 20 up to 25",
        ),
        (
            "above: 20, up_to: 40",
            "above: 15, up_to: 40",
            "bands[2].above",
            "The bands overlap from 15 to 20.",
        ),
        (
            "- {level: 2, above: 20",
            "- {level: 3, above: 20",
            "bands[2].level",
            "Level 2 is expected here, not 3.",
        ),
        (
            "up_to: 100",
            "up_to: 90",
            "bands[5].up_to",
            "The highest band must reach 100.",
        ),
        (
            "{level: 4, total_above: 24",
            "{level: 4, total_above: 34",
            "gates[1]",
            "may not ask for more than the level",
        ),
        (
            "total_above: 32",
            "total_above: 40",
            "gates[0].total_above",
            "Nobody can have more than 40 points",
        ),
        (
            "pillars_at_least: 3",
            "pillars_at_least: 4",
            "gates[0].pillars_at_least",
            "There are only 3 pillars.",
        ),
        (
            "{level: 3, total_above: 16",
            "{level: 2, total_above: 16",
            "gates[2].level",
            "3 is expected here",
        ),
        (
            "otherwise: {level: 0",
            "otherwise: {level: 1",
            "otherwise.level",
            "a level below the lowest gate",
        ),
        (
            "{allowed: true, maximum: shrinks",
            "{allowed: false",
            "not_applicable",
            "no answer to be not applicable",
        ),
        (
            "{allowed: true, maximum: shrinks",
            "{allowed: true",
            "scoring.not_applicable",
            "say how the maximum changes",
        ),
    ],
)
def test_a_gap_in_the_rules_is_told_with_its_key(
    problems_of, old, new, place, sentence
):
    assert_told(problems_of(changed(old, new)), place, sentence)


@pytest.mark.parametrize(
    ("old", "new", "place", "sentence"),
    [
        (
            "weight: 40, split",
            "weight: 40/, split",
            "parts[0].weight",
            "A number or a fraction such as '125/6'",
        ),
        (
            "pillars: ['1', '2']",
            "pillars: ['1']",
            "total.parts",
            "The pillar '2' is in no part",
        ),
        (
            "pillars: ['1', '2']",
            "pillars: ['1', '2', '3']",
            "parts[1].pillars[0]",
            "The pillar '3' is in two parts.",
        ),
        (
            "pillars: ['1', '2']",
            "pillars: ['1', '2', '4']",
            "parts[0].pillars[2]",
            "no pillar '4' that earns points",
        ),
        (
            "rule: bands",
            "rule: ladder",
            "overall_level.rule",
            "must be one of gated, bands",
        ),
        (
            "at_least: 50, below: 90",
            "at_least: 60, below: 90",
            "bands[1].at_least",
            "nothing covers above 50 up to 60",
        ),
        (
            "at_least: 50, below: 90",
            "above: 50, below: 90",
            "bands[1].above",
            "in both or in none",
        ),
        (
            "at_least: 90, up_to: 100",
            "at_least: 90, up_to: 95",
            "bands[2].up_to",
            "The highest band must reach 100.",
        ),
    ],
)
def test_a_gap_in_weights_and_bands_is_told_with_its_key(
    problems_of, old, new, place, sentence
):
    assert_told(problems_of(changed(old, new, WIDE), "wide.yaml"), place, sentence)
