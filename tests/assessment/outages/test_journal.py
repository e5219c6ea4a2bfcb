"""Several processes may open one new SQLite file at the same moment."""

import sqlite3
from contextlib import closing

import pytest
from django.db import OperationalError
from django.db.utils import ConnectionHandler

from assessment.outages import journal

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    """Not switched yet, as after a restore."""
    path = tmp_path / "new.sqlite3"
    with closing(sqlite3.connect(path)) as new:
        new.execute("CREATE TABLE firms (name TEXT)")
    return path


@pytest.fixture
def writer(file):
    """Another process, in the middle of what SQLite lets nobody wait for."""
    with closing(
        sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    ) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


@pytest.fixture
def opened(file):
    options = {"timeout": 5, "transaction_mode": "IMMEDIATE"}
    engine = "django.db.backends.sqlite3"
    database = {"ENGINE": engine, "NAME": str(file), "OPTIONS": options}
    with closing(ConnectionHandler({"default": database})["default"]) as connection:
        yield connection


def test_who_comes_second_waits_for_the_first(opened, writer, monkeypatch):
    pauses = []

    def let_the_writer_end(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3:
            writer.execute("COMMIT")

    monkeypatch.setattr(journal.time, "sleep", let_the_writer_end)
    assert _journal_of(opened) == "wal"
    assert len(pauses) == 3


def test_whose_patience_ends_is_told_that_it_is_locked(opened, writer, monkeypatch):
    clock = iter(range(0, 60, 2))
    monkeypatch.setattr(journal.time, "monotonic", lambda: next(clock))
    with pytest.raises(OperationalError, match="locked"):
        opened.ensure_connection()


def test_a_switched_file_is_opened_beside_its_writer(opened, file, writer):
    writer.execute("COMMIT")
    assert _journal_of(opened) == "wal"
    opened.close()
    writer.execute("BEGIN IMMEDIATE")
    assert _journal_of(opened) == "wal"


def _journal_of(opened) -> str:
    with opened.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        return cursor.fetchone()[0]
