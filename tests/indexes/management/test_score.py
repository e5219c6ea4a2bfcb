"""manage.py score: a CSV of answers in, a CSV of levels out, all or nothing."""

import csv
import os
import subprocess
import sys
import tracemalloc
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from indexes.index.model import Index
from indexes.sheets import reader
from scoring.evaluate import evaluate
from scoring.percent import rounded
from tests.builders import INDEXES, index_document

SMALL = str(INDEXES / "small.yaml")
REAL = Index(index_document("dbi-2021-sme"))
HEADER = "enterprise,1.1.1,1.1.2,2.1.1,2.1.2,2.2.1,3.1.1,3.1.2\n"


def score(tmp_path, text, index=SMALL, encoding="utf-8"):
    """(rows as dicts, what went to standard error)."""
    path = tmp_path / "answers.csv"
    path.write_bytes(text.encode(encoding))
    out, err = StringIO(), StringIO()
    call_command("score", index, path, stdout=out, stderr=err)
    return list(csv.DictReader(StringIO(out.getvalue(), newline=""))), err.getvalue()


def refused(tmp_path, text, **options):
    """(the lines on standard error, the closing sentence); nothing may be written."""
    path = tmp_path / "answers.csv"
    path.write_text(text, encoding="utf-8")
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError) as error:
        call_command("score", SMALL, path, stdout=out, stderr=err, **options)
    assert out.getvalue() == ""
    assert error.value.returncode == 1
    return err.getvalue().splitlines(), str(error.value)


def test_a_row_comes_out_with_points_and_levels_per_pillar(tmp_path):
    rows, _ = score(tmp_path, HEADER + "Quán phở,3,3,3,3,3,3,5\n")
    assert rows == [
        {
            "enterprise": "Quán phở", "index": "small",
            "answered": "7", "total": "28", "percent": "70.0", "level": "3",
            "p1_points": "6", "p1_level": "3", "p2_points": "9", "p2_level": "3",
            "p3_points": "13", "p3_level": "5",
        }
    ]  # fmt: skip


def test_an_incomplete_row_has_points_so_far_and_no_level(tmp_path):
    rows, _ = score(tmp_path, HEADER + "A,3,3,,3,3,3,5\n")
    assert (rows[0]["answered"], rows[0]["total"], rows[0]["level"]) == ("6", "25", "")
    assert (rows[0]["p1_level"], rows[0]["p2_level"]) == ("3", "")


def test_a_branch_that_is_not_taken_does_not_apply(tmp_path):
    rows, _ = score(tmp_path, HEADER + "A,0,,5,5,5,5,5\nB,0,5,5,5,na,5,5\n")
    assert [(row["total"], row["answered"], row["percent"]) for row in rows] == [
        ("30", "6", "85.7"),
        ("25", "5", "83.3"),
    ]
    assert all(row["level"] for row in rows)


