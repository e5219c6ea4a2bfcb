"""Whoever runs the site is warned of a line to another machine that others can read."""

import pytest
from django.conf import settings as of_tests
from environ import Env

from assessment.machines.lines import lines_elsewhere_are_closed


def open_lines(**changed: object) -> list[str]:
    return [
        str(warning.msg).split()[0]
        for warning in lines_elsewhere_are_closed(None, **changed)
    ]


@pytest.fixture(autouse=True)
def _in_service(settings):
    settings.DEBUG, settings.CLAMD = False, ""
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = (
        "",
        False,
        False,
    )


@pytest.mark.parametrize(
    ("url", "is_open"),
    [
        ("sqlite:///site.sqlite3", False),
        ("postgres:////var/run/postgresql/site", False),
        ("postgres://site@%2Fvar%2Frun%2Fpostgresql/site", False),
        ("postgres://site:x@127.0.0.1/site", False),
        ("postgres://site:x@db.example/site", True),
        # Encrypted, but to whoever answers.
        ("postgres://site:x@db.example/site?sslmode=require", True),
        ("postgres://site:x@db.example/site?sslmode=verify-full", False),
    ],
)
def test_a_database_elsewhere_has_to_prove_itself(monkeypatch, url, is_open):
    monkeypatch.setitem(of_tests.DATABASES, "default", Env.db_url_config(url))
    assert open_lines() == ["DATABASE_URL"] * is_open


@pytest.mark.parametrize(
    ("url", "is_open"),
    [
        ("consolemail://", False),
        ("smtp://localhost:25", False),
        ("smtp://user:x@mail.example:25", True),
        ("smtp+tls://user:x@mail.example:587", False),
        ("smtp+ssl://user:x@mail.example:465", False),
    ],
)
def test_letters_go_over_a_closed_line(settings, url, is_open):
    for name, term in Env.email_url_config(url).items():
        setattr(settings, name, term)
    assert open_lines() == ["EMAIL_URL"] * is_open


@pytest.mark.parametrize(
    ("url", "is_open"),
    [
        ("dbcache://brakes", False),
        ("rediscache://localhost:6379/1", False),
        ("rediscache://cache.example:6379/1", True),
        ("rediss://cache.example:6379/1", False),
    ],
)
def test_brakes_elsewhere_are_counted_over_a_closed_line(settings, url, is_open):
    settings.CACHES = {"default": Env.cache_url_config(url)}
    assert open_lines() == ["CACHE_URL"] * is_open


@pytest.mark.parametrize(
    ("place", "is_open"),
    [
        ("", False),
        ("unix:///run/clamav/clamd.ctl", False),
        ("tcp://127.0.0.1:3310", False),
        ("tcp://scanner.example:3310", True),
    ],
)
def test_files_are_shown_to_a_scanner_of_this_machine(settings, place, is_open):
    settings.CLAMD = place
    assert open_lines() == ["CLAMD"] * is_open
    settings.DEBUG = True
    assert open_lines() == []
