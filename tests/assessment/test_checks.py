import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from environ import Env

from assessment import checks
from tests.reports.signature.authority import PASSWORD, Authority


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


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("locmemcache://", ["assessment.E008"]),
        ("dummycache://", ["assessment.E008"]),
        ("filecache:///tmp/brakes", ["assessment.E008"]),
        ("dbcache://brakes", []),
        ("rediscache://localhost:6379/1", []),
    ],
)
def test_production_counts_repeated_tries_over_all_processes(settings, url, expected):
    settings.DEBUG, settings.CACHES = False, {"default": Env.cache_url_config(url)}
    assert ids(checks.brakes_count_once(None)) == expected
    settings.DEBUG = True
    assert checks.brakes_count_once(None) == []


STRONG = "4f9Kq-2mXz_8LrTb7WcVn3HsJd6GyPe1QaUo5RiMk0BwNfDhZtCx"


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("", ["assessment.E010"]),
        ("bi-mat", ["assessment.E010"]),
        ("ab" * 40, ["assessment.E010"]),
        ("django-insecure-" + STRONG, ["assessment.E010"]),
        ("for-development-only-" + STRONG, ["assessment.E010"]),
        (STRONG, []),
    ],
)
def test_production_needs_a_key_that_nobody_guesses(settings, key, expected):
    settings.DEBUG, settings.SECRET_KEY = False, key
    assert ids(checks.key_is_strong(None)) == expected
    settings.DEBUG = True
    assert checks.key_is_strong(None) == []


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("", ["assessment.E011"]),
        ("http://localhost:8000", ["assessment.E011"]),
        ("https://127.0.0.1", ["assessment.E011"]),
        ("https://sansangso.example", []),
    ],
)
def test_production_says_where_it_is_found(settings, url, expected):
    settings.DEBUG, settings.SITE_URL = False, url
    assert ids(checks.site_url_is_named(None)) == expected


def test_sqlite_in_production_has_to_be_meant(settings, monkeypatch):
    settings.DEBUG, settings.SQLITE_IN_SERVICE = False, False
    base = settings.DATABASES["default"]
    monkeypatch.setitem(base, "ENGINE", "django.db.backends.sqlite3")
    assert ids(checks.sqlite_is_meant(None)) == ["assessment.E012"]
    settings.SQLITE_IN_SERVICE = True
    assert checks.sqlite_is_meant(None) == []
    settings.SQLITE_IN_SERVICE = False
    monkeypatch.setitem(base, "ENGINE", "django.db.backends.postgresql")
    assert checks.sqlite_is_meant(None) == []


def test_production_without_mail_is_warned_of(settings):
    settings.DEBUG = False
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert ids(checks.mail_leaves_the_machine(None)) == ["assessment.W003"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert checks.mail_leaves_the_machine(None) == []


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("", []),
        ("tcp://scanner.example:3310", []),
        ("unix:///run/clamav/clamd.ctl", []),
        ("scanner.example:3310", ["assessment.E009"]),
        ("tcp://", ["assessment.E009"]),
        ("http://scanner.example", ["assessment.E009"]),
    ],
)
def test_a_virus_scanner_must_be_named_in_full(settings, place, expected):
    settings.CLAMD = place
    assert ids(checks.scanner_is_named_in_full(None)) == expected


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


class TestSigning:
    @pytest.fixture(autouse=True)
    def _no_certificate(self, settings):
        settings.SIGNING_CERTIFICATE, settings.MAKE_CERTIFICATE = "", False
        settings.TIMESTAMP_URL = settings.SIGNING_ROOTS = ""

    def test_a_site_that_signs_nothing_is_warned(self):
        assert ids(checks.reports_can_be_signed(None)) == ["assessment.W006"]

    def test_the_made_certificate_is_enough_for_the_demo(self, settings):
        settings.MAKE_CERTIFICATE = True
        assert checks.reports_can_be_signed(None) == []

    @pytest.mark.parametrize("content", [None, b"khong phai PKCS 12"])
    def test_a_certificate_that_does_not_open_is_an_error(
        self, settings, tmp_path, content
    ):
        file = tmp_path / "certificate.p12"
        if content:
            file.write_bytes(content)
        settings.SIGNING_CERTIFICATE = str(file)
        assert ids(checks.reports_can_be_signed(None)) == ["assessment.E007"]

    @pytest.mark.parametrize(("days", "expected"), [(9, []), (-9, ["assessment.E007"])])
    def test_an_expired_certificate_is_an_error(
        self, settings, tmp_path, days, expected
    ):
        file = Authority().write_certificate(tmp_path, "Trung tâm Thử", days)
        settings.SIGNING_CERTIFICATE = str(file)
        settings.SIGNING_PASSWORD = PASSWORD
        assert ids(checks.reports_can_be_signed(None)) == expected

    @pytest.mark.parametrize(
        ("make_key", "expected"),
        [
            (lambda: ec.generate_private_key(ec.SECP256R1()), []),
            (lambda: ec.generate_private_key(ec.SECP192R1()), ["assessment.W008"]),
            (lambda: rsa.generate_private_key(65537, 2048), ["assessment.W008"]),
            (lambda: rsa.generate_private_key(65537, 3072), []),
        ],
        ids=["P-256", "P-192", "RSA 2048", "RSA 3072"],
    )
    def test_a_short_key_is_warned_of(self, settings, tmp_path, make_key, expected):
        file = Authority().write_certificate(tmp_path, "Trung tâm Thử", key=make_key())
        settings.SIGNING_CERTIFICATE = str(file)
        settings.SIGNING_PASSWORD = PASSWORD
        assert ids(checks.reports_can_be_signed(None)) == expected

    def test_a_clock_needs_to_know_whom_to_trust(self, settings):
        settings.MAKE_CERTIFICATE = True
        settings.TIMESTAMP_URL = "http://clock.example"
        assert ids(checks.reports_can_be_signed(None)) == ["assessment.E007"]


@pytest.mark.parametrize(
    ("demanded", "expected"),
    [
        ("administrators", []),
        ("nobody", []),
        ("everybody", []),
        ("all", ["assessment.E013"]),
    ],
)
def test_of_whom_two_steps_are_demanded_is_one_of_four(settings, demanded, expected):
    settings.SECOND_STEP_OF = demanded
    assert ids(checks.second_step_is_known(None)) == expected
