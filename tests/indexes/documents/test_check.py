"""Every fault of an index file at once, each with its key and line."""

import unicodedata
from pathlib import Path

import pytest

from indexes.documents.check import check_file, is_partial
from tests.builders import INDEXES, index_document
from tests.indexes.documents.spoilt import WIDE, assert_told, changed

REAL = Path("fixtures/indexes/dbi-2021-sme.yaml")
FILES = sorted([*Path("fixtures/indexes").glob("*.yaml"), *INDEXES.glob("*.yaml")])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_index_file_is_without_errors(path):
    assert check_file(path)[1] == []


def test_all_mistakes_are_told_at_once_in_the_order_of_lines(problems_of):
    text = changed("  minutes: 4\n", "  hours: 1\n").replace(
        "figure: employees}", "figure: staff}"
    )
    found = problems_of(text.replace("total_above: 32", "total_above: 400"))
    assert len(found) >= 4
    lines = [int(text.split(":")[0].removeprefix("line ")) for text in found]
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("old", "new", "place", "sentence"),
    [
        ("  minutes: 4\n", "", "index", "The key 'minutes' is missing."),
        (
            "  minutes: 4\n",
            "  minutes: 4\n  hours: 1\n",
            "index.hours",
            "The key 'hours' is not known here",
        ),
        (
            "minutes: 4",
            "minutes: bốn",
            "index.minutes",
            "A whole number is expected here, not 'bốn'.",
        ),
        (
            "minutes: 4",
            "minutes: 0",
            "index.minutes",
            "The number must be at least 1, not 0.",
        ),
        (
            "id: small",
            f"id: {'s' * 61}",
            "index.id",
            "There is room for 60 characters here; these are 61.",
        ),
        (
            "version: 1",
            "version: 2147483648",
            "index.version",
            "The number must be at most 1000000",
        ),
        (
            "id: small",
            "id: other",
            "index.id",
            "The id 'other' must be the name of the file, 'small'.",
        ),
        (
            "date: 2026-01-01",
            "date: 1/1/2026",
            "index.decision.date",
            "The date must be written as 2021-12-31.",
        ),
        (
            "languages: [vi, en]",
            "languages: [vi]",
            "index.languages",
            "The language 'en' is missing",
        ),
        (
            "status: in_force",
            "status: superseded",
            "index.superseded_by",
            "must name what it was superseded by",
        ),
        (
            "{vi: Chưa khởi động, en: Not started}",
            "{vi: Chưa khởi động}",
            "levels[0].name",
            "The key 'en' is missing.",
        ),
        ("en: Not started", "en: ' '", "levels[0].name.en", "The text is empty."),
        ("en: Not started", "en: No", "levels[0].name.en", "put words in quotes"),
        (
            "vi: Khởi động",
            f"vi: {unicodedata.normalize('NFD', 'Khởi động')}",
            "levels[1].name.vi",
            "not in Unicode NFC",
        ),
        (
            "- {level: 3, name",
            "- {level: 4, name",
            "levels[3].level",
            "Level 3 is expected here, not 4.",
        ),
        (
            "{name: two_sources, bands: assumed}",
            "{name: two_sources, bands: sure}",
            "confidence.bands",
            "word 'sure'",
        ),
        (
            "rule: sum, confidence: two_sources",
            "rule: sum, confidence: hearsay",
            "points.confidence",
            "word 'hearsay'",
        ),
    ],
)
def test_each_mistake_is_told_with_its_key(problems_of, old, new, place, sentence):
    assert_told(problems_of(changed(old, new)), place, sentence)


@pytest.mark.parametrize(
    ("old", "new", "place", "sentence"),
    [
        ("cap: 3", "cap: many", "questions[0].cap", "A number or a fraction"),
        (
            "effective: 2026-03-01",
            "effective: soon",
            "index.decision.effective",
            "must be written as 2021-12-31",
        ),
        (
            "effort: 2, months: 3",
            "effort: 0, months: 3",
            "effort",
            "The number must be at least 1",
        ),
    ],
)
def test_each_mistake_of_the_wide_index_is_told_with_its_key(
    problems_of, old, new, place, sentence
):
    assert_told(problems_of(changed(old, new, WIDE), "wide.yaml"), place, sentence)


def problems_in(text: str, tmp_path: Path, **options: bool) -> list[str]:
    path = tmp_path / "other.yaml"
    path.write_text(text, encoding="utf-8")
    return [str(problem) for problem in check_file(path, **options)[1]]


def test_an_uploaded_file_may_have_any_name(tmp_path):
    text = (INDEXES / "small.yaml").read_text(encoding="utf-8")
    assert problems_in(text, tmp_path, is_named=False) == []
    (problem,) = problems_in(text, tmp_path)
    assert "The id 'small' must be the name of the file, 'other'." in problem


@pytest.mark.parametrize("identifier", ["small index", "nhỏ", "small/1", "a.b"])
def test_an_id_is_part_of_addresses(identifier, tmp_path):
    text = changed("id: small", f"id: {identifier}")
    (problem,) = problems_in(text, tmp_path, is_named=False)
    assert "The id may have letters, digits, hyphens and underscores only." in problem


@pytest.mark.parametrize(
    ("name", "answer"), [("small", False), ("wide", False), ("dbi-2023-sme", True)]
)
def test_what_is_known_in_part_says_so_itself(name, answer):
    assert is_partial(index_document(name)) is answer


@pytest.mark.parametrize("data", [{}, {"index": None}, {"index": []}, {"index": {}}])
def test_a_document_without_a_head_is_not_known_in_part(data):
    assert not is_partial(data)


def test_of_what_is_known_in_part_no_rule_of_scoring_is_asked_for(tmp_path):
    real = Path("fixtures/indexes/dbi-2023-sme.yaml").read_text(encoding="utf-8")
    path = tmp_path / "dbi-2023-sme.yaml"
    path.write_text(
        real.replace("status: partial", "status: in_force", 1), encoding="utf-8"
    )
    problems = [str(problem) for problem in check_file(path)[1]]
    assert any("The key 'scoring' is missing." in problem for problem in problems)


def test_a_rule_that_cannot_be_judged_keeps_no_other_from_being_told(problems_of):
    text = changed("scoring:\n", "scorings:\n").replace(
        "languages: [vi, en]", "languages: [vi]"
    )
    problems = problems_of(text)
    assert_told(problems, "(document)", "The key 'scoring' is missing.")
    assert_told(problems, "index.languages", "The language 'en' is missing")


def test_a_contradiction_of_the_rules_is_told_once_for_all_variants(problems_of):
    problems = problems_of(changed("weight: 60,", "weight: 0,", WIDE), "wide.yaml")
    assert len(problems) == 1
    assert_told(problems, "variants.list[0]", "The rules contradict themselves")


def test_a_confidence_word_is_looked_for_wherever_it_stands(problems_of):
    text = (INDEXES / "small.yaml").read_text(encoding="utf-8")
    problems = problems_of(
        text.replace("assumed", "guessed").replace("guessed: {", "assumed: {")
    )
    assert len(problems) == text.count("assumed") - 1
    assert all(
        "The confidence word 'guessed' is not among" in problem for problem in problems
    )
