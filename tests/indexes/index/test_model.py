"""The index as pages use it, the real one of 2021, and publishing versions that never change."""

from collections import Counter
from fractions import Fraction
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from indexes.documents.provenance import by_word, claims_of
from indexes.documents.reader import checksum_of, read
from indexes.index.conditions import holds, questions_in
from indexes.index.model import Index
from indexes.models import IndexVersion
from scoring.evaluate import evaluate
from tests.builders import (
    INDEXES,
    index_document,
    make_index_version,
    make_result,
    small_document,
)

REAL = Path("fixtures/indexes/dbi-2021-sme.yaml")


@pytest.fixture(scope="module")
def real() -> Index:
    return Index(index_document("dbi-2021-sme"))


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
        # 2.1.1 alone makes pillar 2: at level 4 it is worth 20 of 25, exactly 80 %, which is level 4.
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


def test_every_rule_says_how_sure_it_is(real):
    document = index_document("dbi-2021-sme")
    told = {(claim.place, claim.part): claim.word for claim in claims_of(document)}
    assert told["scoring.overall_level.otherwise", ""] == "assumed"
    assert told["bands.equal_fifths", ""] == "assumed"
    assert told["1.1.3", "bands"] == "assumed"
    assert list(by_word(document)) == [
        "official_excerpt",
        "two_sources",
        "single_secondary",
        "inferred",
        "assumed",
    ]
    assert sum(map(len, by_word(document).values())) == len(list(claims_of(document)))


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"question": "a", "at_least": 2}, True),
        ({"question": "a", "at_least": 3}, False),
        ({"question": "a", "at_most": 2}, True),
        ({"question": "a", "at_least": 1, "at_most": 1}, False),
        ({"question": "a", "equals": 2}, True),
        ({"question": "a", "equals": 0}, False),
        (
            {"question": "b", "at_most": 5},
            False,
        ),  # not answered is no level, not a low one
        ({"question": "c", "at_most": 5}, False),  # nor is not applicable
        ({"question": "b", "answered": False}, True),
        ({"question": "c", "answered": True}, True),
        ({"not": {"question": "b", "answered": True}}, True),
        (
            {"all": [{"question": "a", "equals": 2}, {"question": "b", "at_least": 0}]},
            False,
        ),
        (
            {"any": [{"question": "a", "equals": 2}, {"question": "b", "at_least": 0}]},
            True,
        ),
    ],
)
def test_conditions_compare_levels(condition, expected):
    assert holds(condition, {"a": 2, "b": None, "c": -2}) is expected
    assert set(questions_in(condition)) <= {"a", "b", "c"}


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


def test_fractions_of_points_stay_exact():
    document = small_document()
    halves = [{**pillar} for pillar in document["pillars"]]
    last = {**halves[2]["indicators"][0]}
    last["questions"] = [
        last["questions"][0],
        {**last["questions"][1], "points": [0, 0.5, 1, 1.5, 2, 2.5]},
    ]
    halves[2] = {**halves[2], "indicators": [last]}
    gates = [
        {"level": 1, "total_above": 2.25, "pillars_at_least": 2, "pillar_level": 1}
    ]
    overall = {**document["scoring"]["overall_level"], "gates": gates}
    index = Index(
        {
            **document,
            "pillars": halves,
            "scoring": {**document["scoring"], "overall_level": overall},
        }
    )
    assert index.rubric.unit == 4
    assert index.rubric.questions[-1].points == (0, 2, 4, 6, 8, 10)
    assert index.rubric.gates[0].total_above == 9


def test_the_checksum_is_of_the_content_not_of_the_layout(tmp_path):
    text = (INDEXES / "small.yaml").read_text(encoding="utf-8")
    other = tmp_path / "small.yaml"
    other.write_text(
        "# a comment\n" + text.replace("minutes: 4", "minutes:    4"), encoding="utf-8"
    )
    assert checksum_of(read(other).data) == checksum_of(small_document())


@pytest.mark.django_db
def test_an_index_is_built_once_for_a_version(django_assert_num_queries):
    make_index_version()
    first = IndexVersion.objects.get().index
    version = IndexVersion.objects.get()
    with django_assert_num_queries(0):
        assert version.index is first


@pytest.mark.sql
@pytest.mark.django_db
def test_a_published_version_never_changes(tmp_path):
    path = tmp_path / "small.yaml"
    text = (INDEXES / "small.yaml").read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    first, again = StringIO(), StringIO()
    call_command("load_index", path, stdout=first)
    call_command("load_index", path, stdout=again)
    assert "small v1 is published." in first.getvalue()
    assert "nothing changed" in again.getvalue()
    path.write_text(text.replace("minutes: 4", "minutes: 5"), encoding="utf-8")
    with pytest.raises(CommandError, match="published with other content") as error:
        call_command("load_index", path)
    assert error.value.returncode == 1
    assert IndexVersion.objects.get().document["index"]["minutes"] == 4
    path.write_text(
        text.replace("minutes: 4", "minutes: 5").replace("version: 1", "version: 2"),
        encoding="utf-8",
    )
    call_command("load_index", path, stdout=StringIO())
    assert IndexVersion.objects.count() == 2
    assert IndexVersion.objects.get(version=2).index.minutes == 5


@pytest.mark.django_db
def test_a_file_with_errors_is_not_published(tmp_path):
    path = tmp_path / "small.yaml"
    path.write_text("index: {}\n", encoding="utf-8")
    with pytest.raises(CommandError, match="is missing"):
        call_command("load_index", path)
    with pytest.raises(CommandError, match="is missing"):
        call_command("load_index", INDEXES / "small.yaml", path)
    assert not IndexVersion.objects.exists(), (
        "nor is a sound one that was named before it"
    )


@pytest.mark.django_db
def test_administrators_read_how_sure_each_rule_is(admin_client):
    version = make_index_version()
    page = admin_client.get(
        reverse("admin:indexes_indexversion_change", args=[version.pk])
    )
    assert "scoring.overall_level.otherwise" in page.content.decode()


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
