"""check_index finds every error at once, each with its key and line."""

import re
import unicodedata
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from indexes.documents.check import check_file
from tests.builders import INDEXES

SMALL = (INDEXES / "small.yaml").read_text(encoding="utf-8")
REAL = Path("fixtures/indexes/dbi-2021-sme.yaml")


@pytest.fixture
def problems_of(tmp_path):
    def problems(text: str, name: str = "small.yaml") -> list[str]:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return [str(problem) for problem in check_file(path)[1]]

    return problems


def changed(old: str, new: str, count: int = 1) -> str:
    assert old in SMALL, old
    return SMALL.replace(old, new, count)


@pytest.mark.parametrize(
    "path", [INDEXES / "small.yaml", REAL], ids=lambda path: path.stem
)
def test_the_indexes_of_this_project_are_without_errors(path):
    assert check_file(path)[1] == []


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
            "code: 1.1.2",
            "code: 1.1.1",
            "pillars[0].indicators[0].questions[1].code",
            "'1.1.1' is used twice",
        ),
        (
            "code: 3.1.2",
            "code: 2.2.2",
            "pillars[2].indicators[0].questions[1].code",
            "does not belong under '3.1'",
        ),
        (
            "code: '2.2'",
            "code: 2.2",
            "pillars[1].indicators[1].code",
            "the number 2.2 (put codes in quotes)",
        ),
        (
            "kind: text",
            "kind: essay",
            "pillars[0].indicators[0].questions[2].kind",
            "'essay' is not known here",
        ),
        (
            "            kind: text\n",
            "",
            "pillars[0].indicators[0].questions[2]",
            "The key 'kind' is missing.",
        ),
        (
            "[0, 2, 4, 6, 8, 10]",
            "[0, 2, 4, 6, 8]",
            "questions[1].anchors",
            "There are 6 anchors for 5 levels",
        ),
        (
            "[0, 2, 4, 6, 8, 10]",
            "[0, 2, 2, 6, 8, 10]",
            "questions[1].points[2]",
            "Points must rise: 2 comes after 2.",
        ),
        (
            "[0, 2, 4, 6, 8, 10]",
            "[0, 2, 4, 6, 8, 10000.001]",
            "pillars",
            "too finely divided: units of 1/1000 point",
        ),
        (
            "[0, 1, 2, 3, 4, 6]",
            "[1, 2, 3, 4, 5, 6]",
            "questions[0].at_least[0]",
            "The first step must be 0.",
        ),
        (
            "[0, 1, 2, 3, 4, 6]",
            "[0, 1, 2, 3]",
            "questions[0].at_least",
            "There are 4 steps for 6 anchors.",
        ),
        (
            "cuts: [0, 20, 40, 60, 80]",
            "cuts: [0, 20, 40, 80, 60]",
            "cuts[4]",
            "Cuts must rise: 60 comes after 80.",
        ),
        (
            "cuts: [0, 20, 40, 60, 80]",
            "cuts: [0, 50]",
            "anchors",
            "2 cuts make 3 bands, but there are 6 anchors.",
        ),
        (
            "bands: equal_fifths",
            "bands: fifths",
            "questions[0].bands",
            "There are no bands 'fifths'.",
        ),
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
            "figure: employees}",
            "figure: staff}",
            "denominator.figure",
            "There is no figure 'staff'.",
        ),
        (
            "{question: 1.1.1, at_least: 1}",
            "{question: 3.1.1, at_least: 1}",
            "show_if",
            "a branch may only look back",
        ),
        (
            "{question: 1.1.1, at_least: 1}",
            "{question: 1.1.2, at_least: 1}",
            "show_if",
            "comes later",
        ),
        (
            "{question: 1.1.1, at_least: 1}",
            "{question: 1.1.3, answered: true}",
            "show_if",
            "no scored question '1.1.3'",
        ),
        (
            "{question: 1.1.1, at_least: 1}",
            "{question: 1.1.1, at_least: 6}",
            "at_least",
            "has no level 6",
        ),
        (
            "{question: 1.1.1, at_least: 1}",
            "{question: 1.1.1}",
            "show_if",
            "The condition compares nothing",
        ),
        (
            "{question: 1.1.1, at_least: 1}",
            "{either: []}",
            "show_if",
            "Exactly one of the keys all, any, not, question",
        ),
        (
            "{question: 3.1.1, at_most: 0}",
            "{question: 3.1.2, at_most: 0}",
            "checks[0].questions",
            "asks about '3.1.2'",
        ),
        (
            "questions: [1.1.2, 3.1.1]",
            "questions: [1.1.2, 3.1.9, 3.1.1]",
            "checks[0].questions[1]",
            "no scored question",
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
def test_each_mistake_is_told_with_its_key(problems_of, old, new, place, sentence):
    found = problems_of(changed(old, new))
    assert any(
        re.match(r"line \d+: ", text) and place in text and sentence in text
        for text in found
    ), found


def test_a_repeated_key_is_told_with_both_lines(problems_of):
    line = SMALL[: SMALL.index("  minutes: 4")].count("\n") + 1
    found = problems_of(changed("  minutes: 4\n", "  minutes: 4\n  minutes: 5\n"))
    assert found == [
        f"line {line + 1}: index.minutes: The key 'minutes' is here twice; the first is on line {line}."
    ]


def test_the_line_is_the_line_of_the_key(problems_of):
    line = SMALL[: SMALL.index("points: [0, 2, 4")].count("\n") + 1
    found = problems_of(changed("[0, 2, 4, 6, 8, 10]", "[0, 2, 2, 6, 8, 10]"))
    assert found[0].startswith(f"line {line}: ")


def test_all_mistakes_are_told_at_once_in_the_order_of_lines(problems_of):
    text = changed("  minutes: 4\n", "  hours: 1\n").replace(
        "figure: employees}", "figure: staff}"
    )
    found = problems_of(text.replace("total_above: 32", "total_above: 400"))
    assert len(found) >= 4
    lines = [int(text.split(":")[0].removeprefix("line ")) for text in found]
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The document must be a map of keys."),
        ("- a\n- b\n", "The document must be a map of keys."),
        ("index: [\n", "The file is not valid YAML"),
        (
            "index: !!python/object/apply:os.system [echo]\n",
            "A map of keys is expected here",
        ),
        ("index: !wrong text\n", "cannot be read"),
        ("index: &a {b: *a}\n", "too large or refers to itself"),
        ("\tindex: 1\n", "The file is not valid YAML"),
        ("index: !!bool maybe\n", "cannot be read"),
        ("index: !!binary aGVsbG8=\n", "cannot be read"),
        (f"index: 1{':59' * 1000}\n", "cannot be read"),
    ],
)
def test_a_file_that_is_no_index_at_all_is_told_calmly(problems_of, text, sentence):
    assert any(sentence in problem for problem in problems_of(text))


