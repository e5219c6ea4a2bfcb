"""The index as pages use it, the real one of 2021, and publishing versions that never change."""

from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from django.urls import reverse

from indexes.index.model import Index, variants_of
from scoring.evaluate import evaluate
from tests.builders import (
    index_document,
    make_result,
    small_document,
)

REAL = Path("fixtures/indexes/dbi-2021-sme.yaml")


@pytest.fixture(scope="module")
def real() -> Index:
    return Index(index_document("dbi-2021-sme"))


def test_an_index_is_given_in_each_of_its_variants_or_as_it_is():
    wide = index_document("wide")
    assert [index.variant for index in variants_of(wide)] == ["shop", "farm"]
    (small,) = variants_of(small_document())
    assert (small.id, small.variant) == ("small", "")


def test_the_2021_index_has_its_pillars_indicators_criteria_and_points(real):
    assert len(real.pillars) == 6
    assert sum(len(pillar["indicators"]) for pillar in real.pillars) == 10
    assert len(real.codes) == len(real.questions) == 60
    assert real.rubric.maximum == 320
    assert real.rubric.pillar_maxima == (65, 25, 80, 65, 50, 35)
    assert Counter(question["kind"] for question in real.questions.values()) == {
        "level": 32,
        "ratio": 26,
        "count": 2,
    }
    assert real.questions["2.1.1"]["points"] == [0, 5, 10, 15, 20, 25]
    assert len(real.checks) >= 15


def test_every_scored_question_has_its_place_in_the_vectors(real):
    assert list(real.places) == list(real.codes)
    assert [real.codes[place] for place in real.places.values()] == list(real.codes)
    assert [
        real.rubric.questions[place].code for place in real.places.values()
    ] == list(real.codes)


def test_the_2021_index_has_the_bands_and_gates_of_the_decision(real):
    assert [band.above for band in real.rubric.bands] == [
        None,
        *(Fraction(n, 10) for n in (1, 2, 4, 6, 8)),
    ]
    gates = [
        (g.level, g.total_above, g.pillars_at_least, g.pillar_level)
        for g in real.rubric.gates
    ]
    assert gates == [
        (5, 256, 6, 5),
        (4, 192, 5, 4),
        (3, 128, 4, 3),
        (2, 64, 4, 2),
        (1, 20, 4, 1),
    ]
    assert real.rubric.otherwise == 0


def test_high_totals_never_fall_back_to_the_lowest_level(real):
    """VN-A's level table has a hole: totals 257-319 of 320 fall back to the lowest level."""
    for code in real.codes:
        levels = [4 if other == code else 5 for other in real.codes]
        # 2.1.1 alone makes pillar 2: at level 4 it is worth 20 of 25, exactly 80 %: level 4.
        assert evaluate(real.rubric, levels).level == (4 if code == "2.1.1" else 5)


def test_pillar_points_are_sums_of_answers_and_tell_pillars_apart(real):
    """VN-B's pillar scores are fixed blends of two numbers, so its radar says nothing."""
    for position, pillar in enumerate(real.pillars):
        levels = [
            5 if real.questions[code]["pillar"] == pillar["code"] else 0
            for code in real.codes
        ]
        points = evaluate(real.rubric, levels).pillar_points
        assert points == tuple(
            real.rubric.pillar_maxima[place] if place == position else 0
            for place in range(6)
        )


def test_every_scored_question_helps_with_what_counts_where_and_proof(real):
    for code, question in real.questions.items():
        assert set(question["help"]) == {"counts", "where", "proof"}, code
        assert len(question["anchors"]) == 6, code


def test_a_long_pillar_is_split_by_indicator(real):
    assert [step.slug.split("-")[:2] for step in real.pages[:3]] == [
        ["1", "1"],
        ["1", "2"],
        ["2", "chien"],
    ]
    assert [code for step in real.pages for code in step.codes] == list(real.questions)
    assert len({step.slug for step in real.pages}) == len(real.pages)


def test_a_branch_behind_a_branch_closes_with_it():
    document = small_document()
    questions = [dict(q) for q in document["pillars"][0]["indicators"][0]["questions"]]
    questions[2] |= {"show_if": {"question": "1.1.2", "at_least": 1}}
    indicator = {**document["pillars"][0]["indicators"][0], "questions": questions}
    index = Index(
        {
            **document,
            "pillars": [
                {**document["pillars"][0], "indicators": [indicator]},
                *document["pillars"][1:],
            ],
        }
    )
    assert "1.1.3" in index.shown({"1.1.1": 3, "1.1.2": 3})
    assert "1.1.3" not in index.shown({"1.1.1": 0, "1.1.2": 3})


@pytest.mark.sql
@pytest.mark.django_db
def test_administrators_look_results_up_and_change_nothing(admin_client):
    result = make_result()
    for name, subject in (("assessment", result.assessment), ("result", result)):
        assert (
            admin_client.get(reverse(f"admin:survey_{name}_changelist")).status_code
            == 200
        )
        address = reverse(f"admin:survey_{name}_change", args=[subject.pk])
        assert admin_client.get(address).status_code == 200
        assert admin_client.post(address, {"total": 1}).status_code == 403
