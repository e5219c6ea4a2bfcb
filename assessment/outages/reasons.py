"""Telling what is away from an error, and not asking a silent database again and again.

Each page that asks a silent database holds a place of the server until its time is over. So
after one has waited in vain, this process answers the next ones at once for a while.
"""

import errno
import sqlite3
from time import monotonic

import psycopg
from django.db import InterfaceError, InternalError, OperationalError, connection

QUIET = 5  # seconds in which a silent database is left alone

AWAY, FULL = "database", "full"
# Of PostgreSQL: disk full; a transaction that may only read.
FULL_STATES = {"53100", "25006"}
# Of SQLite, without what follows the first byte.
FULL_CODES = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
}
BUSY_CODES = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
# Of connecting, and of a statement.
TIMEOUTS = (psycopg.errors.ConnectionTimeout, psycopg.errors._WaitTimeout)
# Of files: no room, over the quota, read-only, not ours.
FULL_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES}


def reason_of(error: BaseException | None) -> str:
    """Why a page could not be made, as `unavailable` words it; empty if it is broken."""
    if isinstance(error, OSError) and error.errno in FULL_ERRORS:
        return FULL
    if isinstance(error, OperationalError | InterfaceError | InternalError):
        return _reason_of_database(error, error.__cause__)
    return ""


def _reason_of_database(error: Exception, cause: BaseException | None) -> str:
    if isinstance(cause, sqlite3.Error):
        return _reason_of_code(getattr(cause, "sqlite_errorcode", 0) & 0xFF)
    if isinstance(cause, psycopg.Error) and cause.sqlstate in FULL_STATES:
        return FULL
    return "" if isinstance(error, InternalError) else AWAY


def _reason_of_code(code: int) -> str:
    if code in FULL_CODES:
        return FULL
    # A table that is missing is a mistake of ours, and no outage.
    return AWAY if code in BUSY_CODES else ""


def is_busy(error: BaseException | None) -> bool:
    """Whether SQLite let nobody in, because somebody else writes."""
    cause = getattr(error, "__cause__", None)
    code = getattr(cause, "sqlite_errorcode", 0)
    return isinstance(cause, sqlite3.Error) and code & 0xFF in BUSY_CODES


def lacks_tables(error: BaseException) -> bool:
    """Whether nobody has made the tables yet, or not all of them."""
    cause = error.__cause__
    is_of_sqlite = isinstance(cause, sqlite3.OperationalError)
    return isinstance(cause, psycopg.errors.UndefinedTable) or (
        is_of_sqlite and str(cause).startswith("no such table:")
    )


def is_silent(error: BaseException | None) -> bool:
    """Whether a server gave no answer in time.

    One that refuses, or hangs up, holds nobody: the next page may ask again.
    """
    return isinstance(getattr(error, "__cause__", None), TIMEOUTS)


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (OperationalError, InterfaceError):
        return False
    return True


class Outage:
    """Whether the database of this process was silent a moment ago.

    When the quiet time is over one page asks again; the others go on being answered at once.
    """

    def __init__(self) -> None:
        self._until = 0.0

    def begin(self) -> None:
        self._until = monotonic() + QUIET

    def end(self) -> None:
        self._until = 0.0

    def lasts(self) -> bool:
        if not self._until:
            return False
        if monotonic() < self._until:
            return True
        self.begin()  # for all others, while this page asks
        if not database_answers():
            return True
        self.end()
        return False


outage = Outage()
