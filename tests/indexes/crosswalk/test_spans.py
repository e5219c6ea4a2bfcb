"""What is told into ratios that grow evenly and into tables, and out of them."""

from copy import deepcopy
from pathlib import Path

import pytest
import yaml

from indexes.crosswalk.check import check_crosswalk
from indexes.crosswalk.estimate import Estimate, read_under
from indexes.crosswalk.model import Crosswalk
from indexes.documents.reader import read
from indexes.index.model import Index
from tests.builders import INDEXES, index_document, small_document
from tests.indexes.crosswalk.examples import DOCUMENT

SMALL = Index(small_document())
WEB = {"question": "1.1.1", "at_least": 3}
NO_WEB = {"question": "1.1.1", "at_most": 0}


def document_to(target: str, *rows: dict, source: str = "small") -> dict:
    """A crosswalk of these rows; everything else has a reason why it is alone."""
    document = deepcopy(DOCUMENT)
    head = {"id": f"{source}--{target}", "from": source, "to": target}
    document["crosswalk"] |= head
    document["rows"] = [{"sure": "ours", **row} for row in rows]
    why = {"vi": "Không hỏi", "en": "Not asked"}
    for side, index_id in (("from", source), ("to", target)):
        codes = [pillar["code"] for pillar in index_document(index_id)["pillars"]]
        document["without"][side] = [{"codes": codes, "why": why}]
    return document


def under(target: str, row: dict, source: Index = SMALL, **answers: int) -> Estimate:
    levels = {
        name.removeprefix("q").replace("_", "."): level
        for name, level in answers.items()
    }
    crosswalk = Crosswalk(document_to(target, row), source)
    return read_under(crosswalk, Index(index_document(target)), levels)


def told_of(tmp_path: Path, document: dict) -> list[str]:
    head = document["crosswalk"]
    for name in (head["from"], head["to"]):
        file = INDEXES / f"{name}.yaml"
        (tmp_path / file.name).write_text(file.read_text(encoding="utf-8"))
    path = tmp_path / f"{head['id']}.yaml"
    path.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False))
    _read, problems = check_crosswalk(path, tmp_path)
    assert all(problem.line >= 1 for problem in problems)
    return [str(problem.text) for problem in problems]


@pytest.mark.parametrize(
    ("level", "low", "high"),
    [
        (42.5, 4250, 4250),
        ("100/3", 3333, 3333),
        ([25, 62.5], 2500, 6250),
        (100, 10_000, 10_000),
    ],
)
def test_a_ratio_that_grows_evenly_is_told_by_its_percent(level, low, high):
    row = {"to": ["3.1"], "cases": [{"when": WEB, "level": level}]}
    span = under("dti-agency", row, q1_1_1=4).spans["3.1"]
    assert (span.low, span.high) == (low, high)


def test_where_the_best_peer_has_less_the_same_percent_is_further_on():
    row = {"to": ["3.2"], "from": "1.1.1", "levels": {"5": 37.625}}
    # Half of the 75.25 % that the best has.
    span = under("dti-agency", row, q1_1_1=5).spans["3.2"]
    assert (span.low, span.high) == (5000, 5000)
    beyond = {"to": ["3.2"], "from": "1.1.1", "levels": {"5": 90}}
    assert under("dti-agency", beyond, q1_1_1=5).spans["3.2"].low == 10_000


def test_a_percent_from_nothing_to_everything_is_not_known():
    row = {"to": ["3.1"], "from": "1.1.1", "levels": {"5": [0, 100]}}
    assert under("dti-agency", row, q1_1_1=5).spans == {}


def test_what_is_known_of_it_is_carried_over_and_counts_in_points():
    row = {"to": ["3.1"], "from": "1.1.1", "levels": {"5": 50}}
    found = under("dti-agency", row, q1_1_1=5)
    assert found.given() == {"3.1": {"level": 5000}}
    [pillar] = [part for part in found.pillars if part.code == "3"]
    unit = found.index.rubric.unit
    assert (pillar.low / unit, pillar.high / unit) == (30, 70)


def test_ticks_in_a_table_are_options_of_a_row_and_a_column():
    options = [
        {"id": "sales.done", "yes": WEB},
        {"id": "office.done", "no": WEB},
        {"id": "office.planned", "yes": WEB},
    ]
    found = under("eu-dma", {"to": ["D1.Q1"], "options": options}, q1_1_1=3)
    span = found.spans["D1.Q1"]
    # One is done, one is not; of eight nobody knows.
    assert (span.low, span.high) == (1, 9)
    assert span.chosen == ("sales.done", "office.planned")


