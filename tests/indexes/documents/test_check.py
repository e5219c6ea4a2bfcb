"""Every fault of an index file at once, each with its key and line."""

import unicodedata
from pathlib import Path

import pytest

from indexes.documents.check import check_file
from tests.builders import INDEXES
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
