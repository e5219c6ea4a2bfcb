"""Counts in the database: one for all processes, and over when it was to be."""

import base64
import pickle
from pathlib import Path

import pytest
from django.conf import settings as site
from django.core.cache import cache, caches
from django.db import connection

from assessment import settings as of_site
from tests.databases import copied_database
from tests.processes import all_at_once

PROCESSES = 2
TURNS, MOST = 60, 50
# As a worker: it counts as fast as it can, and tells how many turns went through.
WORKER = """
import django
django.setup()
from accounts.ratelimit import is_limited
import sys
most, turns = int(sys.argv[1]), int(sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
through = [is_limited("try", "10.0.0.1", most=most, seconds=3600) for _ in range(turns)]
print(through.count(False))
"""


@pytest.mark.sql
@pytest.mark.django_db(transaction=True)
def test_two_processes_at_once_let_the_stated_number_through(tmp_path):
    with copied_database(tmp_path) as database:
        programs = [("-c", WORKER, str(MOST), str(TURNS))] * PROCESSES
        told = all_at_once(programs, database)
        assert sum(int(through) for through in told) == MOST


@pytest.mark.sql
@pytest.mark.django_db
class TestCountingCache:
    @pytest.fixture(autouse=True)
    def _of_the_site(self, settings):
        settings.CACHES = of_site.CACHES

    def test_it_is_what_the_site_counts_with(self):
        assert (
            site.CACHES["default"]["BACKEND"]
            == "accounts.brakes.counting.CountingCache"
        )

    def test_a_number_is_counted_up_and_down(self):
        cache.set("turns", 3, timeout=60)
        assert cache.incr("turns") == 4
        assert cache.decr("turns", 2) == 2
        assert cache.get("turns") == 2

    @pytest.mark.parametrize("seconds", [None, -1])
    def test_what_is_not_there_or_over_is_not_counted(self, seconds):
        if seconds:
            cache.set("turns", 3, timeout=60)
            with connection.cursor() as cursor:
                cursor.execute("UPDATE brakes SET expires = '2020-01-01 00:00:00'")
        with pytest.raises(ValueError):
            cache.incr("turns")
        assert cache.add("turns", 1, timeout=60)
        assert cache.incr("turns") == 2

    def test_its_end_stays_where_it_was(self):
        cache.set("turns", 1, timeout=60)
        before = ends()
        cache.incr("turns")
        assert ends() == before

    def test_what_it_keeps_is_had_again_until_it_is_over(self):
        for value in (0, True, "used", [1.5, 2], {"a": [None]}):
            cache.set("kept", value, timeout=60)
            assert cache.get("kept") == value
            assert not cache.add("kept", 1, timeout=60)
        cache.set("always", 1, timeout=None)
        assert cache.get_many(["kept", "always", "none"]).keys() == {"kept", "always"}
        assert cache.touch("kept", timeout=600)
        cache.set("kept", 1, timeout=0)
        assert cache.get("kept") is None
        assert not cache.touch("kept")

    def test_what_others_put_into_its_table_is_never_run(self, client, tmp_path):
        mark = tmp_path / "ran"
        for key in ("health", "turns"):
            cache.set(key, 1, timeout=60)
        program = base64.b64encode(pickle.dumps(Program(mark))).decode()
        with connection.cursor() as cursor:
            cursor.execute("UPDATE brakes SET value = %s", [program])
        assert client.get("/suc-khoe/").status_code == 200
        assert cache.get("turns") is None
        with pytest.raises(ValueError):
            cache.incr("turns")
        assert cache.add("turns", 1, timeout=60)
        assert not mark.exists()


class Program:
    """Whoever unpickles it makes a file."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple:
        return Path.touch, (self.mark,)


def ends() -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT expires FROM brakes")
        return cursor.fetchall()


def test_tests_count_in_memory():
    assert caches["default"].__class__.__name__ == "LocMemCache"
