"""check_crosswalk tells what is in a sound file, and all that is wrong in another."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.indexes.crosswalk.examples import problems_of, spoilt

FILES = sorted((settings.FIXTURES_DIR / "crosswalks").glob("*.yaml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_crosswalk_file_passes(file):
    out = StringIO()
    call_command("check_crosswalk", str(file), stdout=out)
    assert out.getvalue().startswith(f"OK {file.stem} version ")


def test_the_command_fails_on_a_spoilt_file(folder):
    problems_of(folder, spoilt(["rows", 0, "sure"], "maybe"))
    with pytest.raises(CommandError, match="1 error"):
        call_command(
            "check_crosswalk", str(folder / "small--other.yaml"), indexes=folder
        )
