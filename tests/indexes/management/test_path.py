"""manage.py path: a CSV of answers in, one JSON line of cheapest steps per enterprise out."""

import json
import subprocess
import sys
from io import StringIO
from os import environ
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from indexes.documents.reader import read
from indexes.index.model import Index
from indexes.index.step_costs import costs_from, costs_of
from scoring.evaluate import evaluate
from scoring.path import cheapest_path
from tests.builders import INDEXES, index_document

SMALL = str(INDEXES / "small.yaml")
REAL = Index(index_document("dbi-2021-sme"))
HEADER = "enterprise,1.1.1,1.1.2,2.1.1,2.1.2,2.2.1,3.1.1,3.1.2\n"
COSTS = "question,from,to,cost\n"


def path(tmp_path, text, *, index=SMALL, costs=None, **options):
    """The lines as data."""
    answers = tmp_path / "answers.csv"
    answers.write_text(text, encoding="utf-8")
    if costs is not None:
        options["costs"] = tmp_path / "costs.csv"
        options["costs"].write_text(costs, encoding="utf-8-sig")
    out = StringIO()
    call_command("path", index, answers, stdout=out, **options)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def refused(tmp_path, text, **options):
    err = StringIO()
    with pytest.raises(CommandError) as error:
        path(tmp_path, text, stderr=err, **options)
    assert error.value.returncode == 1
    return err.getvalue().splitlines(), str(error.value)


def whole_row(levels):
    return f"enterprise,{','.join(REAL.codes)}\nA,{','.join(map(str, levels))}\n"


def test_the_next_level_is_the_target_and_every_step_counts_one(tmp_path):
    levels = [2, 3, 1] * 20
    (line,) = path(tmp_path, whole_row(levels), index="dbi-2021-sme")
    here = evaluate(REAL.rubric, levels).level
    best = cheapest_path(REAL.rubric, levels, here + 1, costs_of(REAL))
    assert list(line) == ["enterprise", "level", "target", "cost", "steps"]
    assert (line["enterprise"], line["level"], line["target"]) == ("A", here, here + 1)
    assert line["cost"] == best.cost == sum(step["cost"] for step in line["steps"])
    moved = dict(zip(REAL.codes, levels, strict=True))
    for step in line["steps"]:
        assert list(step) == ["question", "from", "to", "cost"]
        assert moved[step["question"]] == step["from"] == step["to"] - 1
        moved[step["question"]] += 1
    assert evaluate(REAL.rubric, list(moved.values())).level == here + 1


def test_any_level_may_be_the_target(tmp_path):
    lines = {
        to: path(tmp_path, HEADER + "A,0,,0,0,0,0,0\n", to=to)[0] for to in (1, 3, 5)
    }
    assert [line["target"] for line in lines.values()] == [1, 3, 5]
    assert 0 < lines[1]["cost"] < lines[3]["cost"] < lines[5]["cost"]


def test_a_target_already_reached_costs_nothing(tmp_path):
    (line,) = path(tmp_path, HEADER + "A,5,5,5,5,5,5,5\n", to=2)
    assert line == {"enterprise": "A", "level": 5, "target": 2, "cost": 0, "steps": []}


def test_at_the_top_there_is_no_target(tmp_path):
    (line,) = path(tmp_path, HEADER + "A,5,5,5,5,5,5,5\n")
    assert line == {
        "enterprise": "A",
        "level": 5,
        "target": None,
        "cost": None,
        "steps": [],
    }


def test_an_incomplete_row_has_no_level_and_no_steps(tmp_path):
    lines = path(tmp_path, HEADER + "A,3,3,,3,3,3,5\nB,3,3,3,3,3,3,3\n")
    assert lines[0] == {
        "enterprise": "A",
        "level": None,
        "target": None,
        "cost": None,
        "steps": [],
    }
    assert lines[1]["level"] is not None


def test_names_come_out_as_they_went_in(tmp_path):
    lines = path(
        tmp_path,
        HEADER
        + '"Công ty ""Sao"", chi nhánh 2",3,3,3,3,3,3,3\n'
        + '"Hai\ndòng",3,3,3,3,3,3,3\nPhở,3,3,3,3,3,3,3\n',
    )
    assert [line["enterprise"] for line in lines] == [
        'Công ty "Sao", chi nhánh 2',
        "Hai\ndòng",
        "Phở",
    ]


def test_the_effort_of_a_question_is_the_cost_of_its_steps(tmp_path):
    document = index_document("dbi-2021-sme")
    plain = costs_of(Index(document))
    assert {cost for row in plain for cost in row} <= {1, 2, 3, 4, 5, None}
    document["pillars"][0]["indicators"][0]["questions"][0]["effort"] = 2.5
    assert costs_of(Index(document))[0] == (2.5,) * 5


def test_a_question_that_is_not_advised_has_no_step_unless_a_file_of_costs_names_it(
    tmp_path,
):
    document = index_document("dbi-2021-sme")
    code = REAL.codes[0]
    document["pillars"][0]["indicators"][0]["questions"][0]["advised"] = False
    index, told = Index(document), []
    assert costs_of(index)[0] == (None,) * 5
    own = costs_from(
        index,
        [",".join(["question", "from", "to", "cost"]), f"{code},1,2,4"],
        told.append,
    )
    assert own[0] == [None, 4, None, None, None]
    assert list(map(tuple, own[1:])) == list(costs_of(index)[1:])
    assert told == []


LARGE = Index(index_document("dbi-2025-large"))


def large_row(levels=None):
    """Every group at level 2, criteria blank; levels: others, by code."""
    cells = [
        (levels or {}).get(code, 2 if code in LARGE.groups else "")
        for code in LARGE.codes
    ]
    return f"enterprise,{','.join(LARGE.codes)}\nA,{','.join(map(str, cells))}\n"


