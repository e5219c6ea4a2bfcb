"""A database that is slow, silent or gone: pages say so soon, files never wait."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from threading import Timer

import psycopg
import pytest
from django.db import OperationalError, connection, connections
from django.db.backends.signals import connection_created
from django.db.utils import ConnectionHandler

from assessment.outages.patience import GRACE, RESOLVER, limit_waiting
from assessment.outages.reasons import AWAY, is_silent, reason_of
from assessment.outages.waits import LONG
from tests.builders import make_version_of
from tests.databases import copied_database, opened
from tests.postgres_server import free_port
from tests.served import Browser, Served
from tests.silence import Line, silent_server

FILE = "/static/assessment/mark.svg"
START = "/bat-dau/"
SIGN_IN = "/tai-khoan/login/"
RESET = "/tai-khoan/password/reset/"
STRANGER = {
    "login": "ai-do@pho.example",
    "email": "ai-do@pho.example",
    "password": "sai-mat-khau",
}
TWO_PROCESSES = ("--workers=2", "--threads=2")
SOON = {"DATABASE_CONNECT_TIMEOUT": "4", "DATABASE_STATEMENT_TIMEOUT": "1"}
AT_ONCE = 3  # seconds, on a machine with other work to do
FIRM = {"name": "Quán phở", "sector": "I", "employees": "12"}


def assert_calm(answer) -> None:
    assert answer.status == 503
    assert "chưa kết nối được" in answer.text


class TestDatabaseThatIsNotThere:
    def test_a_server_that_accepts_and_is_silent_is_left_after_the_set_time(
        self, tmp_path
    ):
        with silent_server() as port:
            database = f"postgres://site@127.0.0.1:{port}/site"
            with Served(tmp_path, database, *TWO_PROCESSES, **SOON) as site:
                first = Browser(site.url).get("/")
                assert_calm(first)
                assert 3 < first.seconds < 12
                # More than there are places; each process waits once and then no more.
                everybody(site, "/", 8)
                answers = everybody(site, "/", 8)
                # But for the one of each process that may be asking again.
                *others, _one, _other = sorted(answer.seconds for answer in answers)
                assert max(others) < AT_ONCE
                for answer in answers:
                    assert_calm(answer)
                file = Browser(site.url).get(FILE)
                assert file.status == 200
                assert file.seconds < AT_ONCE

    def test_a_server_that_is_gone_is_told_at_once_in_both_languages(self, tmp_path):
        database = f"postgres://site@127.0.0.1:{free_port()}/site"
        with Served(tmp_path, database, **SOON) as site:
            assert_calm(Browser(site.url).get(START))  # what comes first warms it up
            here = Browser(site.url).get(START)
            assert here.seconds < AT_ONCE
            english = Browser(site.url, Cookie="django_language=en").get(START)
            assert "cannot reach its records" in english.text
            assert 'lang="en"' in english.text


@pytest.mark.parametrize(
    ("chosen", "expected"), [(None, RESOLVER), ("timeout:4", "timeout:4")]
)
def test_a_resolver_that_is_silent_is_waited_for_two_seconds_or_as_chosen(
    monkeypatch, chosen, expected
):
    """glibc takes its terms from the environment, where a name is first asked for."""
    monkeypatch.delenv("RES_OPTIONS", raising=False)
    if chosen:
        monkeypatch.setenv("RES_OPTIONS", chosen)
    limit_waiting()
    connection_created.disconnect(dispatch_uid="assessment.patience")
    assert os.environ["RES_OPTIONS"] == expected


@pytest.mark.sql
@pytest.mark.django_db(transaction=True)
class TestDatabaseThatStops:
    def test_pages_say_so_files_never_wait_and_all_is_well_when_it_goes_on(
        self, tmp_path
    ):
        make_version_of("dbi-2021-sme")
        with (
            stoppable(tmp_path) as (database, stopped),
            Served(tmp_path, database, *TWO_PROCESSES, **SOON) as site,
        ):
            browser = Browser(site.url)
            assert browser.send(START, FIRM).status == 200
            with stopped():
                asked = Browser(site.url).send(START, FIRM) if is_sqlite() else None
                asked = asked or browser.get("/cua-toi/")
                assert_calm(asked)
                assert asked.seconds < SOON_ENOUGH
                # Nor is anybody told of tries that were none.
                for path in (SIGN_IN, RESET) if is_sqlite() else ():
                    assert_calm(Browser(site.url).send(path, STRANGER))
                assert Browser(site.url).get(FILE).seconds < AT_ONCE
            wait_until_well(site)
            assert Browser(site.url).send(START, FIRM).status == 200


@pytest.mark.sql
@pytest.mark.django_db(transaction=True)
def test_while_somebody_holds_a_lock_half_of_the_places_go_on(tmp_path):
    make_version_of("dbi-2021-sme")
    places = ("--workers=1", "--threads=4")
    with (
        copied_database(tmp_path) as database,
        Served(tmp_path, database, *places, DATABASE_STATEMENT_TIMEOUT="25") as site,
    ):
        assert Browser(site.url).send(START, FIRM).status == 200
        with ThreadPoolExecutor(6) as people, writers_locked_out(database):
            browsers = [Browser(site.url) for _ in range(6)]
            for browser in browsers:
                browser.get(START)
            asking = [people.submit(writes, browser) for browser in browsers]
            # More than there are places. But for two, all are told so long before the limit.
            answers = [asked.result() for asked in islice(as_completed(asking), 4)]
            for path in (FILE, "/suc-khoe/song/"):
                asked = Browser(site.url).get(path)
                assert asked.status == 200
                assert asked.seconds < AT_ONCE
            assert [waiting.done() for waiting in asking].count(False) == 2
        for answer in answers:
            assert_calm(answer)
        # The two who were still waiting have what they came for.
        after = sorted(asked.result().status for asked in asking)
        assert after == [200] * 2 + [503] * 4, site.log


@pytest.mark.sql
@pytest.mark.django_db(transaction=True)
def test_in_a_flood_on_a_locked_database_files_never_wait(tmp_path):
    make_version_of("dbi-2021-sme")
    places = ("--workers=1", "--threads=2")
    with (
        copied_database(tmp_path) as database,
        Served(tmp_path, database, *places, DATABASE_STATEMENT_TIMEOUT="9") as site,
    ):
        browsers = [Browser(site.url) for _ in range(8)]
        for browser in browsers:
            browser.get(START)
        with ThreadPoolExecutor(8) as people, writers_locked_out(database):
            asking = [people.submit(writes, browser) for browser in browsers]
            until = time.monotonic() + LONG
            waited = []
            # While all places wait, and nobody has been sent away yet.
            while time.monotonic() < until:
                for path in (FILE, "/suc-khoe/song/"):
                    asked = Browser(site.url).get(path)
                    assert asked.status == 200
                    waited.append(asked.seconds)
                time.sleep(0.1)
            assert [answer.done() for answer in asking].count(False) >= 6
        assert max(waited) < LONG / 2


def writes(browser: Browser):
    return browser.send(START, FIRM)


@contextmanager
def writers_locked_out(database: str) -> Iterator[None]:
    if is_sqlite():
        with locked(database.removeprefix("sqlite:///")):
            yield
        return
    with opened(database) as other, other.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("LOCK TABLE accounts_organisation IN EXCLUSIVE MODE")
        yield


@pytest.mark.sql
@pytest.mark.django_db(transaction=True)
def test_a_database_that_may_only_be_read_gets_a_sentence(tmp_path):
    make_version_of("dbi-2021-sme")
    with copied_database(tmp_path) as database:
        make_read_only(database)
        with Served(tmp_path, database, **SOON, QUERY_ONLY="1") as site:
            browser = Browser(site.url)
            assert browser.get(START).status == 200
            asked = browser.send(START, FIRM)
            assert asked.status == 503
            assert "Hiện chưa lưu được gì" in asked.text


def make_read_only(database: str) -> None:
    """For whoever connects next. SQLite has no such thing but for a connection."""
    if is_sqlite():
        return
    with opened(database) as other, other.cursor() as cursor:
        name = other.ops.quote_name(other.settings_dict["NAME"])
        cursor.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")


SOON_ENOUGH = 1 + GRACE + 4 + 5


def is_sqlite() -> bool:
    return connection.vendor == "sqlite"


@contextmanager
def stoppable(folder: Path) -> Iterator[tuple[str, Callable]]:
    """A copy of the test's database, and a way to stop it: in SQLite for those who write."""
    with copied_database(folder) as database:
        if is_sqlite():
            yield database, lambda: locked(database.removeprefix("sqlite:///"))
            return
        settings = connection.settings_dict
        with Line(settings["HOST"], int(settings["PORT"])) as line:
            port = f":{settings['PORT']}/"
            yield database.replace(port, f":{line.port}/"), lambda: held(line)


