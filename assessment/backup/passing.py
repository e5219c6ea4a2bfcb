"""Tables whose rows are of no use after going back, and a key to the site in others' hands.

Sessions open it without a password; brakes, sent forms and what programs were
answered are of the moment. Their structure is
kept, their rows are in no archive, and none comes out of one.
"""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.cache.backends.db import BaseDatabaseCache
from django.db import connection, transaction

from accounts.models import ApiAnswer, Posting

MODELS = (Session, UserSession, Posting, ApiAnswer)


def passing_tables() -> list[str]:
    used = [caches[alias] for alias in caches]
    counted = [cache._table for cache in used if isinstance(cache, BaseDatabaseCache)]
    return [*counted, *(model._meta.db_table for model in MODELS)]


@transaction.atomic
def empty_passing() -> None:
    standing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in standing.intersection(passing_tables()):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608
