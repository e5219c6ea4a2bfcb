"""The same answers give the same scores, whatever a spreadsheet made of their file."""

from contextlib import suppress
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.builders import INDEXES
from tests.tables.workbooks import workbook

SMALL = str(INDEXES / "small.yaml")
ROWS = [
    ["enterprise", "1.1.1", "1.1.2", "2.1.1", "2.1.2", "2.2.1", "3.1.1", "3.1.2"],
    ["Công ty Điện Máy Bé Na", *"3333335"],
    ["Phở; bún", *"111111", ""],
]


def text_of(mark: str, end: str = "\n", *, level: str = "{}") -> str:
    """level: how the cells of levels are written."""
    head, *rows = ROWS
    lines = [mark.join(head)]
    for name, *cells in rows:
        written = [level.format(cell) if cell else "" for cell in cells]
        lines.append(mark.join([f'"{name}"', *written]))
    return end.join(lines) + end


def as_numbers() -> dict[int, list[object]]:
    """As a spreadsheet keeps them, in the third row and the second column."""
    rows = {}
    for number, row in enumerate(ROWS, start=3):
        cells = [float(cell) if cell.isdigit() else cell or None for cell in row]
        rows[number] = [None, *cells]
    return rows


LINES = text_of(",").splitlines()
DRESSES = {
    "a mark of the encoding": text_of(",").encode("utf-8-sig"),
    "semicolons": text_of(";").encode("utf-8-sig"),
    "tabs in UTF-16": text_of("\t").encode("utf-16"),
    "UTF-16 without its mark": text_of("\t").encode("utf-16-le"),
    "sep=": ("sep=,\r\n" + text_of(",", "\r\n")).encode(),
    "sep=;": ("sep=;\r\n" + text_of(";", "\r\n")).encode(),
    "line ends of old": text_of(",", "\r").encode(),
    "empty rows": (",,,,,,,\n\n" + text_of(",") + ",,,,,,,\n,,,\n").encode(),
    "empty columns": "".join(f",{line},,\n" for line in LINES).encode(),
    "floats": text_of(",", level="{}.0").encode(),
    "floats of Vietnam": text_of(";", level="{},00").encode(),
    "spaces that do not break": text_of(",", level="\u00a0{}\u200b").encode(),
    "a workbook": workbook(as_numbers()),
}


def scores(tmp_path, content: bytes) -> str:
    path, out = tmp_path / "answers", StringIO()
    path.write_bytes(content)
    call_command("score", SMALL, path, stdout=out, stderr=StringIO())
    return out.getvalue()


@pytest.mark.parametrize("dress", DRESSES)
def test_a_file_is_scored_whatever_it_comes_as(tmp_path, dress):
    plain = scores(tmp_path, text_of(",").encode())
    assert plain.splitlines()[1].startswith("Công ty Điện Máy Bé Na,small,7,28,")
    assert scores(tmp_path, DRESSES[dress]) == plain


TABLES = [
    ("score", "answers"),
    ("path", "answers"),
    ("path", "costs"),
    ("advise", "answers"),
    ("advise", "profile"),
]


@pytest.mark.parametrize(("command", "option"), TABLES)
def test_every_command_tells_what_of_a_workbook_it_does_not_read(
    tmp_path, command, option
):
    answers, book = tmp_path / "answers.csv", tmp_path / "book.xlsx"
    answers.write_text(text_of(","), encoding="utf-8")
    book.write_bytes(workbook(as_numbers(), after={1: ["Phở"]}))
    options = {} if option == "answers" else {option: book}
    read, told = book if option == "answers" else answers, StringIO()
    # A table of answers is none of costs or profiles; what is told does not wait for that.
    with suppress(CommandError):
        call_command(command, SMALL, read, stdout=StringIO(), stderr=told, **options)
    assert (
        f"{book}: only the sheet 'Sheet 1' is read; others hold something too: 'Sheet 2'"
        in told.getvalue()
    )


@pytest.mark.parametrize(("command", "option"), TABLES)
def test_every_table_of_every_command_says_in_one_sentence_what_to_do(
    tmp_path, command, option
):
    answers, bad = tmp_path / "answers.csv", tmp_path / "old.xls"
    answers.write_text(text_of(","), encoding="utf-8")
    bad.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100)
    options = {} if option == "answers" else {option: bad}
    read = bad if option == "answers" else answers
    with pytest.raises(CommandError) as error:
        call_command(command, SMALL, read, stdout=StringIO(), **options)
    assert "old.xls: this is an Excel workbook of the old kind (.xls)" in str(
        error.value
    )
    assert len(str(error.value).splitlines()) == 1


def test_a_name_that_a_spreadsheet_would_run_comes_out_harmless(tmp_path):
    names = ["=HYPERLINK('http://x')", "+84 Cafe", "@SUM(A1)", "-2+3", "＝1+1", "Phở"]
    rows = [",".join([name, *"3333335"]) for name in names]
    text = "\n".join([",".join(ROWS[0]), *rows])
    written = [
        line.split(",")[0] for line in scores(tmp_path, text.encode()).splitlines()
    ]
    assert written[1:] == [*(f"'{name}" for name in names[:-1]), "Phở"]