@pytest.mark.parametrize(
    "text",
    ["[" * 200_000, "{a: " * 50_000, f"a: [{'x,' * 500_000}]"],
    ids=["[", "{", "x"],
)
def test_a_file_made_to_exhaust_the_machine_is_refused_at_once(problems_of, text):
    assert problems_of(text) == [
        "line 1: (document): There are too many parts, or too deep in each other."
    ]


def test_the_command_says_what_is_right():
    told = StringIO()
    call_command("check_index", REAL, stdout=told)
    assert told.getvalue().startswith(
        "OK dbi-2021-sme version 3: 6 pillars, 10 indicators, 60 questions, 320 points, "
    )
    assert re.search(r"checksum [0-9a-f]{64}", told.getvalue())


def test_the_command_ends_with_1_and_every_error(tmp_path):
    path = tmp_path / "small.yaml"
    path.write_text(
        changed("minutes: 4", "minutes: 0").replace("id: small", "id: Klein"),
        encoding="utf-8",
    )
    with pytest.raises(CommandError) as error:
        call_command("check_index", path)
    assert error.value.returncode == 1
    assert f"{path}:3: index.id: " in str(error.value)
    assert "index.minutes: The number must be at least 1" in str(error.value)
    assert str(error.value).startswith(
        "2 errors:\n"
    )  # so that the list begins on a line of its own


def test_a_file_that_is_not_there_is_said_plainly():
    with pytest.raises(CommandError, match=r"There is no file nothing\.yaml"):
        call_command("check_index", Path("nothing.yaml"))


def test_of_several_files_the_sound_ones_are_told_and_all_that_is_wrong_in_the_others(
    tmp_path,
):
    spoilt, told = tmp_path / "small.yaml", StringIO()
    spoilt.write_text(changed("minutes: 4", "minutes: 0"), encoding="utf-8")
    with pytest.raises(CommandError) as error:
        call_command("check_index", spoilt, Path("nothing.yaml"), REAL, stdout=told)
    assert error.value.returncode == 1
    assert "1 error:" in str(error.value)
    assert "There is no file nothing.yaml" in str(error.value)
    assert told.getvalue().startswith("OK dbi-2021-sme")
