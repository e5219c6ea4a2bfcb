"""What commands on a CSV of answers have in common: the index, the file, all or nothing."""

import os
import shlex
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from indexes.index.model import Index
from indexes.management.answers import (
    AnswersCommand,
    index_file,
    rules_of,
)
from tests.builders import INDEXES

SMALL = str(INDEXES / "small.yaml")
WIDE = str(INDEXES / "wide.yaml")
HEADER = "enterprise,1.1.1,1.1.2,2.1.1,2.1.2,2.2.1,3.1.1,3.1.2\n"


class Names(AnswersCommand):
    """Writes the name of each enterprise on a line of its own."""

    def head(self, index: Index) -> str:
        return f"# {index.id}\n"

    def written(self, index, block):
        names, _levels = block
        for name in names:
            yield f"{name}\n"


@pytest.fixture
def answers(tmp_path):
    def write(text: str) -> Path:
        path = tmp_path / "answers.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def run(
    path: Path | None, index: str = SMALL, out: Path | None = None, **options
) -> str:
    command = Names(stdout=StringIO(), stderr=StringIO())
    command.handle(index=index, answers=path, out=out, **options)
    return command.stdout.getvalue()


def test_the_head_comes_before_what_is_written_of_each_row(answers):
    path = answers(HEADER + "A,1,1,1,1,1,1,1\nB,2,2,2,2,2,2,2\n")
    assert run(path) == "# small\nA\nB\n"


def test_a_file_of_output_holds_the_same_and_nothing_is_left_beside_it(
    answers, tmp_path
):
    path, out = answers(HEADER + "A,1,1,1,1,1,1,1\n"), tmp_path / "out.txt"
    assert run(path, out=out) == ""
    assert out.read_text(encoding="utf-8") == "# small\nA\n"
    assert {file.name for file in tmp_path.iterdir()} == {"answers.csv", "out.txt"}


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("A,9,1,1,1,1,1,1\n", "1 bad cell; nothing was written."),
        ("A,9,9,1,1,1,1,1\nB\n", "3 bad cells or rows; nothing was written."),
    ],
)
def test_with_a_bad_cell_nothing_appears(answers, tmp_path, rows, sentence):
    out = tmp_path / "out.txt"
    with pytest.raises(CommandError, match=sentence):
        run(answers(HEADER + "Good,1,1,1,1,1,1,1\n" + rows), out=out)
    assert {file.name for file in tmp_path.iterdir()} == {"answers.csv"}


def test_an_error_on_the_way_leaves_no_half_of_a_file(answers, tmp_path, monkeypatch):
    def fail(self, index, block):
        raise RuntimeError("the machine stops")

    monkeypatch.setattr(Names, "written", fail)
    with pytest.raises(RuntimeError):
        run(answers(HEADER + "A,1,1,1,1,1,1,1\n"), out=tmp_path / "out.txt")
    assert {file.name for file in tmp_path.iterdir()} == {"answers.csv"}


def test_a_sample_needs_no_file_of_answers():
    assert run(None, sample=True).startswith(HEADER)
    with pytest.raises(CommandError, match="--sample prints how one looks"):
        run(None)


@pytest.mark.parametrize("path", [Path("nothing.csv"), Path("/")])
def test_a_file_that_cannot_be_read_is_named(path):
    with pytest.raises(CommandError, match=f"{path}: .*; nothing was written."):
        run(path)


def test_a_file_of_another_encoding_is_refused(tmp_path):
    path = tmp_path / "latin.csv"
    path.write_bytes((HEADER + "Công ty,1,1,1,1,1,1,1\n").encode("latin-1"))
    with pytest.raises(CommandError, match=r"latin\.csv: this is not UTF-8 text"):
        run(path)


def test_an_index_is_known_by_its_id_or_by_its_path():
    assert (
        index_file("dbi-2021-sme")
        == settings.FIXTURES_DIR / "indexes/dbi-2021-sme.yaml"
    )
    assert index_file(SMALL) == Path(SMALL)
    with pytest.raises(
        CommandError, match=r"Known are .*dbi-2021-sme, .*or give the path"
    ):
        index_file("dbi")


def test_an_index_with_variants_is_read_as_one_of_them():
    assert rules_of(WIDE, "farm").variant == "farm"
    with pytest.raises(CommandError, match=r"--variant must be one of shop, farm\."):
        rules_of(WIDE, "")


def test_an_index_without_variants_takes_none():
    assert rules_of(SMALL, "").variant == ""
    with pytest.raises(
        CommandError, match="must be left out: the index has no variants"
    ):
        rules_of(SMALL, "farm")


def test_nobody_is_assessed_by_what_is_known_in_part():
    with pytest.raises(CommandError, match="is partial: nobody can be assessed by it"):
        rules_of("dbi-2023-sme", "")


