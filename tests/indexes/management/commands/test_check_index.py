"""check_index tells what is right, and every error with its key and line."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.builders import index_document
from tests.indexes.documents.spoilt import changed

REAL = Path("fixtures/indexes/dbi-2021-sme.yaml")


def test_the_command_says_what_is_right():
    told = StringIO()
    call_command("check_index", REAL, stdout=told)
    version = index_document("dbi-2021-sme")["index"]["version"]
    assert told.getvalue().startswith(
        f"OK dbi-2021-sme version {version}: 6 pillars, 10 indicators, 60 questions, 320 points, "
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
