"""A hundred workers killed among five thousand pieces of work, on each engine and database."""

import ast
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from performance.frame.timing import Measurement, scaled

TASKS = 5000
KILLS = 100
SERVER = "tests/postgres_server.py"
GOAL = "none lost, none done twice"


def run() -> Iterator[Measurement]:
    with tempfile.TemporaryDirectory() as folder:
        yield _killed(
            "embedded", "SQLite", f"sqlite:///{Path(folder) / 'kills.sqlite3'}"
        )

    for engine in ("embedded", "procrastinate"):
        started = _server("start")
        if started.returncode != 0:
            return  # no PostgreSQL here
        try:
            yield _killed(engine, "PostgreSQL", started.stdout.strip())
        finally:
            _server("stop")


def _server(verb: str) -> subprocess.CompletedProcess:
    command = [sys.executable, SERVER, verb]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _killed(engine: str, database: str, url: str) -> Measurement:
    tasks, kills = scaled(TASKS, 50), scaled(KILLS, 4)
    command = [sys.executable, "-m", "tests.background.killing"]
    ended = subprocess.run(
        [*command, "--tasks", str(tasks), "--kills", str(kills), "--migrate"],
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "tests.background.settings",
            "TASK_ENGINE": engine,
            "DATABASE_URL": url,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    told = ast.literal_eval(ended.stdout.strip().splitlines()[-1])
    return Measurement(
        name=f"{engine} on {database}: {tasks} pieces of work, {kills} workers killed",
        median=told["seconds"],
        fastest=told["seconds"],
        slowest=told["seconds"],
        goal=GOAL,
        met=ended.returncode == 0,
    )
