import gc
import os
from collections.abc import Callable, Generator, Iterator
from types import FunctionType

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.urls import get_resolver
from django.utils import translation
from hypothesis import settings as hypothesis

from assessment.front import forget
from tests.ids import unsteady
from tests.sql_files import names_reached, names_sql
from tests.threads import Action, run_together, share_in_memory
from tests.world import World, make_world

QUERIES_COUNTED = {
    "CaptureQueriesContext",
    "django_assert_max_num_queries",
    "django_assert_num_queries",
}

LINES_TOLD_AGAIN = 20

# No deadline: on a machine with other work to do the clock says nothing about the code.
hypothesis.register_profile("ci", deadline=None, max_examples=60)
hypothesis.register_profile("thorough", deadline=None, max_examples=2000)
hypothesis.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    _refuse_unsteady(items)
    _mark_what_counts_queries(items)
    _refuse_unfound(items)


def _refuse_unsteady(items: list[pytest.Item]) -> None:
    found = [item.nodeid for item in items if unsteady(item.nodeid)]
    if found:
        raise pytest.UsageError(f"give these an id of their own: {found}")


def _mark_what_counts_queries(items: list[pytest.Item]) -> None:
    """How many queries something takes is counted on both databases, with no mark on each test.

    By the fixtures of a test, or by what it and the functions of its file say.
    """
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        names = (
            names_reached(_functions_of(item))
            if isinstance(item, pytest.Function)
            else ()
        )
        if not QUERIES_COUNTED.isdisjoint([*fixtures, *names]):
            item.add_marker(pytest.mark.sql)


def _functions_of(item: pytest.Function) -> Iterator[FunctionType]:
    """Of a test, and of the fixtures that it asks its own file for."""
    yield item.function
    for fixtures in item._fixtureinfo.name2fixturedefs.values():
        for fixture in fixtures:
            if fixture.func.__module__ == item.module.__name__:
                yield fixture.func


def _refuse_unfound(items: list[pytest.Item]) -> None:
    """What is marked otherwise than in its file would not run on PostgreSQL."""
    marked = {item.path for item in items if item.get_closest_marker("sql")}
    unfound = [str(path) for path in sorted(marked) if not names_sql(path)]
    if unfound:
        raise pytest.UsageError(f"tests/sql_files.py does not find these: {unfound}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[
    None, pytest.TestReport, pytest.TestReport
]:
    """Where nothing may be left out (in CI), a skipped test has failed."""
    report = yield
    is_left_out = report.skipped and not hasattr(report, "wasxfail")
    if is_left_out and (os.environ.get("REQUIRE_ALL") or "0") != "0":
        *_, reason = report.longrepr
        report.outcome, report.longrepr = "failed", f"Left out: {reason}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Parts of tests/run follow each other: whoever sees only the end is told of all of them."""
    path = os.environ.get("FAILURES")
    if not path:
        return
    stats = terminalreporter.stats
    with open(path, "a", encoding="utf-8") as file:
        for report in [*stats.get("failed", []), *stats.get("error", [])]:
            end = report.longreprtext.splitlines()[-LINES_TOLD_AGAIN:]
            print(f"-- {report.nodeid} ({report.when})", *end, sep="\n", file=file)


def pytest_collection_finish() -> None:
    """A tenth of the time went into looking for garbage among modules and tests, which stay."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@pytest.fixture(autouse=True, scope="session")
def _addresses_as_outside_of_debug():
    """They are read once, and there is one more in DEBUG: the first test to ask must not decide."""
    assert get_resolver().url_patterns


@pytest.fixture(autouse=True)
def _vietnamese_unless_a_test_says_otherwise():
    """A request leaves its language active in the thread; the next test must not inherit it."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def _no_brake_left_from_another_test():
    """The cache outlives a test, and with it the count of repeated tries; so do the front pages."""
    cache.clear()
    forget()


@pytest.fixture
def embedded(settings) -> None:
    """Work waits for a worker, as it does on the site."""
    settings.TASKS = {
        "default": {
            **settings.TASKS["default"],
            "BACKEND": "background.engines.embedded.Backend",
        }
    }


@pytest.fixture
def at_once(tmp_path, monkeypatch) -> Callable[..., list[object]]:
    """Runs actions in threads; of tests whose rows are committed (`transaction=True`)."""

    def run(*actions: Action) -> list[object]:
        share_in_memory(tmp_path, monkeypatch)
        return run_together(*actions)

    return run


@pytest.fixture(scope="module")
def _world_of_all(django_db_setup, django_db_blocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        world = make_world()
        # Else the end of each test would check the rows of all of it anew.
        connection.check_constraints()
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def kept_world(_world_of_all, db) -> World:
    """Made once for the tests of a file: each takes back at once whatever it does in it."""
    return _world_of_all