def test_steps_lift_groups_where_groups_are_answered_and_criteria_where_one_is_refined(
    tmp_path,
):
    (groups,) = path(tmp_path, large_row(), index="dbi-2025-large", to=5)
    (mixed,) = path(tmp_path, large_row({"1.1.1": 2}), index="dbi-2025-large", to=5)
    assert {step["question"] for step in groups["steps"]} == set(LARGE.groups)
    others = LARGE.groups.keys() - {"1.1"}
    assert {step["question"] for step in mixed["steps"]} == {
        *LARGE.groups["1.1"],
        *others,
    }
    for line in (groups, mixed):
        assert {(step["from"], step["to"]) for step in line["steps"]} == {
            (2, 3),
            (3, 4),
            (4, 5),
        }


def test_a_group_costs_what_its_criteria_cost_so_more_detail_is_no_dearer(tmp_path):
    costs = dict(zip(LARGE.codes, costs_of(LARGE), strict=True))
    for group, members in LARGE.groups.items():
        assert costs[group] == tuple(
            sum(step)
            for step in zip(*(costs[member] for member in members), strict=True)
        )
    (groups,) = path(tmp_path, large_row(), index="dbi-2025-large", to=5)
    (mixed,) = path(tmp_path, large_row({"1.1.1": 2}), index="dbi-2025-large", to=5)
    assert groups["cost"] == mixed["cost"]


def test_a_file_of_costs_numbers_levels_as_the_index_does(tmp_path):
    own = COSTS + "1.1,2,3,0.5\n"
    (line,) = path(tmp_path, large_row(), index="dbi-2025-large", to=5, costs=own)
    assert {"question": "1.1", "from": 2, "to": 3, "cost": 0.5} in line["steps"]
    told, _ = refused(
        tmp_path,
        large_row(),
        index="dbi-2025-large",
        costs=COSTS + "1.1,5,6,1\n1.1,0,1,1\n",
    )
    assert [line.split("costs.csv: ")[-1] for line in told] == [
        f"row {row}, column from: '{level}' is not a level to start from; 1 to 4 is expected"
        for row, level in ((2, 5), (3, 0))
    ]


def test_costs_of_ones_own_replace_those_of_the_index(tmp_path):
    text = HEADER + "A,2,2,2,2,2,2,2\n"
    (before,) = path(tmp_path, text)
    first = before["steps"][0]
    dear = COSTS + f"{first['question']},{first['from']},{first['to']}, 99.5 \n\n"
    (after,) = path(tmp_path, text, costs=dear)
    assert first["question"] not in [step["question"] for step in after["steps"]]
    small = Index(read(Path(SMALL)).data)
    everything = [
        f"{code},{level},{level + 1},0.1"
        for code, question in zip(small.codes, small.rubric.questions, strict=True)
        for level in range(question.top)
    ]
    (cheap,) = path(tmp_path, text, costs=COSTS + "\n".join(everything))
    assert cheap["cost"] == pytest.approx(0.1 * len(cheap["steps"]))
    assert {step["cost"] for step in cheap["steps"]} == {0.1}


def test_every_bad_row_of_both_files_is_told_and_nothing_written(tmp_path):
    bad = (
        COSTS
        + "9.9.9,0,1,1\n1.1.1,5,6,1\n1.1.1,0,2,1\n1.1.1,0,1,-1\n"
        + "1.1.1,0,1\n1.1.2,0,1,3\n1.1.2,0,1,4\n1.1.2,x,1,1e9\n"
    )
    told, closing = refused(tmp_path, HEADER + "A,9,3,3,3,3,3,3\n", costs=bad)
    assert [line.split("costs.csv: ")[-1].split(":")[0] for line in told] == [
        "row 2, column question",
        "row 3, column from",
        "row 4, column to",
        "row 5, column cost",
        "row 6",
        "row 8",
        "row 9, column from",
        "row 9, column cost",
        "row 2, column 1.1.1",
    ]
    assert "is there already, on row 7" in told[5]
    assert closing == "9 bad cells or rows; nothing was written."


def test_a_wrong_header_of_costs_is_told(tmp_path):
    told, _ = refused(
        tmp_path, HEADER + "A,3,3,3,3,3,3,3\n", costs="question;from;price\n"
    )
    assert "columns that are not known: 'price'" in told[0]
    assert "columns that are missing: 'to', 'cost'" in told[0]
    assert len(told) == 1


def test_a_level_that_is_not_there_is_said_plainly(tmp_path):
    _, closing = refused(tmp_path, HEADER + "A,3,3,3,3,3,3,3\n", to=9)
    assert closing == "small has no level 9; there are 0, 1, 2, 3, 4, 5."


@pytest.mark.parametrize("costs", ["nothing.csv", "."])
def test_a_costs_file_that_cannot_be_read_is_said_plainly(tmp_path, costs):
    answers = tmp_path / "answers.csv"
    answers.write_text(HEADER, encoding="utf-8")
    with pytest.raises(CommandError, match=r"nothing was written"):
        call_command("path", SMALL, answers, costs=tmp_path / costs, stdout=StringIO())


def test_no_database_is_needed(tmp_path):
    answers = tmp_path / "answers.csv"
    answers.write_text(HEADER + "A,3,3,3,3,3,3,3\n", encoding="utf-8")
    nowhere = {
        **environ,
        "DEBUG": "1",
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
    }
    command = [sys.executable, "manage.py", "path", SMALL, str(answers), "--to", "5"]
    run = subprocess.run(
        command, capture_output=True, text=True, env=nowhere, check=False
    )
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["target"] == 5
