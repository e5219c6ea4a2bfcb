"""What is done every night stands in one place, and is all done."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command, get_commands

from assessment.machines.nightly import NIGHTLY

OPERATIONS = Path(__file__).resolve().parents[3] / "docs" / "operations.md"
OF_THE_NIGHT = re.compile(r"(forget|sweep|refresh)(_|$)")


def test_whatever_forgets_or_counts_anew_is_done_every_night():
    commands = get_commands()
    assert set(NIGHTLY) <= set(commands)
    assert {name for name in commands if OF_THE_NIGHT.match(name)} <= set(NIGHTLY)


def test_the_document_tells_what_each_is_for_in_their_order():
    text = OPERATIONS.read_text(encoding="utf-8")
    table = text.partition("## Every night")[2].partition("\n## ")[0]
    assert tuple(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == NIGHTLY


@pytest.mark.django_db
def test_what_fails_is_told_and_holds_up_none_of_the_others(monkeypatch, caplog):
    assert done() == list(NIGHTLY)
    broken = ("clearsessions", "check_index", "verify_audit")  # of no file
    monkeypatch.setattr("assessment.management.commands.nightly.NIGHTLY", broken)
    out = StringIO()
    with pytest.raises(CommandError, match=r"Not done: check_index\.$"):
        call_command("nightly", stdout=out)
    assert "The audit log holds" in out.getvalue()
    assert "check_index was not done" in caplog.text


def done() -> list[str]:
    out = StringIO()
    call_command("nightly", stdout=out)
    return re.findall(r"^(\w+):$", out.getvalue(), re.MULTILINE)
