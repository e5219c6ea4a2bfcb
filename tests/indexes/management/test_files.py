"""Commands that check files one after another tell at once all that is wrong in any of them."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError

from indexes.documents.reader import Problem
from indexes.management.files import FilesCommand, must_be_there, refuse

HERE = Path("index.yaml")


class Lengths(FilesCommand):
    """Says how long the name of a file is, and refuses what is longer than five."""

    def checked(self, file: Path, **options) -> str:
        if len(file.stem) > 5:
            raise CommandError(f"{file.stem} is too long.")
        return f"{file.stem}: {len(file.stem)}"


def run(*names: str) -> tuple[list[str], CommandError | None]:
    command = Lengths(stdout=StringIO(), stderr=StringIO())
    try:
        command.handle(files=[Path(f"{name}.yaml") for name in names])
    except CommandError as error:
        return command.stdout.getvalue().splitlines(), error
    return command.stdout.getvalue().splitlines(), None


def test_every_sound_file_is_told_in_its_turn():
    assert run("one", "three") == (["one: 3", "three: 5"], None)


def test_what_is_wrong_in_any_file_is_told_at_the_end_and_the_sound_ones_all_the_same():
    lines, error = run("seventy", "one", "thousand")
    assert lines == ["one: 3"]
    assert str(error) == "seventy is too long.\nthousand is too long."
    assert error.returncode == 1


def test_without_problems_nothing_is_refused():
    refuse(HERE, [])


@pytest.mark.parametrize(
    ("problems", "text"),
    [
        (
            [Problem(("index", "id"), 3, "The text is empty.")],
            "1 error:\nindex.yaml:3: index.id: The text is empty.",
        ),
        (
            [Problem((), 1, "No map."), Problem(("levels", 0), 7, "No level.")],
            "2 errors:\nindex.yaml:1: (document): No map.\nindex.yaml:7: levels[0]: No level.",
        ),
    ],
)
def test_a_problem_is_told_as_an_editor_finds_it(problems, text):
    with pytest.raises(CommandError) as error:
        refuse(HERE, problems)
    assert str(error.value) == text
    assert error.value.returncode == 1


def test_what_comes_of_the_problems_is_told_with_their_number():
    with pytest.raises(CommandError, match=r"^1 error; nothing was written:"):
        refuse(HERE, [Problem((), 1, "No map.")], "nothing was written")


def test_a_folder_is_told_from_a_file(tmp_path):
    with pytest.raises(CommandError, match=f"{tmp_path} is a folder; name the file"):
        must_be_there(tmp_path)


def test_a_file_that_is_not_there_is_said_plainly(tmp_path):
    for missing in (tmp_path / "none.yaml", tmp_path / "deeper" / "none.yaml"):
        with pytest.raises(CommandError, match=f"There is no file {missing}."):
            must_be_there(missing)
    there = tmp_path / "there.yaml"
    there.touch()
    must_be_there(there)
