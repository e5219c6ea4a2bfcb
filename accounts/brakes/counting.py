"""A cache in the database in which every count counts, whichever process counts it.

Django's reads a number and writes it back: two who do so at once are counted as one. It also
gives a number another end each time, and what it reads it runs as a program, whoever wrote it.
"""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from django.core.cache.backends import db
from django.core.management import call_command
from django.db import connections, router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper


def make_table(using: str, **more: object) -> None:
    """Called after migrating, so that nobody has to think of it."""
    call_command("createcachetable", database=using, verbosity=0)


class CountingCache(db.DatabaseCache):
    """It keeps what JSON can say: numbers, words, lists of them."""

    def get_many(self, keys: Iterable[str], version: int | None = None) -> dict:
        asked = {self.make_and_validate_key(key, version=version): key for key in keys}
        if not asked:
            return {}
        connection = connections[router.db_for_read(self.cache_model_class)]
        table = connection.ops.quote_name(self._table)
        places = ", ".join(["%s"] * len(asked))
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT cache_key, value FROM {table} "  # noqa: S608
                f"WHERE cache_key IN ({places}) AND expires >= %s",
                [*asked, _moment(connection, db.tz_now())],
            )
            rows = cursor.fetchall()
        values = {asked[key]: _read(connection, value) for key, value in rows}
        return {key: value for key, value in values.items() if value is not None}

    def _base_set(
        self,
        mode: str,
        key: str,
        value: object,
        timeout: float | None = db.DEFAULT_TIMEOUT,
    ) -> bool:
        """Whether it was written. An error goes on: Django's says of it that it stands already.

        Who took a lock that nobody has for one that somebody has would send everybody away.
        """
        alias = router.db_for_write(self.cache_model_class)
        connection = connections[alias]
        now = db.tz_now().replace(microsecond=0)
        moments = [_moment(connection, at) for at in (self._end(timeout), now)]
        with connection.cursor() as cursor:
            self._make_room(alias, cursor, now)
            with transaction.atomic(using=alias):
                cursor.execute(*self._statement(connection, mode, key, value, moments))
                return cursor.rowcount > 0

    def _end(self, timeout: float | None) -> datetime:
        until = self.get_backend_timeout(timeout)
        return (
            datetime.max.replace(tzinfo=UTC)
            if until is None
            else datetime.fromtimestamp(until, tz=UTC)
        )

    def _make_room(self, alias: str, cursor: CursorWrapper, now: datetime) -> None:
        table = connections[alias].ops.quote_name(self._table)
        cursor.execute(f"SELECT COUNT(*) FROM {table}")  # noqa: S608
        [count] = cursor.fetchone()
        if count > self._max_entries:
            self._cull(alias, cursor, now, count)

    def _statement(
        self,
        connection: BaseDatabaseWrapper,
        mode: str,
        key: str,
        value: object,
        moments: list,
    ) -> tuple[str, list]:
        """In one, so that of two who add at once only one does."""
        end, now = moments
        table = connection.ops.quote_name(self._table)
        if mode == "touch":
            text = (
                f"UPDATE {table} SET expires = %s "  # noqa: S608
                "WHERE cache_key = %s AND expires >= %s"
            )
            return text, [end, key, now]
        text = (
            f"INSERT INTO {table} (cache_key, value, expires) VALUES (%s, %s, %s) "  # noqa: S608
            "ON CONFLICT (cache_key) DO UPDATE "
            "SET value = excluded.value, expires = excluded.expires"
        )
        terms = [key, json.dumps(value), end]
        if mode == "add":
            return f"{text} WHERE {table}.expires < %s", [*terms, now]
        return text, terms

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
            count = row and _read(connection, row[0])
            if isinstance(count, int):
                return count
            # Taken away, so that of two who begin anew only one does.
            over = "" if row else " AND expires < %s"
            cursor.execute(
                f"DELETE FROM {table} WHERE cache_key = %s{over}",  # noqa: S608
                terms[:1] if row else terms,
            )
        return None

    def _write(self, connection: BaseDatabaseWrapper, key: str, count: int) -> None:
        table = connection.ops.quote_name(self._table)
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {table} SET value = %s WHERE cache_key = %s",  # noqa: S608
                [json.dumps(count), key],
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


def _moment(connection: BaseDatabaseWrapper, at: datetime) -> object:
    return connection.ops.adapt_datetimefield_value(at.replace(microsecond=0))


def _read(connection: BaseDatabaseWrapper, value: object) -> object:
    """Nothing where it is none of ours: it may come from an archive that somebody changed."""
    try:
        return json.loads(connection.ops.process_clob(value))
    except ValueError:
        return None
