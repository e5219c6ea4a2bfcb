"""All other tests have tables made from the models; here migrations make them, from nothing."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from tests.databases import ask, empty_database, opened

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.django_db


@pytest.mark.sql
def test_migrating_from_nothing_makes_the_tables_of_the_models(tmp_path):
    with empty_database(tmp_path) as url:
        migrate(url)
        with opened(url) as migrated:
            tables = tables_of(migrated)
        assert ask(url, "SELECT count(*) FROM brakes") == [(0,)]  # a cache has no model
    assert tables == tables_of(connection)


def test_nothing_is_left_to_migrate():
    call_command("makemigrations", "--check", "--dry-run", stdout=StringIO())


def migrate(url: str) -> None:
    """In a process of its own, as `make demo` does."""
    environment = {**os.environ, "DATABASE_URL": url, "DEBUG": "1"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "manage.py", "migrate", "-v", "0"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def own_tables() -> list[str]:
    """Tables of the models of this repository; Django's own differ a little from their models."""
    own = [
        config for config in apps.get_app_configs() if Path(config.path).parent == ROOT
    ]
    return [
        model._meta.db_table
        for config in own
        for model in config.get_models(include_auto_created=True)
    ]


def tables_of(database: BaseDatabaseWrapper) -> dict[str, tuple]:
    """Columns and constraints of every table of ours; the names of constraints may differ."""
    with database.cursor() as cursor:
        return {
            name: (columns(database, cursor, name), constraints(database, cursor, name))
            for name in own_tables()
        }


def columns(database: BaseDatabaseWrapper, cursor, table: str) -> dict[str, tuple]:
    described = database.introspection.get_table_description(cursor, table)
    return {column.name: column[1:] for column in described}


def constraints(database: BaseDatabaseWrapper, cursor, table: str) -> list[str]:
    found = database.introspection.get_constraints(cursor, table).values()
    return sorted(
        str({**constraint, "columns": tuple(constraint["columns"] or ())})
        for constraint in found
    )
