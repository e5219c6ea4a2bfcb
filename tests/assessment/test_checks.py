import pytest

from assessment import checks


def ids(messages) -> list[str]:
    return [message.id for message in messages]


@pytest.mark.parametrize(
    ("debug", "url", "expected"),
    [
        (False, "http://sansangso.example", ["assessment.E001"]),
        (False, "https://sansangso.example", []),
        (True, "http://localhost:8000", []),
    ],
)
def test_links_in_mails_must_be_https_in_production(settings, debug, url, expected):
    settings.DEBUG, settings.SITE_URL = debug, url
    assert ids(checks.site_url_is_secure(None)) == expected


@pytest.mark.parametrize(
    ("engine", "expected"),
    [
        ("django.db.backends.mysql", ["assessment.E002"]),
        ("django.db.backends.sqlite3", []),
        ("django.db.backends.postgresql", []),
    ],
)
def test_only_the_tested_databases_are_accepted(
    settings, monkeypatch, engine, expected
):
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", engine)
    assert ids(checks.database_is_supported(None)) == expected


def test_production_must_name_its_hosts(settings):
    settings.DEBUG, settings.ALLOWED_HOSTS = False, ["*"]
    assert ids(checks.hosts_are_named(None)) == ["assessment.E005"]
    settings.ALLOWED_HOSTS = ["sansangso.example"]
    assert checks.hosts_are_named(None) == []


def test_production_without_mail_is_warned_of(settings):
    settings.DEBUG = False
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert ids(checks.mail_leaves_the_machine(None)) == ["assessment.W003"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert checks.mail_leaves_the_machine(None) == []


def test_missing_fonts_are_warned_of(monkeypatch):
    monkeypatch.setattr("assessment.fonts.are_built", lambda: False)
    assert ids(checks.fonts_are_built(None)) == ["assessment.W004"]
    monkeypatch.setattr("assessment.fonts.are_built", lambda: True)
    assert checks.fonts_are_built(None) == []


def test_without_a_key_nothing_is_served_so_no_address_is_judged(settings):
    settings.DEBUG, settings.SITE_URL = False, "http://sansangso.example"
    settings.SECRET_KEY = ""
    assert checks.site_url_is_secure(None) == []


def test_a_site_for_trying_may_answer_to_any_name_and_send_no_mail(settings):
    settings.DEBUG, settings.ALLOWED_HOSTS = True, ["*"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert checks.hosts_are_named(None) == []
    assert checks.mail_leaves_the_machine(None) == []
