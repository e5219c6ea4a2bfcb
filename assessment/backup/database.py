"""The whole database into one file, and back: by the tools of its own maker."""

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen, call
from tempfile import TemporaryFile
from typing import IO

from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient

from assessment.backup.errors import BackupError
from assessment.backup.passing import empty_passing, passing_tables

# Whoever still uses the site keeps its tables: then nothing is replaced.
WAIT_FOR_OTHERS = "SET lock_timeout = '10s';\n"


def dump(path: Path) -> None:
    """As the database is at one moment, while others go on writing; without what passes.

    Raises BackupError: no_tool, tool_failed.
    """
    if connection.vendor == "sqlite":
        with closing(_sqlite()) as source:
            _copy(source, path)
        return
    without = [f"--exclude-table-data={table}" for table in passing_tables()]
    tool = _tool("pg_dump", "--format=custom", f"--file={path}", *without)
    with TemporaryFile() as errors:
        if call(**tool, stdout=DEVNULL, stderr=errors):
            raise _failed("pg_dump", errors)


def _sqlite() -> sqlite3.Connection:
    return sqlite3.connect(connection.settings_dict["NAME"], uri=True)


def _copy(source: sqlite3.Connection, path: Path) -> None:
    """In one step, so that nobody's writing makes it begin anew."""
    with closing(sqlite3.connect(path)) as target:
        source.backup(target)
        # One file without a log beside it.
        target.execute("PRAGMA journal_mode = DELETE")
        _leave_out(target)


def _leave_out(copy: sqlite3.Connection) -> None:
    rows = copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    for table in {name for (name,) in rows}.intersection(passing_tables()):
        copy.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608
    copy.commit()
    # What is deleted would otherwise still stand in the file.
    copy.execute("VACUUM")


def load(path: Path) -> None:
    """In place of all that the database holds: either all of it or, on an error, nothing.

    Raises BackupError: no_tool, tool_failed, damaged.
    """
    if connection.vendor == "sqlite":
        _load_sqlite(path)
    else:
        _load_postgresql(path)
    connection.close()
    empty_passing()
    with connection.cursor() as cursor:
        cursor.execute(
            "ANALYZE"
        )  # a database that knows nothing of its rows plans badly


def _load_sqlite(path: Path) -> None:
    connection.close()
    with (
        closing(sqlite3.connect(path)) as source,
        closing(_sqlite()) as target,
    ):
        _check_whole(source, path)
        source.backup(target)


def _check_whole(source: sqlite3.Connection, path: Path) -> None:
    try:
        [answer] = source.execute("PRAGMA quick_check").fetchone()
    except sqlite3.DatabaseError as error:
        answer = str(error)
    if answer != "ok":
        raise BackupError("damaged", path=path, reason=answer)


def _load_postgresql(path: Path) -> None:
    """One transaction, whose end is sent only once all of the rest has been."""
    beginning = "".join(["BEGIN;\n", WAIT_FOR_OTHERS, *map(_dropped, _standing())])
    connection.close()
    psql = _tool("psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--file=-")
    restore = ("--no-owner", "--no-privileges", "--file=-", str(path))
    with (
        TemporaryFile() as errors,
        Popen(**psql, stdin=PIPE, stdout=DEVNULL, stderr=errors) as database,
    ):
        with suppress(BrokenPipeError), database.stdin as line:
            line.write(beginning.encode())
            line.flush()
            command = [_found("pg_restore"), *restore]
            is_whole = not call(command, stdout=line, stderr=errors)  # noqa: S603
            line.write(b"COMMIT;\n" if is_whole else b"ROLLBACK;\n")
        if database.wait() or not is_whole:
            raise _failed("psql", errors)


def _standing() -> list[str]:
    with connection.cursor() as cursor:
        tables = connection.introspection.get_table_list(cursor)
    return [table.name for table in tables if table.type != "v"]


def _dropped(table: str) -> str:
    return f"DROP TABLE {connection.ops.quote_name(table)} CASCADE;\n"


def _tool(name: str, *options: str) -> dict:
    """How it is called for our database; its password goes by the environment."""
    arguments, environment = DatabaseClient.settings_to_cmd_args_env(
        connection.settings_dict, options
    )
    return {
        "args": [_found(name), *arguments[1:]],
        "env": os.environ | (environment or {}),
    }


def _found(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise BackupError("no_tool", name=name)
    return path


def _failed(name: str, errors: IO[bytes]) -> BackupError:
    errors.seek(0)
    reason = errors.read().decode(errors="replace").strip()
    return BackupError("tool_failed", name=name, reason=reason)
