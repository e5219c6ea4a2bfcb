"""A crosswalk as pages read it: rows at hand, levels counted from 0."""

from copy import deepcopy

import pytest
import yaml
from django.conf import settings

from indexes.crosswalk.layout import Range
from indexes.crosswalk.model import (
    Crosswalk,
    conditions_of,
    crosswalks_from,
    is_read,
    names_of,
    sources_of,
)
from indexes.index.model import Index
from tests.builders import index_document, small_document
from tests.indexes.crosswalk.examples import DOCUMENT

SMALL = Index(small_document())
WIDE = Index(index_document("wide"), "shop")
OPTIONS = {
    "to": ["2.1"],
    "sure": "ours",
    "options": [
        {"id": "email", "yes": {"question": "1.1.1", "at_least": 2}},
        {
            "id": "erp",
            "yes": {"question": "1.1.2", "equals": 3},
            "no": {"question": "1.1.1", "at_most": 1},
        },
        {"id": "drive"},
    ],
}


def crosswalk(*rows: dict, source: Index = SMALL) -> Crosswalk:
    return Crosswalk(deepcopy(DOCUMENT) | {"rows": list(rows)}, source)


@pytest.fixture
def whole() -> Crosswalk:
    return Crosswalk(deepcopy(DOCUMENT), SMALL)


def test_rows_are_found_by_the_question_they_tell_of(whole):
    assert set(whole.by_target) == {"1.1.1", "3.1.1"}
    assert whole.by_target["1.1.1"]["from"] == "1.1.1"


def test_a_crosswalk_knows_which_questions_it_reads(whole):
    assert whole.used == {"1.1.1", "2.1.1", "3.1.1"}
    assert crosswalk().used == set()


def test_a_row_reads_each_question_once():
    first, second = DOCUMENT["rows"]
    assert sources_of(first) == ["1.1.1"]
    assert sources_of(second) == ["3.1.1", "2.1.1"]
    assert sources_of(OPTIONS) == ["1.1.1", "1.1.2"]


def test_conditions_come_in_the_order_of_the_row():
    assert [condition["question"] for condition in conditions_of(OPTIONS)] == [
        "1.1.1",
        "1.1.2",
        "1.1.1",
    ]
    assert list(conditions_of(DOCUMENT["rows"][0])) == []


def test_levels_of_an_index_that_counts_from_0_stay_and_become_numbers(whole):
    assert whole.rows[0]["levels"] == {0: 0, 1: [1, 2], 5: 5}


def test_levels_of_an_index_that_counts_from_1_are_kept_from_0():
    row = {"from": "1.1.1", "to": ["1.1.1"], "sure": "ours", "levels": {"1": 0, "3": 5}}
    assert crosswalk(row, source=WIDE).rows[0]["levels"] == {0: 0, 2: 5}


def test_conditions_of_an_index_that_counts_from_1_compare_from_0():
    case = {"when": {"question": "1.1.1", "at_least": 2}, "level": 4}
    found = crosswalk(
        {"to": ["x"], "sure": "ours", "cases": [case]}, OPTIONS, source=WIDE
    )
    assert found.rows[0]["cases"][0]["when"]["at_least"] == 1
    assert found.rows[0]["cases"][0]["level"] == 4
    assert found.rows[1]["options"][0]["yes"]["at_least"] == 1
    assert found.rows[1]["options"][2] == {"id": "drive"}


def test_a_row_may_read_what_only_another_variant_asks():
    row = {
        "from": "3.1.f-1",
        "to": ["1.1.1"],
        "sure": "ours",
        "levels": {"0": 0, "1": 5},
    }
    assert crosswalk(row, source=WIDE).rows[0]["levels"] == {0: 0, 1: 5}


def test_a_question_may_be_named_by_what_it_stands_in():
    assert names_of(SMALL, "2.2.1") == {"2.2.1", "2.2", "2"}


@pytest.mark.parametrize(
    ("side", "code", "why"),
    [
        ("from", "1.1.2", "Not asked"),
        ("from", "2.2.1", "Not asked"),
        ("from", "1.1.1", None),
        ("to", "3.1.2", "Never asked"),
    ],
)
def test_why_a_question_has_no_counterpart_is_told(whole, side, code, why):
    reason = whole.why_alone(side, SMALL, code)
    assert (reason and reason["en"]) == why


def test_crosswalks_are_found_by_the_index_they_read(tmp_path):
    for other in ("b", "a"):
        document = deepcopy(DOCUMENT)
        document["crosswalk"] |= {"id": f"small--{other}", "to": other}
        file = tmp_path / f"small--{other}.yaml"
        file.write_text(yaml.safe_dump(document), encoding="utf-8")
    assert [found.to for found in crosswalks_from(SMALL, tmp_path)] == ["a", "b"]
    assert crosswalks_from(WIDE, tmp_path) == []
    assert is_read(SMALL.id, tmp_path)
    assert not is_read(WIDE.id, tmp_path)


def test_the_crosswalks_of_the_project_read_the_index_of_2021():
    folder = settings.FIXTURES_DIR / "crosswalks"
    targets = {
        found.to
        for found in crosswalks_from(Index(index_document("dbi-2021-sme")), folder)
    }
    assert "dbi-2025-sme" in targets


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3, ""),
        ([1, 3], ""),
        ([2, 2], ""),
        ([3, 1], "The lowest level comes first: 3 is above 1."),
        ([1], "At least 2 entries are expected here, not 1."),
        ([1, 2, 3], "At most 2 entries are expected here, not 3."),
        (62.5, ""),
        (["100/3", 50], ""),
        ([50, "100/3"], "The lowest level comes first: 50 is above 100/3."),
        ("1-3", "A number or a fraction such as '125/6' is expected here, not '1-3'."),
        ([1, "x"], "A number or a fraction such as '125/6' is expected here, not 'x'."),
        (-1, "The number must be from 0 to 1000000000, not -1."),
    ],
)
def test_a_level_is_one_or_a_range_from_low_to_high(value, text):
    faults: list[str] = []
    Range().check(value, (), lambda path, fault: faults.append(str(fault)))
    assert faults == ([text] if text else [])
