"""The command checks files against the published index, all of them if none is named."""

import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.builders import index_document, make_index_version

FOLDER = Path(__file__).resolve().parents[4] / "fixtures" / "capabilities"
GOOD = FOLDER / "dbi-2021-sme.yaml"
INDEXES = ["dbi-2021-sme", "dbi-2025-large", "dbi-2025-sme"]

pytestmark = pytest.mark.django_db


def test_an_index_is_published_before_its_capabilities_are_checked():
    with pytest.raises(CommandError, match="not published yet"):
        call_command("check_capabilities", GOOD)


def test_a_file_that_is_right_is_called_right(capsys):
    make_index_version(index_document("dbi-2021-sme"))
    call_command("check_capabilities", GOOD)
    assert "60 questions, all of it is right" in capsys.readouterr().out


def test_every_fault_is_told_and_counted(tmp_path):
    make_index_version(index_document("dbi-2021-sme"))
    wrong = tmp_path / "wrong.yaml"
    text = GOOD.read_text(encoding="utf-8").replace("[web.site]", "[web.magic]")
    wrong.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match="1 error") as error:
        call_command("check_capabilities", wrong, wrong)
    assert len(re.findall(rf"{wrong}:\d+: questions\..*", str(error.value))) == 2


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CommandError, match="There is no file"):
        call_command("check_capabilities", tmp_path / "none.yaml")


def test_without_a_name_all_files_are_checked_but_the_vocabulary(capsys):
    for index_id in INDEXES:
        make_index_version(index_document(index_id))
    call_command("check_capabilities")
    lines = capsys.readouterr().out.splitlines()
    checked = [Path(line.split(":")[0]).stem for line in lines]
    assert checked == sorted(path.stem for path in FOLDER.glob("dbi-*.yaml"))
    assert "words" not in checked
