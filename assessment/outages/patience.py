"""How long a web process waits for the database. Commands wait as long as they have to."""

import os
from collections.abc import Callable
from functools import partial
from time import monotonic

import psycopg
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from assessment.outages.reasons import is_busy
from assessment.outages.waits import waits

# The server is to give up first, and say so. One that has died says nothing at all.
GRACE = 2  # seconds
# How long is waited before asking whether it is enough; SQLite in milliseconds.
MOMENT, MOMENT_OF_SQLITE = 0.25, 100
# The time to connect begins once the server's name is an address. glibc waits ten seconds for
# a resolver that says nothing; two are as long as a page can wait. Read before the first name.
RESOLVER = "timeout:1 attempts:2"


def limit_waiting() -> None:
    """Called by what serves pages, before the first connection."""
    os.environ.setdefault("RES_OPTIONS", RESOLVER)
    connection_created.connect(_limit, dispatch_uid="assessment.patience")
    if settings.IS_SQLITE and settings.DATABASE_STATEMENT_TIMEOUT:
        options = connections.settings[DEFAULT_DB_ALIAS]["OPTIONS"]
        options["timeout"] = settings.DATABASE_STATEMENT_TIMEOUT


def _limit(sender: type, connection: BaseDatabaseWrapper, **more: object) -> None:
    seconds = settings.DATABASE_STATEMENT_TIMEOUT
    if not seconds:
        return
    if connection.vendor == "postgresql":
        _limit_postgresql(connection, seconds)
    else:
        _limit_sqlite(connection)


def _limit_postgresql(connection: BaseDatabaseWrapper, seconds: int) -> None:
    opened = connection.connection
    opened.wait = partial(_wait_no_longer, opened, seconds)
    with connection.cursor() as cursor:
        cursor.execute(f"SET statement_timeout = {seconds * 1000:d}")


def _wait_no_longer(
    opened: psycopg.Connection, seconds: float, turns: object, **more: object
) -> object:
    """What every statement waits by (psycopg.Connection.wait), with an end.

    A connection that is left in the middle of a statement is of no use to the next one.
    """
    wait = partial(psycopg.Connection.wait, opened, turns, **more)
    try:
        return waits.noted(partial(_wait_in_moments, opened, seconds, wait))
    except psycopg.OperationalError:
        if opened.pgconn.transaction_status == psycopg.pq.TransactionStatus.ACTIVE:
            opened.pgconn.finish()
        raise


def _wait_in_moments(
    opened: psycopg.Connection, seconds: float, wait: Callable
) -> object:
    until = monotonic() + seconds + GRACE
    while monotonic() + MOMENT < until:
        try:
            return wait(timeout=MOMENT)
        except psycopg.errors._WaitTimeout:
            if waits.is_enough(seconds + GRACE):
                # The server then says so, and the connection goes on.
                opened.cancel_safe(timeout=MOMENT)
                return wait(timeout=GRACE)
    return wait(timeout=MOMENT)


def _limit_sqlite(connection: BaseDatabaseWrapper) -> None:
    """SQLite knows one writer at a time, and lets all others ask again and again."""
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {MOMENT_OF_SQLITE:d}")
    if _ask_in_moments not in connection.execute_wrappers:
        connection.execute_wrappers.append(_ask_in_moments)


def _ask_in_moments(
    execute: Callable, sql: str, params: object, many: bool, context: dict
) -> object:
    """Around every statement (execute_wrapper of Django). In a transaction none is locked out."""
    ask = partial(execute, sql, params, many, context)
    if context["connection"].in_atomic_block:
        return ask()
    return waits.noted(partial(ask_until_free, ask))


def ask_until_free(ask: Callable) -> object:
    """Asks again while SQLite answers that others write, unless it is of no use."""
    while True:
        try:
            return ask()
        except OperationalError as error:
            if not is_busy(error) or waits.are_hopeless():
                raise
            if waits.is_enough(settings.DATABASE_STATEMENT_TIMEOUT):
                raise
