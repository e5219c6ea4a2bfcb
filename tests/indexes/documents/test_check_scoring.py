"""Bands leave no hole, gates fall, and every pillar that earns points is weighed."""

import pytest

from indexes.documents.check_scoring import gates, pillar_bands, total_bands, weights
from tests.builders import index_document, small_document
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


def told(rule, document: dict) -> list[str]:
    return [f"{'/'.join(map(str, path))}: {text}" for path, text in rule(document)]


def with_bands(*bands: dict) -> list[str]:
    """What is said of the bands of pillars, under their place in the list."""
    document = small_document()
    document["scoring"]["pillar_level"]["bands"] = list(bands)
    prefix = "scoring/pillar_level/bands/"
    return [line.removeprefix(prefix) for line in told(pillar_bands, document)]


@pytest.mark.parametrize("rule", [pillar_bands, total_bands, gates, weights])
@pytest.mark.parametrize("name", ["small", "wide", "dbi-2021-sme", "dbi-2025-large"])
def test_of_sound_rules_nothing_is_told(rule, name):
    assert told(rule, index_document(name)) == []


@pytest.mark.parametrize(
    ("bands", "lines"),
    [
        ([{"level": 0, "below": 50}, {"level": 1, "at_least": 50}], []),
        ([{"level": 0, "up_to": 50}, {"level": 1, "above": 50, "up_to": 100}], []),
        ([{"level": 0}], []),
        (
            [
                {"level": 0, "up_to": "100/3"},
                {"level": 1, "above": "100/3", "up_to": 50},
                {"level": 2, "above": "50", "up_to": "100"},
            ],
            [],
        ),
        (
            [{"level": 0, "up_to": "100/3"}, {"level": 1, "above": 33.33}],
            ["1/above: The bands overlap from 33.33 to 100/3."],
        ),
        (
            [{"level": 0}, {"level": 1, "above": "125/6"}, {"level": 2, "above": 20}],
            ["2/above: Bands must rise."],
        ),
        (
            [{"level": 0, "above": 0}],
            ["0/above: The lowest band has no lower end; leave `above` out."],
        ),
        (
            [{"level": 0, "at_least": 0}],
            ["0/at_least: The lowest band has no lower end; leave `at_least` out."],
        ),
        (
            [{"level": 0, "below": 100}],
            ["0/below: The highest band must reach 100; nothing may be left above it."],
        ),
        ([{"level": 0, "up_to": 99}], ["0/up_to: The highest band must reach 100."]),
        (
            [{"level": 0, "up_to": 50}, {"level": 1}],
            ["1: The key 'above' is missing: only the lowest band goes without."],
        ),
        (
            [{"level": 0, "up_to": 50}, {"level": 1, "above": 50, "at_least": 50}],
            ["1: A band starts `above` a cut or from it on (`at_least`), not both."],
        ),
        (
            [{"level": 0, "up_to": 50}, {"level": 1, "at_least": 50}],
            [
                "1/at_least: The band before it ends `up_to`: "
                "who has exactly that would be in both or in none."
            ],
        ),
        (
            [{"level": 0, "below": 50}, {"level": 1, "above": 50}],
            [
                "1/above: The band before it ends `below`: "
                "who has exactly that would be in both or in none."
            ],
        ),
        (
            [{"level": 0, "below": 40}, {"level": 1, "at_least": 50}],
            ["1/at_least: There is a hole: nothing covers above 40 up to 50."],
        ),
        (
            [{"level": 0, "up_to": 60}, {"level": 1, "above": 50}],
            ["1/above: The bands overlap from 50 to 60."],
        ),
        (
            [{"level": 0}, {"level": 1, "above": 50}, {"level": 2, "above": 50}],
            ["2/above: Bands must rise."],
        ),
        (
            [{"level": 0, "up_to": 50}, {"level": 2, "above": 50}],
            ["1/level: Level 1 is expected here, not 2."],
        ),
        (
            [{"level": 5, "up_to": 50}, {"level": 6, "above": 50}],
            ["1/level: Level 6 is not among the levels."],
        ),
    ],
)
def test_bands_rise_without_hole_or_overlap_to_100(bands, lines):
    assert with_bands(*bands) == lines


