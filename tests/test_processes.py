"""What a test begins beside itself ends with it, also where the test fails."""

import sys
from pathlib import Path

import pytest

from tests import processes
from tests.processes import running

ROOT = Path(__file__).resolve().parent.parent
STUBBORN = """
import signal, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("ready", flush=True)
sys.stdin.readline()
"""


def test_a_process_ends_with_its_block_though_it_fails_and_will_not_end(monkeypatch):
    monkeypatch.setattr(processes, "PATIENCE", 0.1)
    pipes = {"stdin": processes.subprocess.PIPE, "stdout": processes.subprocess.PIPE}
    command = [sys.executable, "-c", STUBBORN]
    with pytest.raises(AssertionError), running(command, **pipes) as process:
        assert process.stdout.readline() == b"gone\n"
    assert process.returncode == -9
    assert process.stdin.closed


def test_nobody_else_begins_a_process_that_is_not_waited_for():
    # Put together, so that this file is not among them.
    words = "subprocess." + "Popen("
    found = [
        path.relative_to(ROOT).as_posix()
        for folder in ("tests", "performance")
        for path in (ROOT / folder).rglob("*.py")
        if words in path.read_text(encoding="utf-8")
    ]
    assert found == ["tests/processes.py"]
