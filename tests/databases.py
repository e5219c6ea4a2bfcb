"""The test's database taken back to where it was; others of its kind, empty or a copy of it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler
from environ import Env


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written to the test's database inside is taken back afterwards."""
    before = transaction.savepoint()
    yield
    transaction.savepoint_rollback(before)


@contextmanager
def empty_database(folder: Path) -> Iterator[str]:
    """The DATABASE_URL of a database without a single table."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / 'empty.sqlite3'}"
        return

    with _created("empty") as url:
        yield url


@contextmanager
def copied_database(folder: Path) -> Iterator[str]:
    """The DATABASE_URL of a copy of the test's database, as far as it is committed."""
    if connection.vendor == "sqlite":
        copy_in_file(folder / "copy.sqlite3")
        yield f"sqlite:///{folder / 'copy.sqlite3'}"
        return

    connection.close()  # a template may have nobody connected to it
    with _created("copy", template=connection.settings_dict["NAME"]) as url:
        yield url


def copy_in_file(place: Path) -> None:
    """Of the test's database in memory, which is SQLite's."""
    connection.ensure_connection()
    with sqlite3.connect(place) as copy:
        connection.connection.backup(copy)
    copy.close()


@contextmanager
def opened(url: str) -> Iterator[BaseDatabaseWrapper]:
    """A connection to a database that is not the test's."""
    other = ConnectionHandler({"default": Env.db_url_config(url)})["default"]
    try:
        yield other
    finally:
        other.close()


def ask(url: str, question: str) -> list[tuple]:
    """The rows that a database answers to a question in SQL."""
    with opened(url) as other, other.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()


@contextmanager
def _created(suffix: str, template: str = "template0") -> Iterator[str]:
    """A further database of the PostgreSQL server, dropped at the end, whoever is connected."""
    settings = connection.settings_dict
    name = f"{settings['NAME']}_{suffix}"
    _on_server(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    person = quote(settings["USER"]) + (
        f":{quote(settings['PASSWORD'])}" if settings["PASSWORD"] else ""
    )
    try:
        yield f"postgres://{person}@{settings['HOST']}:{settings['PORT']}/{name}"
    finally:
        _on_server(f'DROP DATABASE "{name}" WITH (FORCE)')


def _on_server(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
