"""make backup and make restore know the settings of a site in service."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HERE = ".venv/bin/python manage.py"


def said(*asked: str) -> str:
    """What make would do, without doing it."""
    # Under `make test` it would say besides where it goes.
    quietly = ["-n", "--no-print-directory"]
    command = ["make", *quietly, "-o", ".venv/.runtime", *asked]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return made.stdout.strip()


@pytest.mark.parametrize("is_installed", [True, False])
def test_a_backup_is_made_with_the_settings_of_the_site(tmp_path, is_installed):
    service = tmp_path / "san-sang-so"
    if is_installed:
        service.touch()
    program = service if is_installed else HERE
    by = f"SERVICE={service}"
    assert said("backup", by, "OUT=/b") == f'{program} backup --out "/b"'
    restored = said("restore", by, "FILE=/b/a.tar.gz", "REPLACE=1")
    assert restored == f'{program} restore "/b/a.tar.gz" --replace'
