"""SQLite's journal: readers never wait for the writer, and a writer queues up."""

import time

from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

from assessment.outages.waits import waits

PAUSE = 0.02  # seconds


def write_ahead(sender: type, connection: BaseDatabaseWrapper, **more: object) -> None:
    """Switches a file to the write-ahead journal, which it keeps from then on.

    Of several processes that open a new file at once, as after a restore, SQLite lets one switch
    and answers the others at once that it is locked, whatever patience they were given.
    """
    if connection.vendor != "sqlite":
        return
    # As sqlite3 itself, which would wait here for nobody who comes to nothing.
    patience = connection.settings_dict["OPTIONS"].get("timeout", 5)
    connection.connection.execute("PRAGMA busy_timeout = 0")
    until = time.monotonic() + (0 if waits.are_hopeless() else patience)
    while not _is_switched(connection):
        if time.monotonic() > until:
            raise OperationalError("database is locked")
        time.sleep(PAUSE)
    connection.connection.execute(f"PRAGMA busy_timeout = {patience * 1000:d}")


def _is_switched(connection: BaseDatabaseWrapper) -> bool:
    opened = connection.connection
    try:
        opened.execute("PRAGMA journal_mode=WAL")
    except connection.Database.OperationalError as error:
        if error.sqlite_errorname != "SQLITE_BUSY":
            raise
        return False
    return True