def test_nothing_done_at_all_leaves_nothing_open():
    options = [{"id": "none", "yes": NO_WEB}]
    found = under("eu-dma", {"to": ["D1.Q1"], "options": options}, q1_1_1=0)
    assert found.exact == ["D1.Q1"]
    assert found.given() == {"D1.Q1": {"level": 0, "chosen": ["none"]}}


def test_a_choice_in_a_row_excludes_the_others_of_that_row():
    ROWS = ("language", "vision", "audio", "robots", "insight")
    one = [{"id": "language.test", "yes": WEB}]
    span = under("eu-dma", {"to": ["D5.Q9"], "options": one}, q1_1_1=3).spans["D5.Q9"]
    worth = under("eu-dma", {"to": ["D5.Q9"], "options": one}).index
    points = worth.questions["D5.Q9"]["points"]
    # Six fifths of it, and two of each of the four others at most.
    assert float(points[span.low]) == pytest.approx(1.2)
    assert float(points[span.high]) == pytest.approx(9.2)
    every = [{"id": f"{row}.use", "yes": WEB} for row in ROWS]
    found = under("eu-dma", {"to": ["D5.Q9"], "options": every}, q1_1_1=3)
    assert found.exact == ["D5.Q9"]
    assert len(found.given()["D5.Q9"]["chosen"]) == len(ROWS)


def test_the_only_choice_left_in_a_row_is_the_one():
    columns = ("consider", "prototype", "test", "start", "use")
    rows = ("language", "vision", "audio", "robots", "insight")
    options = []
    for row in rows:
        options += [{"id": f"{row}.{column}", "no": NO_WEB} for column in columns]
    found = under("eu-dma", {"to": ["D5.Q9"], "options": options}, q1_1_1=0)
    answer = found.given()["D5.Q9"]
    assert answer == {"level": 0, "chosen": [f"{row}.not" for row in rows]}


@pytest.mark.parametrize(
    ("target", "row", "said"),
    [
        (
            "dti-agency",
            {"to": ["3.1"], "from": "1.1.1", "levels": {"0": 0, "5": 100.5}},
            "Question '3.1' has percents up to 100, not 100.5.",
        ),
        (
            "eu-dma",
            {"to": ["D1.Q1"], "options": [{"id": "sales.maybe", "yes": WEB}]},
            "'sales.maybe' is no option of question 'D1.Q1'.",
        ),
        (
            "zero-ten",
            {"to": ["staff.skill"], "from": "1.1.1", "levels": {"5": 7.5}},
            "Question 'staff.skill' has levels 0 to 10, not 7.5.",
        ),
    ],
)
def test_what_the_target_does_not_have_is_told(tmp_path, target, row, said):
    assert said in told_of(tmp_path, document_to(target, row))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            {"from": "3.1", "levels": {"50": 1}},
            "Question '3.1' has no levels to list: its points grow evenly.",
        ),
        (
            {"cases": [{"when": {"question": "3.1", "at_least": 50}, "level": 1}]},
            "Question '3.1' has no levels: only `answered` can be asked.",
        ),
    ],
)
def test_steps_of_a_source_that_grows_evenly_are_not_asked_about(tmp_path, row, said):
    document = document_to("small", {"to": ["1.1.1"], **row}, source="dti-agency")
    assert said in told_of(tmp_path, document)


def test_a_sound_file_into_both_has_no_problem(tmp_path):
    rows = [
        {"to": ["3.1"], "cases": [{"when": WEB, "level": [25, "100/3"]}]},
        {"to": ["6.1"], "from": "2.2.1", "levels": {"0": 0, "5": [80, 100]}},
    ]
    document = document_to("dti-agency", *rows)
    alone = [
        code
        for code in Index(index_document("dti-agency")).codes
        if code not in "3.1 6.1"
    ]
    document["without"]["to"][0]["codes"] = alone
    document["without"]["from"][0]["codes"] = [
        code for code in SMALL.codes if code not in ("1.1.1", "2.2.1")
    ]
    assert told_of(tmp_path, document) == []
    assert read(tmp_path / "small--dti-agency.yaml").data["rows"]
