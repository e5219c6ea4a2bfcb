"""A cache in the database in which every count counts, whichever process counts it.

Django's reads a number and writes it back: two who do so at once are counted as one. It also
gives a number another end each time.
"""

import base64
import pickle
from collections.abc import Callable
from datetime import datetime

from django.core.cache.backends import db
from django.core.management import call_command
from django.db import connections, router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper


def make_table(using: str, **more: object) -> None:
    """Called after migrating, so that nobody has to think of it."""
    call_command("createcachetable", database=using, verbosity=0)


class CountingCache(db.DatabaseCache):
    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Raises ValueError, as in every cache, where there is no such count or it has ended."""
        key = self.make_and_validate_key(key, version=version)
        alias = router.db_for_write(self.cache_model_class)
        connection = connections[alias]
        with transaction.atomic(using=alias):
            count = self._locked(connection, key)
            if count is not None:
                self._write(connection, key, count + delta)
        if count is None:
            raise ValueError(f"Key {key!r} not found")
        return count + delta

    def _locked(self, connection: BaseDatabaseWrapper, key: str) -> int | None:
        """What stands there; nobody else reads it for counting until it is written."""
        now = db.tz_now().replace(microsecond=0)
        terms = [key, connection.ops.adapt_datetimefield_value(now)]
        # SQLite knows no such words: there a transaction locks out all others.
        lock = (
            connection.ops.for_update_sql() * connection.features.has_select_for_update
        )
        table = connection.ops.quote_name(self._table)
        standing = f"FROM {table} WHERE cache_key = %s AND expires >= %s"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT value {standing} {lock}", terms)
            row = cursor.fetchone()
            if row is None:
                # Taken away, so that of two who begin anew only one does.
                cursor.execute(
                    f"DELETE FROM {table} WHERE cache_key = %s AND expires < %s",  # noqa: S608
                    terms,
                )
                return None
        value = connection.ops.process_clob(row[0])
        return pickle.loads(base64.b64decode(value))  # noqa: S301  written by ourselves

    def _write(self, connection: BaseDatabaseWrapper, key: str, count: int) -> None:
        pickled = pickle.dumps(count, self.pickle_protocol)
        value = base64.b64encode(pickled).decode("latin1")
        table = connection.ops.quote_name(self._table)
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {table} SET value = %s WHERE cache_key = %s",  # noqa: S608
                [value, key],
            )

    def count_ended(self, now: datetime) -> int:
        """Entries whose time is over; nothing reads them, and only a full table drops them."""
        return self._on_ended(
            "SELECT COUNT(*)", now, lambda cursor: cursor.fetchone()[0]
        )

    def delete_ended(self, now: datetime) -> int:
        return self._on_ended("DELETE", now, lambda cursor: cursor.rowcount)

    def _on_ended(
        self, verb: str, now: datetime, answer: Callable[[CursorWrapper], int]
    ) -> int:
        connection = connections[router.db_for_write(self.cache_model_class)]
        table = connection.ops.quote_name(self._table)
        terms = [connection.ops.adapt_datetimefield_value(now)]
        with connection.cursor() as cursor:
            cursor.execute(f"{verb} FROM {table} WHERE expires < %s", terms)
            return answer(cursor)
