"""A database for a measurement: there while it is measured, and gone afterwards."""

import os

import psycopg
import pytest

from performance.frame.database import own_database

pytestmark = pytest.mark.sql
URL = os.environ.get("DATABASE_URL", "")


def test_it_ends_with_its_block_though_somebody_is_still_there():
    if not URL.startswith("postgres"):
        pytest.xfail("makes one in PostgreSQL")
    with own_database(URL) as own:
        assert own != URL
        line = psycopg.connect(own, autocommit=True)
        line.execute("CREATE TABLE kept (number int)")
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(own)
    line.close()