@pytest.mark.parametrize(
    ("number", "key", "value", "text"),
    [
        (0, "pillar_level", 6, "gates/0/pillar_level: No band gives a pillar level 6."),
        (
            0,
            "pillars_at_least",
            4,
            "gates/0/pillars_at_least: There are only 3 pillars.",
        ),
        (
            0,
            "total_above",
            40,
            "gates/0/total_above: Nobody can have more than 40 points in all.",
        ),
        (0, "level", 9, "gates/0/level: Level 9 is not among the levels."),
        (
            1,
            "level",
            3,
            "gates/1/level: Gates go down level by level: 4 is expected here.",
        ),
        (
            1,
            "total_above",
            33,
            "gates/1: A lower level may not ask for more than the level above",
        ),
        (
            4,
            "pillar_level",
            3,
            "gates/4: A lower level may not ask for more than the level above",
        ),
    ],
)
def test_gates_fall_level_by_level(number, key, value, text):
    document = small_document()
    document["scoring"]["overall_level"]["gates"][number][key] = value
    assert any(
        f"scoring/overall_level/{text}" in line for line in told(gates, document)
    )


@pytest.mark.parametrize("level", [1, 5, 17])
def test_the_last_resort_is_below_every_gate(level):
    document = small_document()
    document["scoring"]["overall_level"]["otherwise"]["level"] = level
    assert told(gates, document) == [
        "scoring/overall_level/otherwise/level: This must be a level below the lowest gate."
    ]


def weighted(**weight_by_code: int) -> dict:
    document = small_document()
    document["scoring"]["total"] = {"rule": "weighted", "confidence": "assumed"}
    for pillar in document["pillars"]:
        if f"p{pillar['code']}" in weight_by_code:
            pillar["weight"] = weight_by_code[f"p{pillar['code']}"]
    return document


def test_in_a_weighted_total_every_pillar_that_earns_points_has_its_weight():
    assert told(weights, weighted(p1=20, p2=40, p3=40)) == []
    assert told(weights, weighted(p1=20, p3=40)) == [
        "pillars/1: The key 'weight' is missing: the total is weighted."
    ]


def test_gates_are_judged_where_a_pillar_without_points_has_no_weight():
    document = weighted(p1=20, p2=40, p3=40)
    free = {"code": "9.1", "kind": "text", "name": {}, "ask": {}}
    document["pillars"].append({"code": "9", "name": {}, "questions": [free]})
    assert told(gates, document) == []
    document["scoring"]["overall_level"]["gates"][0]["total_above"] = 100
    assert told(gates, document) == [
        "scoring/overall_level/gates/0/total_above: "
        "Nobody can have more than 100 points in all."
    ]


def test_a_missing_weight_is_told_once_and_gates_say_nothing_of_it():
    assert told(gates, weighted(p1=20, p3=40)) == []


def test_in_a_sum_a_weight_is_used_by_nothing():
    document = weighted(p2=40)
    del document["scoring"]["total"]
    assert told(weights, document) == [
        "pillars/1/weight: Nothing uses this weight: `scoring.total` is missing."
    ]


@pytest.mark.parametrize(
    ("pillars", "lines"),
    [
        (["1", "2"], []),
        (["1"], [": The pillar '2' is in no part, so its points would not count."]),
        (["1", "2", "2"], ["/0/pillars/2: The pillar '2' is in two parts."]),
        (["1", "2", "9"], ["/0/pillars/2: There is no pillar '9' that earns points."]),
        (["1", "2", "3"], ["/1/pillars/0: The pillar '3' is in two parts."]),
    ],
)
def test_every_pillar_that_earns_points_is_in_one_part(pillars, lines):
    document = index_document("wide")
    document["scoring"]["total"]["parts"][0]["pillars"] = pillars
    assert told(weights, document) == [f"scoring/total/parts{line}" for line in lines]
