"""A database of its own in a PostgreSQL, for as long as something is measured."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
from psycopg import sql


@contextmanager
def own_database(url: str) -> Iterator[str]:
    """Its address. url: of any other there, for somebody who may make one."""
    name = f"bench_{os.getpid()}_{secrets.token_hex(4)}"
    _run(url, "CREATE DATABASE {}", name)
    try:
        yield urlsplit(url)._replace(path=f"/{name}").geturl()
    finally:
        _run(url, "DROP DATABASE {} WITH (FORCE)", name)


def _run(url: str, statement: str, name: str) -> None:
    with psycopg.connect(url, autocommit=True) as line:
        line.execute(sql.SQL(statement).format(sql.Identifier(name)))
