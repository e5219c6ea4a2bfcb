"""Answers to one index read under another: ranges, never made-up levels."""

from copy import deepcopy
from fractions import Fraction
from io import StringIO
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import CommandError, call_command

from indexes.crosswalk.check import check_crosswalk, variants_of
from indexes.crosswalk.estimate import read_under
from indexes.crosswalk.model import Crosswalk
from indexes.documents.reader import read
from indexes.index.model import Index
from tests.builders import INDEXES, index_document, small_document

FILES = sorted((settings.FIXTURES_DIR / "crosswalks").glob("*.yaml"))
DOCUMENT = {
    "crosswalk": {
        "id": "small--other",
        "version": 1,
        "from": "small",
        "to": "other",
        "confidence": "ours",
        "note": {"vi": "Ghi chú", "en": "A note"},
    },
    "sure_words": {"ours": {"vi": "Của chúng tôi", "en": "Ours"}},
    "rows": [
        {
            "from": "1.1.1",
            "to": ["1.1.1"],
            "sure": "ours",
            "levels": {"0": 0, "1": [1, 2], "5": 5},
        },
        {
            "to": ["3.1.1"],
            "sure": "ours",
            "cases": [
                {
                    "when": {
                        "all": [
                            {"question": "3.1.1", "at_least": 2},
                            {"question": "2.1.1", "at_least": 1},
                        ]
                    },
                    "level": 3,
                },
                {"when": {"question": "3.1.1", "at_most": 0}, "level": [0, 1]},
            ],
        },
    ],
    "without": {
        "from": [
            {
                "codes": ["1.1.2", "2.1.2", "2.2", "3.1.2"],
                "why": {"vi": "Không hỏi", "en": "Not asked"},
            }
        ],
        "to": [
            {"codes": ["1", "2", "3"], "why": {"vi": "Chưa hỏi", "en": "Never asked"}}
        ],
    },
}


def other_document() -> dict:
    document = deepcopy(small_document())
    document["index"]["id"] = "other"
    return document


@pytest.fixture
def folder(tmp_path) -> Path:
    """The two index files, and the crosswalk between them."""
    (tmp_path / "small.yaml").write_text((INDEXES / "small.yaml").read_text())
    (tmp_path / "other.yaml").write_text(
        (INDEXES / "small.yaml").read_text().replace("id: small", "id: other")
    )
    return tmp_path


def problems_of(folder: Path, document: dict) -> list[str]:
    file = folder / "small--other.yaml"
    file.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False))
    return [
        f"{problem.line}: {problem.place}: {problem.text}"
        for problem in check_crosswalk(file, folder)[1]
    ]


def reading(**answers: int):
    levels = {
        name.removeprefix("q").replace("_", "."): level
        for name, level in answers.items()
    }
    document = deepcopy(DOCUMENT)
    return read_under(
        Crosswalk(document, Index(small_document())), Index(other_document()), levels
    )


def test_a_level_that_follows_is_carried_and_others_stay_open():
    found = reading(q1_1_1=5)
    assert found.exact == ["1.1.1"]
    assert (found.spans["1.1.1"].low, found.spans["1.1.1"].high) == (5, 5)
    assert set(found.missing) == {"1.1.2", "2.1.1", "2.1.2", "2.2.1", "3.1.1", "3.1.2"}


def test_a_range_narrows_down_without_counting_as_known():
    found = reading(q1_1_1=1)
    assert (found.exact, found.partly) == ([], ["1.1.1"])


def test_a_level_the_table_says_nothing_of_stays_open():
    assert "1.1.1" in reading(q1_1_1=3).missing
    assert "1.1.1" in reading().missing


def test_the_first_case_that_holds_decides():
    assert reading(q3_1_1=2, q2_1_1=1).exact == ["3.1.1"]
    assert reading(q3_1_1=0).partly == ["3.1.1"]
    assert "3.1.1" in reading(q3_1_1=1, q2_1_1=1).missing