@contextmanager
def locked(path: str) -> Iterator[None]:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.rollback()
    other.close()


@contextmanager
def held(line: Line) -> Iterator[None]:
    line.hold()
    yield
    line.let_go()


def wait_until_well(site: Served) -> None:
    """Both processes, so several times in a row."""
    well = 0
    for _ in range(200):
        is_well = Browser(site.url).get(START).status == 200
        well = well + 1 if is_well else 0
        if well == 10:
            return
        time.sleep(0.1)
    pytest.fail("it never recovered")


def everybody(site: Served, path: str, count: int) -> list:
    """The answers to so many at the same moment."""
    with ThreadPoolExecutor(count) as people:
        asking = [people.submit(Browser(site.url).get, path) for _ in range(count)]
        return [asked.result() for asked in asking]


@pytest.mark.sql
@pytest.mark.django_db(transaction=True)
class TestOneStatement:
    @pytest.fixture(autouse=True)
    def _limited(self, settings):
        if is_sqlite():
            pytest.xfail("SQLite has no server that could be slow")
        settings.DATABASE_STATEMENT_TIMEOUT = 1
        connections.close_all()
        limit_waiting()
        yield
        connection_created.disconnect(dispatch_uid="assessment.patience")
        connections.close_all()

    def test_one_that_takes_too_long_is_given_up_by_the_server(self):
        with pytest.raises(OperationalError) as raised, connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(5)")
        assert isinstance(raised.value.__cause__, psycopg.errors.QueryCanceled)

    def test_a_server_that_hangs_up_is_not_left_alone_as_a_silent_one(self):
        settings = connection.settings_dict
        host, port = settings["HOST"], int(settings["PORT"])
        with Line(host, port) as line:
            there = settings | {"HOST": "127.0.0.1", "PORT": str(line.port)}
            other = ConnectionHandler({"default": there})["default"]
            with other.cursor() as cursor:
                Timer(0.3, line.hang_up).start()
                with pytest.raises(OperationalError) as raised:
                    cursor.execute("SELECT pg_sleep(20)")
            other.close()
        assert not is_silent(raised.value)
        assert reason_of(raised.value) == AWAY

    def test_one_that_the_server_does_not_give_up_is_given_up_here(self):
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
            cursor.execute("SELECT pg_backend_pid()")
            (left_alone,) = cursor.fetchone()
            with pytest.raises(OperationalError):
                cursor.execute("SELECT pg_sleep(20)")
        connection.close_if_unusable_or_obsolete()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [left_alone])
            assert cursor.fetchone() == (True,)