def test_columns_may_stand_in_any_order(tmp_path):
    rows, _ = score(
        tmp_path,
        "enterprise,3.1.2,3.1.1,2.2.1,2.1.2,2.1.1,1.1.2,1.1.1\nA,5,4,3,2,1,1,1\n",
    )
    assert (rows[0]["p1_points"], rows[0]["p2_points"], rows[0]["p3_points"]) == (
        "2",
        "6",
        "14",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_names_come_out_as_they_went_in(tmp_path, encoding, end):
    names = ["Phở", 'Công ty "Sao", chi nhánh 2', "Hai\ndòng", "Cà phê, bánh"]
    cells = [
        '"' + name.replace('"', '""') + '"' if set(name) & set('",\n') else name
        for name in names
    ]
    text = end.join([HEADER.strip(), *(f"{cell},3,3,3,3,3,3,3" for cell in cells)])
    rows, _ = score(tmp_path, text, encoding=encoding)
    assert [row["enterprise"] for row in rows] == names
    assert {row["total"] for row in rows} == {"24"}


def test_spaces_around_cells_and_empty_lines_do_no_harm(tmp_path):
    rows, _ = score(tmp_path, HEADER + "\n  A , 3,3 ,3,3,3,3,3\n\n")
    assert [(row["enterprise"], row["total"]) for row in rows] == [("A", "24")]


def test_every_bad_cell_is_told_with_row_and_column_and_nothing_written(tmp_path):
    told, closing = refused(
        tmp_path,
        HEADER
        + "A,3,3,3,3,3,3,3\nB,6,3,3,3,3,3,3\nC,x,3,3,-1,3.5,3,3\nD,3,3\n"
        + ",3,3,3,3,3,3,3\nE,3,3,3,3,3,3,na\nF,3,3,3,3,3,3,9",
    )
    assert [line.split(":")[0] for line in told] == [
        "row 3, column 1.1.1",
        "row 4, column 1.1.1",
        "row 4, column 2.1.2",
        "row 4, column 2.2.1",
        "row 5",
        "row 6, column enterprise",
        "row 7, column 3.1.2",
        "row 8, column 3.1.2",
    ]
    assert "'6' is not a level; 0 to 5 or blank is expected" in told[0]
    assert "na or blank" in told[3]
    assert closing == "8 bad cells or rows; nothing was written."


def test_a_wrong_header_names_every_column_that_is_wrong(tmp_path):
    told, _ = refused(
        tmp_path, "name,1.1.1,1.1.1,2.1.1,2.1.2,2.2.1,3.1.1,9.9.9\nA,1,1,1,1,1,1,1\n"
    )
    assert told == [
        "row 1: the first column must be 'enterprise', not 'name'; "
        "columns that are no questions of small: '9.9.9'; "
        "columns that are there twice: '1.1.1'; columns that are missing: '1.1.2', '3.1.2'"
    ]


def test_under_a_wrong_header_the_cells_are_judged_all_the_same(tmp_path):
    told, closing = refused(
        tmp_path, "enterprise,1.1.1,3.1.2,9.9\nA,6,1,x\nB,1,1.5,x\n,1,1,1\n"
    )
    assert [line.split(": ")[0] for line in told] == [
        "row 1",
        "row 2, column 1.1.1",
        "row 3, column 3.1.2",
        "row 4, column enterprise",
    ]
    assert closing == "4 bad cells or rows; nothing was written."


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff"])
def test_an_empty_file_is_told(tmp_path, text):
    told, closing = refused(tmp_path, text)
    assert told == []
    assert "the file is empty" in closing


def test_quotes_left_open_are_told(tmp_path):
    told, _ = refused(tmp_path, HEADER + '"A,3,3,3,3,3,3,3\nB,3,3,3,3,3,3,3\n')
    assert told


def test_a_file_that_is_not_utf_8_is_told(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_bytes(
        (HEADER + "Phở,3,3,3,3,3,3,3\n").encode("cp1258", "replace") + b"\xff\xfe\n"
    )
    with pytest.raises(CommandError, match="not UTF-8"):
        call_command("score", SMALL, path, stdout=StringIO())


def test_bad_cells_leave_an_older_output_alone(tmp_path):
    out = tmp_path / "out.csv"
    out.write_text("older")
    refused(tmp_path, HEADER + "A,3,3,3,3,3,3,3\nB,6,3,3,3,3,3,3\n", out=out)
    assert out.read_text() == "older"
    assert {path.name for path in tmp_path.iterdir()} == {"answers.csv", "out.csv"}


def test_the_file_and_standard_output_hold_the_same(tmp_path):
    rows, _ = score(tmp_path, HEADER + "A,3,3,3,3,3,3,3\n")
    out = tmp_path / "out.csv"
    call_command("score", SMALL, tmp_path / "answers.csv", out=out)
    with out.open(encoding="utf-8", newline="") as written:
        assert list(csv.DictReader(written)) == rows


def test_blocks_give_what_one_enterprise_at_a_time_gives(tmp_path, monkeypatch):
    monkeypatch.setattr(reader, "BLOCK", 7)
    patterns = [
        [(place * step + step) % 6 for place in range(60)] for step in range(1, 40)
    ]
    lines = [
        f"E{number},{','.join(map(str, row))}" for number, row in enumerate(patterns)
    ]
    text = "\n".join([f"enterprise,{','.join(REAL.codes)}", *lines])
    rows, _ = score(tmp_path, text, index="dbi-2021-sme")
    assert len(rows) == len(patterns)
    for row, levels in zip(rows, patterns, strict=True):
        outcome = evaluate(REAL.rubric, levels)
        assert (int(row["total"]), int(row["level"])) == (outcome.total, outcome.level)
        assert row["percent"] == str(rounded(outcome.percent))
        assert [int(row[f"p{pillar}_points"]) for pillar in "123456"] == list(
            outcome.pillar_points
        )
        assert [int(row[f"p{pillar}_level"]) for pillar in "123456"] == list(
            outcome.pillar_levels
        )


def test_memory_does_not_grow_with_the_file(tmp_path, monkeypatch):
    monkeypatch.setattr(reader, "BLOCK", 500)
    peaks = []
    for rows in (2_000, 20_000):
        path = tmp_path / f"{rows}.csv"
        path.write_text(HEADER + "Quán phở,3,3,3,3,3,3,3\n" * rows, encoding="utf-8")
        tracemalloc.start()
        call_command("score", SMALL, path, out=tmp_path / "out.csv")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.5


def test_an_unknown_index_is_said_plainly(tmp_path):
    with pytest.raises(
        CommandError, match=r"no index nothing\. Known are (.+, )?dbi-2021-sme"
    ) as error:
        call_command("score", "nothing", tmp_path / "answers.csv")
    assert "path of an index file" in str(error.value)
    assert "What load_index published is not read here." in str(error.value)


def test_a_folder_that_is_not_there_is_told_by_the_name_that_was_given(tmp_path):
    answers, out = tmp_path / "answers.csv", tmp_path / "nowhere" / "out.csv"
    answers.write_text("enterprise\n")
    with pytest.raises(CommandError) as error:
        call_command("score", SMALL, answers, out=out)
    assert str(error.value) == f"{out}: No such file or directory; nothing was written."


def test_a_missing_answers_file_is_said_plainly(tmp_path):
    with pytest.raises(CommandError, match=r"answers\.csv: No such file"):
        call_command("score", SMALL, tmp_path / "answers.csv")


def test_no_database_is_needed(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text(HEADER + "A,3,3,3,3,3,3,3\n", encoding="utf-8")
    environment = {
        **os.environ,
        "DEBUG": "1",
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
    }
    run = subprocess.run(
        [sys.executable, "manage.py", "score", SMALL, str(path)],
        capture_output=True, text=True, env=environment, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines()[1].startswith("A,small,7,24,60.0,3,")


def test_levels_are_read_as_the_index_numbers_them_and_groups_stand_for_criteria(
    tmp_path,
):
    """Levels of the wide index start at 1; its choices and tools at 0."""
    index = Index(index_document("wide"), "farm")
    given = {
        "1.1": "2",
        "1.2": "3",
        "2.1": "3",
        "2.2": "0",
        "3.1.f-1": "1",
        "3.1.f-2": "1",
    }
    sheet = tmp_path / "answers.csv"
    row = ",".join(["Trại rau", *(given.get(code, "") for code in index.codes)])
    sheet.write_text(f"enterprise,{','.join(index.codes)}\n{row}\n", encoding="utf-8")
    out = StringIO()
    call_command(
        "score", str(INDEXES / "wide.yaml"), str(sheet), variant="farm", stdout=out
    )
    # 20 x 3/4 + 20 x 3/6 + 60
    assert out.getvalue().splitlines()[1] == "Trại rau,wide,6,85,85.0,2,3,2,3,2,2,3"


def test_an_index_with_variants_asks_which_one(tmp_path):
    sheet = tmp_path / "answers.csv"
    sheet.write_text("enterprise\n", encoding="utf-8")
    with pytest.raises(CommandError, match="--variant must be one of shop, farm"):
        call_command("score", str(INDEXES / "wide.yaml"), str(sheet))


@pytest.mark.parametrize(
    ("index", "variant"),
    [("dbi-2021-sme", ""), ("dbi-2025-sme", "retail"), ("dbi-2025-large", "")],
)
def test_the_sample_of_a_file_of_answers_can_be_scored_as_it_is(
    tmp_path, index, variant
):
    out, scored = StringIO(), StringIO()
    call_command("score", index, sample=True, variant=variant, stdout=out)
    file = tmp_path / "answers.csv"
    file.write_text(out.getvalue())
    assert out.getvalue().startswith("enterprise,")
    call_command(
        "score", index, file, variant=variant, stdout=scored, stderr=StringIO()
    )
    assert len(scored.getvalue().splitlines()) == 2
    assert ",Sample," in f",{scored.getvalue().splitlines()[1]},"


def test_a_missing_file_is_asked_for():
    with pytest.raises(CommandError, match="--sample"):
        call_command("score", SMALL)
