"""What machines ask for, and how cookies and headers of a site in service are."""

import json
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from assessment.machines import views
from assessment.outages.reasons import outage
from assessment.secret_addresses import SECRET
from tests.databases import copied_database
from tests.served import Browser, Served
from tests.silence import silent_server

HEALTH, ALIVE = "/suc-khoe/", "/suc-khoe/song/"


@pytest.mark.django_db
class TestHealth:
    def test_a_site_that_is_well_says_so(self, client):
        answer = client.get(HEALTH)
        assert answer.status_code == 200
        assert answer.json() == {"live": True, "ready": True}
        assert "no-store" in answer.headers["Cache-Control"]
        assert not answer.cookies

    def test_without_the_database_it_is_not_ready(self, client, monkeypatch):
        monkeypatch.setattr(views, "database_answers", lambda: False)
        assert client.get(HEALTH).status_code == 503
        assert client.get(ALIVE).status_code == 200

    @pytest.mark.parametrize("error", [DatabaseError, ConnectionRefusedError])
    def test_nor_without_the_brakes(self, client, monkeypatch, error):
        def away(key):
            raise error

        monkeypatch.setattr(views.cache, "get", away)
        assert client.get(HEALTH).json() == {"live": True, "ready": False}

    def test_it_lives_while_the_database_is_silent(self, client):
        outage.begin()
        try:
            assert client.get(ALIVE).status_code == 200
            asked = client.get(HEALTH)
            assert asked.status_code == 503
            assert asked.json() == {"live": True, "ready": False}
        finally:
            outage.end()

    def test_it_may_be_asked_inside_the_machine_without_tls(self, client, settings):
        settings.SECURE_SSL_REDIRECT = True
        assert client.get(HEALTH).status_code == 200
        assert client.get("/").status_code == 301


def test_a_silent_database_is_told_in_time(tmp_path):
    with silent_server() as port:
        database = f"postgres://site@127.0.0.1:{port}/site"
        with Served(tmp_path, database, DATABASE_CONNECT_TIMEOUT="2") as site:
            answer = Browser(site.url).get(HEALTH)
            assert answer.status == 503
            assert json.loads(answer.text) == {"live": True, "ready": False}
            assert answer.seconds < 6


def test_nobody_searches_what_is_of_persons(client):
    answer = client.get("/robots.txt")
    assert answer.headers["Content-Type"].startswith("text/plain")
    lines = answer.content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    for path in (*SECRET, "/tai-khoan/", "/quan-tri/"):
        assert f"Disallow: {path}" in lines
    assert "Disallow: /" not in lines


def test_whom_to_tell_of_a_hole_is_said_where_somebody_is_named(client, settings):
    address = "/.well-known/security.txt"
    settings.SECURITY_CONTACT = ""
    assert client.get(address).status_code == 404
    settings.SECURITY_CONTACT = "mailto:an-toan@san-sang.example"
    settings.SITE_URL = "https://san-sang.example"
    told = dict(
        line.split(": ", 1)
        for line in client.get(address).content.decode().splitlines()
    )
    assert told["Contact"] == "mailto:an-toan@san-sang.example"
    assert told["Canonical"] == f"https://san-sang.example{address}"
    ends = datetime.fromisoformat(told["Expires"]) - timezone.now()
    assert timedelta(days=30) < ends < timedelta(days=365)


@pytest.mark.django_db(transaction=True)
def test_cookies_in_service_are_of_this_host_alone(tmp_path):
    secure = {
        "SECURE_COOKIES": "1",
        "SECURE_SSL_REDIRECT": "0",
        "BEHIND_PROXY": "1",
        "SECURE_HSTS_SUBDOMAINS": "1",
    }
    with (
        copied_database(tmp_path) as database,
        Served(tmp_path, database, **secure) as site,
    ):
        browser = Browser(site.url, **{"X-Forwarded-Proto": "https"})
        answer = browser.get("/tai-khoan/login/")
        cookies = answer.headers.get_all("Set-Cookie")
        assert cookies
        for cookie in cookies:
            assert cookie.startswith("__Host-")
            assert "Secure" in cookie
            assert "Path=/" in cookie
            assert "Domain" not in cookie
        assert "includeSubDomains" in answer.headers["Strict-Transport-Security"]
        assert "base-uri 'none'" in answer.headers["Content-Security-Policy"]