def test_pillars_and_the_total_are_told_from_the_lowest_to_the_highest():
    found = reading(q1_1_1=5)
    first = found.pillars[0]
    assert (first.low, first.high, first.maximum) == (5, 10, 10)
    assert (first.low_level, first.high_level) == (3, 5)
    assert (found.total.low, found.total.high, found.total.maximum) == (5, 40, 40)
    assert (found.total.low_level, found.total.high_level) == (0, 5)
    assert found.points_known == Fraction(5, 40)


def test_when_everything_is_known_the_range_is_one_point():
    index = Index(other_document())
    rows = [
        {
            "from": code,
            "to": [code],
            "sure": "ours",
            "levels": {str(level): level for level in range(6)},
        }
        for code in index.codes
    ]
    crosswalk = Crosswalk({**DOCUMENT, "rows": rows}, Index(small_document()))
    found = read_under(crosswalk, index, dict.fromkeys(index.codes, 4))
    assert found.total.low == found.total.high
    assert (found.missing, found.points_known) == ([], 1)


def test_known_and_excluded_options_bound_a_choice():
    document = read(
        settings.FIXTURES_DIR / "crosswalks" / "dbi-2021-sme--dbi-2025-sme.yaml"
    ).data
    source = Index(index_document("dbi-2021-sme"))
    target = variants_of(index_document("dbi-2025-sme"))[0]
    found = read_under(
        Crosswalk(document, source), target, {"1.1.1": 0, "1.1.2": 3, "1.1.8": 2}
    )
    span = found.spans["2.5"]
    assert (span.low, span.high, span.chosen) == (1, 4, ("social",))


def test_a_sound_file_has_no_problem(folder):
    assert problems_of(folder, DOCUMENT) == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_crosswalk_file_passes(file):
    out = StringIO()
    call_command("check_crosswalk", str(file), stdout=out)
    assert out.getvalue().startswith(f"OK {file.stem} version ")


def spoilt(place: list, value: object) -> dict:
    document = deepcopy(DOCUMENT)
    part = document
    for key in place[:-1]:
        part = part[key]
    part[place[-1]] = value
    return document


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        (["rows", 0, "to"], ["9.9.9"], "'9.9.9' is no scored question of other"),
        (["rows", 0, "from"], "9.9.9", "'9.9.9' is no question of small"),
        (["rows", 0, "levels"], {"0": 6}, "Question '1.1.1' has levels 0 to 5, not 6"),
        (["rows", 0, "levels"], {"7": 1}, "has levels 0, 1, 2, 3, 4, 5, not 7"),
        (["rows", 0, "levels"], {"0": [3, 1]}, "The lowest level comes first"),
        (["rows", 0, "sure"], "maybe", "'maybe' is not among sure_words"),
        (["rows", 1, "to"], ["1.1.1"], "Question '1.1.1' has a row already: number 1"),
        (
            ["without", "from"],
            [],
            "Neither a row nor a reason why there is none: 1.1.2, 2.1.2, 2.2.1, 3.1.2",
        ),
        (["without", "to", 0, "codes"], ["1", "2", "4"], "'4' is nothing in other"),
        (["crosswalk", "id"], "something", "must both be 'small--other'"),
        (
            ["crosswalk", "to"],
            "nowhere",
            "There is no sound and complete index file nowhere.yaml",
        ),
    ],
)
def test_every_mistake_is_told_with_its_line(folder, place, value, said):
    told = [one for one in problems_of(folder, spoilt(place, value)) if said in one]
    assert told, problems_of(folder, spoilt(place, value))
    assert int(told[0].partition(":")[0]) >= 1


def test_all_mistakes_are_told_at_once(folder):
    document = spoilt(["rows", 0, "sure"], "maybe")
    document["rows"][0]["levels"] = {"0": 6}
    assert len(problems_of(folder, document)) == 2


def test_the_command_fails_on_a_spoilt_file(folder):
    problems_of(folder, spoilt(["rows", 0, "sure"], "maybe"))
    with pytest.raises(CommandError, match="1 error"):
        call_command(
            "check_crosswalk", str(folder / "small--other.yaml"), indexes=folder
        )
