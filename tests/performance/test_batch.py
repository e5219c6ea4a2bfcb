"""Many reports by one command: what is counted, and when the goal is met."""

import pytest

from performance import batch
from performance.batch import EACH, Command


@pytest.fixture
def command(tmp_path, monkeypatch):
    """It notes what is run, and each run takes a second of a processor."""
    command = Command(tmp_path)
    command.noted = []
    monkeypatch.setattr(batch, "_spent_by_children", lambda: len(command.noted))

    def noted(*asked, **settings) -> str:
        command.noted.append((asked, settings))
        return ""

    monkeypatch.setattr(command, "_run", noted)
    return command


def test_the_whole_process_is_shared_among_its_reports(command):
    measured = command.reports(["1", "2", "3", "4"])
    assert measured.median == 0.25
    assert measured.met is None


@pytest.mark.parametrize(("count", "met"), [(7, False), (8, True)])
def test_eight_a_second_meet_the_goal(command, count, met):
    assert command.reports(["1"] * count, goal=EACH).met is met


def test_signing_is_asked_for_by_name(command):
    command.reports(["1"], "--lang", "en", is_signed=True)
    command.reports(["1"])
    signed, plain = (settings["MAKE_CERTIFICATE"] for _asked, settings in command.noted)
    assert (signed, plain) == ("True", "False")


def test_a_process_that_ended_was_counted(tmp_path):
    before = batch._spent_by_children()
    Command(tmp_path)._run("-c", "sum(range(3_000_000))")
    assert batch._spent_by_children() > before