# An output is never an input

GOOD = HEADER + "A,1,1,1,1,1,1,1\n"


def same_file(path: Path, folder: Path) -> dict[str, Path]:
    """The file under every other name that it can have."""
    (folder / "deeper").mkdir()
    (folder / "link.csv").symlink_to(path)
    (folder / "hard.csv").hardlink_to(path)
    return {
        "itself": path,
        "symlink": folder / "link.csv",
        "hard link": folder / "hard.csv",
        "other spelling": folder / "deeper" / ".." / path.name,
        "relative": Path(os.path.relpath(path)),
    }


@pytest.mark.parametrize(
    "name", ["itself", "symlink", "hard link", "other spelling", "relative"]
)
def test_what_is_read_is_never_written_over(answers, tmp_path, name):
    path = answers(GOOD)
    with pytest.raises(CommandError, match="which is read; nothing was written"):
        run(path, out=same_file(path, tmp_path)[name])
    assert path.read_text(encoding="utf-8") == GOOD


def test_the_index_is_not_written_over_either(answers, tmp_path):
    index = tmp_path / "small.yaml"
    index.write_text(Path(SMALL).read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(CommandError, match="which is read; nothing was written"):
        run(answers(GOOD), index=str(index), out=index)
    assert index.read_text(encoding="utf-8") == Path(SMALL).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("command", "option"), [("path", "costs"), ("advise", "profile")]
)
def test_a_file_beside_the_answers_is_not_written_over(
    answers, tmp_path, command, option
):
    beside = tmp_path / "beside.csv"
    beside.write_text("kept")
    with pytest.raises(CommandError, match="which is read; nothing was written"):
        call_command(command, SMALL, answers(GOOD), out=beside, **{option: beside})
    assert beside.read_text() == "kept"


@pytest.mark.parametrize("way", ["<", ">>", "<>"])
def test_a_file_that_comes_or_goes_by_the_shell_is_not_written_over(
    answers, tmp_path, way
):
    path = answers(GOOD)
    score = [sys.executable, "manage.py", "score", SMALL]
    command = {
        "<": f"{shlex.join([*score, '/dev/stdin', '--out', str(path)])} < {path}",
        ">>": f"{shlex.join([*score, str(path)])} >> {path}",
        "<>": f"{shlex.join([*score, str(path)])} 1<> {path}",
    }[way]
    environment = {**os.environ, "DEBUG": "1"}
    ran = subprocess.run(
        command,
        shell=True,
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert ran.returncode == 1
    assert "which is read; nothing was written" in ran.stderr
    assert path.read_text(encoding="utf-8") == GOOD


def test_a_table_may_come_through_a_pipe(answers):
    path = answers(GOOD)
    score = shlex.join([sys.executable, "manage.py", "score", SMALL, "/dev/stdin"])
    environment = {**os.environ, "DEBUG": "1"}
    ran = subprocess.run(
        f"cat {path} | {score}",
        shell=True,
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert ran.stdout.splitlines()[1].startswith("A,small,7,"), ran.stderr


def test_a_pipe_is_written_into_and_stays_one(answers, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    # Opened for both, it takes what is written and waits for nobody.
    reader = os.open(pipe, os.O_RDWR)
    assert run(answers(GOOD), out=pipe) == ""
    assert os.read(reader, 1000) == b"# small\nA\n"
    os.close(reader)
    assert pipe.is_fifo()
    assert {file.name for file in tmp_path.iterdir()} == {"answers.csv", "pipe"}


def test_a_link_stays_one_and_what_it_names_is_written(answers, tmp_path):
    link, named = tmp_path / "link.txt", tmp_path / "deeper" / "named.txt"
    named.parent.mkdir()
    link.symlink_to(named)
    run(answers(GOOD), out=link)
    assert link.is_symlink()
    assert named.read_text(encoding="utf-8") == "# small\nA\n"


def test_a_folder_is_no_output(answers, tmp_path):
    with pytest.raises(CommandError, match="Is a directory; nothing was written"):
        run(answers(GOOD), out=tmp_path)


# Doubles


def test_a_name_that_stands_there_twice_is_told_and_counted_twice(answers):
    path = answers(
        HEADER + "Bé Na,1,1,1,1,1,1,1\nB,1,1,1,1,1,1,1\nbé  NA,2,2,2,2,2,2,2\n"
    )
    command = Names(stdout=StringIO(), stderr=StringIO())
    command.handle(index=SMALL, answers=path, out=None)
    told = command.stderr.getvalue().splitlines()
    assert told == ["rows 2, 4 have the same name; each is counted by itself"]
    assert len(command.stdout.getvalue().splitlines()) == 4
