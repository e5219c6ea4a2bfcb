"""check_advice tells what is in a sound file, and all that is wrong in another."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.indexes.advice.examples import ADVICE, make_folder, spoilt

FILES = sorted((settings.FIXTURES_DIR / "advice").glob("*.yaml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_advice_file_passes(file):
    out = StringIO()
    call_command("check_advice", str(file), stdout=out)
    assert out.getvalue().startswith(f"OK {file.stem} version ")


def test_a_sound_file_is_counted(tmp_path):
    folder = make_folder(tmp_path, ADVICE)
    file, out = folder / "advice" / "wide.yaml", StringIO()
    call_command("check_advice", file, indexes=folder / "indexes", stdout=out)
    assert out.getvalue() == "OK wide version 1: 12 questions of 3 kinds\n"


def test_the_command_fails_on_a_spoilt_file(tmp_path):
    folder = make_folder(tmp_path, spoilt(["questions", "1.1"], "magic"))
    file = folder / "advice" / "wide.yaml"
    with pytest.raises(
        CommandError, match=r"1 error:\n.*'magic' is not among the kinds"
    ):
        call_command("check_advice", file, indexes=folder / "indexes")


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CommandError, match="There is no file"):
        call_command("check_advice", tmp_path / "none.yaml")
