"""The units for systemd: they stand up to its own judge, and call what is there."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
UNITS = sorted((ROOT / "deploy" / "systemd").iterdir())
SERVICES = [path for path in UNITS if path.suffix == ".service"]
HARDENED = ("NoNewPrivileges=yes", "ProtectSystem=strict", "CapabilityBoundingSet=")


def test_systemd_takes_the_units_as_they_are(tmp_path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd is not installed")
    for path in UNITS:
        text = path.read_text(encoding="utf-8")
        # It asks whether what is called is there.
        text = re.sub(r"/srv/san-sang-so/\.venv/bin/\w+", "/bin/true", text)
        (tmp_path / path.name).write_text(text.replace("/srv/san-sang-so", "/"))
    command = ["systemd-analyze", "verify", "--man=no", *tmp_path.iterdir()]
    judged = subprocess.run(command, capture_output=True, text=True)
    of_ours = [line for line in judged.stderr.splitlines() if "san-sang-so" in line]
    assert of_ours == []


def test_each_timer_has_its_service_and_makes_up_for_a_night_that_was_missed():
    timers = [path for path in UNITS if path.suffix == ".timer"]
    assert timers
    for path in timers:
        assert path.with_suffix(".service") in SERVICES
        assert "Persistent=true" in path.read_text()


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_each_service_runs_as_nobody_in_particular_and_calls_what_is_there(path):
    text = path.read_text(encoding="utf-8")
    assert "User=sansangso\n" in text
    assert all(f"\n{line}\n" in text for line in HARDENED)
    [called] = re.findall(r"^ExecStart=/srv/san-sang-so/(.+)$", text, re.MULTILINE)
    program, *arguments = called.split()
    assert (ROOT / program).exists()
    if "manage.py" in arguments:
        assert arguments[1] in get_commands()
    else:
        assert (ROOT / arguments[-1]).exists()
