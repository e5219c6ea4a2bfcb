"""How long a web process waits for the database. Commands wait as long as they have to."""

from collections.abc import Callable
from functools import partial

import psycopg
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

# The server is to give up first, and say so. One that has died says nothing at all.
GRACE = 2  # seconds


def limit_waiting() -> None:
    """Called by what serves pages, before the first connection."""
    connection_created.connect(_limit, dispatch_uid="assessment.patience")


def _limit(sender: type, connection: BaseDatabaseWrapper, **more: object) -> None:
    seconds = settings.DATABASE_STATEMENT_TIMEOUT
    # SQLite has its own limit, in the settings: only who writes waits there.
    if connection.vendor != "postgresql" or not seconds:
        return
    opened = connection.connection
    opened.wait = partial(_wait_no_longer, opened, seconds + GRACE)
    with connection.cursor() as cursor:
        cursor.execute(f"SET statement_timeout = {seconds * 1000:d}")


def _wait_no_longer(
    opened: psycopg.Connection, seconds: float, turns: object, **more: object
) -> object:
    """What every statement waits by (psycopg.Connection.wait), with an end.

    A connection that is left in the middle of a statement is of no use to the next one.
    """
    wait: Callable = psycopg.Connection.wait
    try:
        return wait(opened, turns, timeout=seconds, **more)
    except psycopg.OperationalError:
        if opened.pgconn.transaction_status == psycopg.pq.TransactionStatus.ACTIVE:
            opened.pgconn.finish()
        raise
