"""What is away is told from what is broken, and a silent database is left alone for a while."""

import errno
import sqlite3

import psycopg
import pytest
from django.db import IntegrityError, InternalError, OperationalError, ProgrammingError
from django.test import Client

from assessment.outages import reasons as module
from assessment.outages.reasons import QUIET, Outage, is_silent, outage, reason_of
from tests.assessment.reading import LANGUAGES, read
from tests.pages import assert_clean_page

FULL_DISK = OSError(errno.ENOSPC, "No space left on device")


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


def of_sqlite(code: int) -> Exception:
    cause = sqlite3.OperationalError("planted")
    cause.sqlite_errorcode = code
    return caused(OperationalError("planted"), cause)


@pytest.fixture
def clock(monkeypatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(module, "monotonic", lambda: now[0])
    return now


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (caused(OperationalError(), psycopg.OperationalError()), "database"),
        (caused(OperationalError(), psycopg.errors.QueryCanceled()), "database"),
        (caused(OperationalError(), psycopg.errors.DiskFull()), "full"),
        (caused(InternalError(), psycopg.errors.ReadOnlySqlTransaction()), "full"),
        (caused(InternalError(), psycopg.errors.InternalError_()), ""),
        (caused(ProgrammingError(), psycopg.errors.UndefinedTable()), ""),
        (of_sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT), "database"),
        (of_sqlite(sqlite3.SQLITE_READONLY_DIRECTORY), "full"),
        (of_sqlite(sqlite3.SQLITE_FULL), "full"),
        (of_sqlite(sqlite3.SQLITE_ERROR), ""),  # as a table that is missing
        (FULL_DISK, "full"),
        (PermissionError(errno.EACCES, "media"), "full"),
        (FileNotFoundError(errno.ENOENT, "media"), ""),
        (IntegrityError(), ""),
        (ValueError(), ""),
        (None, ""),
    ],
)
def test_what_is_away_or_full_is_told_from_what_is_broken(error, reason):
    assert reason_of(error) == reason


def test_only_who_gave_no_answer_is_silent():
    assert is_silent(caused(OperationalError(), psycopg.errors.ConnectionTimeout()))
    assert is_silent(caused(OperationalError(), psycopg.errors._WaitTimeout()))
    assert not is_silent(caused(OperationalError(), psycopg.OperationalError()))
    assert not is_silent(caused(OperationalError(), psycopg.errors.QueryCanceled()))
    assert not is_silent(of_sqlite(sqlite3.SQLITE_BUSY))
    assert not is_silent(None)


class TestOutage:
    def test_it_lasts_for_all_but_the_one_that_asks_again(self, clock, monkeypatch):
        asked = []
        monkeypatch.setattr(module, "database_answers", lambda: asked.append(1))
        outage = Outage()
        assert not outage.lasts()
        outage.begin()
        assert outage.lasts()
        assert not asked
        clock[0] += QUIET
        assert outage.lasts()
        assert outage.lasts()
        assert len(asked) == 1, "the second one was answered without asking"

    @pytest.mark.django_db
    def test_it_is_over_once_the_database_answers(self, clock):
        outage = Outage()
        outage.begin()
        clock[0] += QUIET
        assert not outage.lasts()
        assert not outage.lasts()

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_while_it_lasts_pages_are_answered_without_the_database(
        self, client, language
    ):
        outage.begin()
        try:
            response = read(client, "/", language)
        finally:
            outage.end()
        assert response.status_code == 503
        words = {"vi": "chưa kết nối được", "en": "cannot reach its records"}
        assert words[language] in response.content.decode()
        assert_clean_page(response)


@pytest.mark.django_db
@pytest.mark.urls("tests.assessment.error_urls")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/cham/", {"vi": "chưa kết nối được", "en": "cannot reach its records"}),
        ("/day/", {"vi": "Hiện chưa lưu được gì", "en": "Nothing can be saved"}),
    ],
)
def test_what_is_away_gets_a_sentence_and_no_bare_error(
    client, address, words, language
):
    client.raise_request_exception = False
    response = read(client, address, language)
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert words[language] in response.content.decode()
    assert_clean_page(response)
    assert "planted" not in response.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_is_signed_in_reads_it_too_when_the_account_cannot_be_read(language):
    """No database is allowed here: the session itself cannot be read."""
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "x" * 32
    client.cookies["django_language"] = language
    response = client.get("/cua-toi/")
    # What pytest raises is no error of a database; the page is drawn all the same.
    assert response.status_code == 500
    assert_clean_page(response)
    assert f'lang="{language}"' in response.content.decode()
