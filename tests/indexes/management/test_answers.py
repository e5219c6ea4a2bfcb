"""What commands on a CSV of answers have in common: the index, the file, all or nothing."""

from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError

from indexes.index.model import Index
from indexes.management.answers import (
    AnswersCommand,
    index_file,
    lines_of,
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
    path.write_bytes((HEADER + "Công ty,1,1,1,1,1,1,1\n").encode("utf-16"))
    with pytest.raises(CommandError, match="is not UTF-8 text; nothing was written"):
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


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"", []),
        (b"a\nb\n", ["a\n", "b\n"]),
        (b"\xef\xbb\xbfa\nb", ["a\n", "b"]),
        ("Phở\r\n".encode(), ["Phở\r\n"]),
        (b"a\n\xef\xbb\xbfb\n", ["a\n", "\ufeffb\n"]),
    ],
)
def test_a_mark_of_the_encoding_is_passed_over_at_the_beginning_only(content, lines):
    assert list(lines_of(BytesIO(content))) == lines
