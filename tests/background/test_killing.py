"""Workers killed in the middle: nothing is lost, and nothing has its effect twice.

A small run; `make bench ONLY=kills` kills a hundred among five thousand, on each engine.
"""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from tests.background.killing import killed
from tests.databases import copied_database

KILLS = 6
TASKS = 20
MOMENT = "0.2"  # seconds that each takes: long enough for a kill to hit it

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sql]


def engines() -> list[str]:
    """Procrastinate knows PostgreSQL only."""
    is_postgres = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
    return ["embedded", "procrastinate"] if is_postgres else ["embedded"]


@pytest.mark.parametrize("engine", engines())
def test_nothing_is_lost_and_nothing_done_twice(engine: str, tmp_path: Path):
    flags = ("--tasks", TASKS, "--kills", KILLS, "--seed", 1)
    # Its tables are its own, made by its own migrations.
    brings = ("--migrate", engine) if engine == "procrastinate" else ()
    with copied_database(tmp_path) as url:
        ended = killed(
            *flags, *brings, MOMENT=MOMENT, TASK_ENGINE=engine, DATABASE_URL=url
        )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    told = ast.literal_eval(ended.stdout.strip().splitlines()[-1])
    assert (told["done"], told["lost"], told["twice"]) == (TASKS, 0, 0)
    assert told["tries"] > TASKS  # some were cut off in the middle
