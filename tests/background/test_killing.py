"""Workers killed in the middle: nothing is lost, and nothing has its effect twice.

A small run; `make bench ONLY=kills` kills a hundred among five thousand, on each engine.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.databases import empty_database

KILLS = 3
TASKS = 30
SETTINGS = "tests.background.settings"

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def engines() -> list[str]:
    """Procrastinate knows PostgreSQL only."""
    is_postgres = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
    return ["embedded", "procrastinate"] if is_postgres else ["embedded"]


@pytest.mark.parametrize("engine", engines())
def test_nothing_is_lost_and_nothing_done_twice(engine: str, tmp_path: Path):
    with empty_database(tmp_path) as url:
        ended = killed({"TASK_ENGINE": engine, "DATABASE_URL": url})
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert f"'done': {TASKS}" in ended.stdout


def killed(environment: dict[str, str]) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "tests.background.killing"]
    command += ["--tasks", str(TASKS), "--kills", str(KILLS), "--seed", "1"]
    return subprocess.run(
        command,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": SETTINGS} | environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
