"""What the format carries beyond 2021: levels from 1, weights, groups, choices, tools."""

from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from indexes.documents.check import check_file
from indexes.index.model import Index
from indexes.index.options import level_of_options
from scoring.evaluate import evaluate
from tests.builders import INDEXES, index_document

FILES = sorted([*Path("fixtures/indexes").glob("*.yaml"), *INDEXES.glob("*.yaml")])
WIDE = (INDEXES / "wide.yaml").read_text(encoding="utf-8")


def index(name: str, variant: str = "") -> Index:
    return Index(index_document(name), variant)


def outcome(found: Index, levels: dict[str, int]):
    return evaluate(found.rubric, found.vector(found.counted(levels)))


def test_levels_that_start_at_1_are_kept_from_0_and_shown_from_1():
    wide = index("wide", "shop")
    assert wide.shown_level("1.1.1", 0) == 1
    assert wide.shown_level("2.2", 2) == 2  # a choice is no level of the index
    assert wide.rubric.levels == (1, 2, 3)


def test_a_group_answers_for_its_criteria_until_one_is_refined():
    wide = index("wide", "shop")
    rest = {"2.1": 0, "2.2": 0} | {
        code: 0 for code in wide.codes if code.startswith("3.")
    }
    by_group = outcome(wide, {"1.1": 1, "1.2": 1, **rest})
    assert by_group.pillar_points[0] * 2 == by_group.pillar_maxima[0]
    refined = outcome(
        wide, {"1.1": 1, "1.2": 1, "1.1.1": 2, **rest}
    )  # 1.1 is the mean of 2 and 1, of 2, and 1.2 is 1 of 2
    assert Fraction(refined.pillar_points[0], refined.pillar_maxima[0]) == Fraction(
        5, 8
    )
    assert wide.missing(wide.counted({"1.1": 1, **rest})) == ["1.2"]
    assert wide.missing(wide.counted({"1.1.1": 1, "1.1.2": 1, "1.2": 0, **rest})) == []


def test_a_choice_of_options_is_worth_their_points_up_to_the_cap():
    cloud = index("wide", "shop").questions["2.1"]
    assert cloud["points"] == [0, 1, 2, 3]
    assert [
        level_of_options(cloud, chosen)
        for chosen in (["none"], ["erp"], ["email", "drive", "erp"])
    ] == [0, 2, 3]


def test_a_tool_that_builds_on_others_counts_less():
    wide = index("wide", "shop")
    assert [wide.questions[code]["points"][1] for code in wide.codes[-4:]] == [
        1,
        1,
        Fraction(1, 2),
        Fraction(1, 3),
    ]
    assert set(index("wide", "farm").codes) & set(wide.codes) == set(
        index("wide").codes
    )


def test_parts_share_their_weight_equally_or_as_their_points_are():
    wide = index("wide", "shop")
    assert [Fraction(weight, wide.rubric.unit) for weight in wide.rubric.weights] == [
        20,
        20,
        60,
    ]
    sme = index("dbi-2025-sme", "retail")
    weights = [Fraction(weight, sme.rubric.unit) for weight in sme.rubric.weights]
    assert sum(weights) == 100
    assert weights[-1] == 60
    assert weights[0] / weights[1] == Fraction(26, 16)


def test_conditions_name_levels_as_the_index_numbers_them(tmp_path):
    text = WIDE.replace(
        "ask: {vi: Có biết khách cần gì không?",
        "show_if: {question: 1.1.1, at_least: 2}, ask: {vi: Có biết khách cần gì không?",
    )
    path = tmp_path / "wide.yaml"
    path.write_text(text, encoding="utf-8")
    document, problems = check_file(path)
    assert problems == []
    wide = Index(document.data, "shop")
    assert "1.1.2" not in wide.shown({"1.1.1": 0})
    assert "1.1.2" in wide.shown({"1.1.1": 1})


def test_the_2025_index_for_large_enterprises_is_complete():
    large = index("dbi-2025-large")
    criteria = [
        question for question in large.questions.values() if "grouped_by" in question
    ]
    assert (len(large.pillars), len(large.groups), len(criteria)) == (6, 25, 140)
    weights = [weight // large.rubric.unit for weight in large.rubric.weights]
    assert weights == [125, 120, 145, 110, 110, 85]
    assert large.rubric.maximum == 695 * large.rubric.total_unit
    for question in large.questions.values():
        assert len(question["anchors"]) == 5
        assert set(question["help"]) == {"counts", "where", "proof"}
    assert all(
        1 <= question["effort"] <= 5 and question["months"] >= 1
        for question in criteria
    )
    assert "surplus" in large.questions["6.1.8"]["note"]["en"]


@pytest.mark.parametrize(("level", "overall"), [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)])
def test_every_group_of_a_large_enterprise_at_one_level_is_that_level(level, overall):
    large = index("dbi-2025-large")
    assert outcome(large, dict.fromkeys(large.groups, level)).level == overall
    assert (
        outcome(
            large, {code: level for code in large.codes if code not in large.groups}
        ).level
        == overall
    )


def test_the_2025_index_for_small_enterprises_has_25_industries_that_reach_100():
    sme = index("dbi-2025-sme")
    industries = [one["id"] for one in sme.variants["list"]]
    assert len(set(industries)) == 25
    for industry in industries:
        own = index("dbi-2025-sme", industry)
        kinds = Counter(question["kind"] for question in own.questions.values())
        assert 12 <= kinds["tool"] <= 28, industry
        full = outcome(
            own, {code: len(own.questions[code]["points"]) - 1 for code in own.codes}
        )
        assert (full.total, full.level) == (100 * own.rubric.total_unit, 5)
        assert outcome(own, dict.fromkeys(own.codes, 0)).level == 1


def test_another_framework_is_only_another_file():
    dma = index("dma")
    assert (len(dma.pillars), len(dma.codes)) == (6, 11)
    half = {code: len(dma.questions[code]["points"]) // 2 for code in dma.codes}
    found = outcome(dma, half)
    dimensions = [
        Fraction(*pair)
        for pair in zip(found.pillar_points, found.pillar_maxima, strict=True)
    ]
    assert found.percent == 100 * sum(dimensions) / 6
