"""System checks: what a type cannot say about the settings.

Ids never change; docs and operators refer to them.
"""

import os
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from accounts.sessions.second_step import DEMANDED
from assessment import fonts
from reports.signature.certificate import certificate

DATABASES = ("django.db.backends.sqlite3", "django.db.backends.postgresql")
MAIL_NOWHERE = (
    "django.core.mail.backends.console.EmailBackend",
    "django.core.mail.backends.dummy.EmailBackend",
    "django.core.mail.backends.locmem.EmailBackend",
)
# As Django asks for it; and how those begin that are made for trying out.
LONG, VARIED = 50, 5
FOR_TRYING = ("for-development-only", "django-insecure-")
HERE = {"", "localhost", "127.0.0.1", "::1"}
# The one of files counts no better: it reads, adds and writes back.
CACHES_OF_ONE_PROCESS = (
    "django.core.cache.backends.locmem.LocMemCache",
    "django.core.cache.backends.dummy.DummyCache",
    "django.core.cache.backends.filebased.FileBasedCache",
)


def _may_serve() -> bool:
    """Without a key nothing is ever served or signed, so there is no address to judge yet."""
    try:
        return bool(settings.SECRET_KEY)
    except ImproperlyConfigured:
        return False


@register
def site_url_is_secure(app_configs, **kwargs) -> list[CheckMessage]:
    if settings.DEBUG or not _may_serve() or settings.SITE_URL.startswith("https://"):
        return []
    return [
        Error(
            f"SITE_URL is {settings.SITE_URL!r}; links in mails and reports must be https.",
            hint="Set SITE_URL=https://… in the environment, or DEBUG=1 on your own machine.",
            id="assessment.E001",
        )
    ]


@register
def hosts_are_named(app_configs, **kwargs) -> list[CheckMessage]:
    if settings.DEBUG or "*" not in settings.ALLOWED_HOSTS:
        return []
    return [
        Error(
            "ALLOWED_HOSTS accepts every host, so anybody could put another site's "
            "address into our mails.",
            hint="Name the hosts, for example ALLOWED_HOSTS=sansangso.example.",
            id="assessment.E005",
        )
    ]


@register
def webhooks_stay_outside(app_configs, **kwargs) -> list[CheckMessage]:
    if settings.DEBUG or not settings.WEBHOOKS_TO_LOOPBACK:
        return []
    return [
        Error(
            "WEBHOOKS_TO_LOOPBACK is set: it is for trying webhooks on your own machine, "
            "and is not obeyed in service.",
            hint="Take WEBHOOKS_TO_LOOPBACK out of the environment.",
            id="assessment.E015",
        )
    ]


@register
def second_step_is_known(app_configs, **kwargs) -> list[CheckMessage]:
    known = ", ".join(DEMANDED)
    if settings.SECOND_STEP_OF in DEMANDED:
        return []
    return [
        Error(
            f"SECOND_STEP_OF is {settings.SECOND_STEP_OF!r}, so of whom two steps are "
            "demanded is not known.",
            hint=f"One of: {known}.",
            id="assessment.E013",
        )
    ]


@register
def database_is_supported(app_configs, **kwargs) -> list[CheckMessage]:
    engine = settings.DATABASES["default"]["ENGINE"]
    if engine in DATABASES:
        return []
    return [
        Error(
            f"The database engine {engine!r} is not supported.",
            hint="DATABASE_URL must start with sqlite:// or postgres://: every query is "
            "tested on these two.",
            id="assessment.E002",
        )
    ]


@register
def brakes_count_once(app_configs, **kwargs) -> list[CheckMessage]:
    backend = settings.CACHES["default"]["BACKEND"]
    if settings.DEBUG or backend not in CACHES_OF_ONE_PROCESS:
        return []
    return [
        Error(
            f"The cache {backend!r} is one for each process, so whoever tries again and "
            "again is counted by each alone.",
            hint="Leave CACHE_URL away (dbcache://brakes), or name a Redis or memcached "
            "that all processes share.",
            id="assessment.E008",
        )
    ]


@register(Tags.security, deploy=True)
def key_is_strong(app_configs, **kwargs) -> list[CheckMessage]:
    key = settings.SECRET_KEY if _may_serve() else ""
    is_strong = len(key) >= LONG and len(set(key)) >= VARIED
    if settings.DEBUG or (is_strong and not key.startswith(FOR_TRYING)):
        return []
    return [
        Error(
            "SECRET_KEY is too weak: whoever guesses it signs in as anybody.",
            hint="Set one of 50 random letters: python -c 'import secrets; "
            "print(secrets.token_urlsafe(50))'.",
            id="assessment.E010",
        )
    ]


@register(Tags.security, deploy=True)
def site_url_is_named(app_configs, **kwargs) -> list[CheckMessage]:
    """Links in letters come from it; that of this machine leads nobody anywhere."""
    host = urlsplit(settings.SITE_URL).hostname or ""
    if settings.DEBUG or host not in HERE:
        return []
    return [
        Error(
            f"SITE_URL is {settings.SITE_URL!r}: links in letters would lead nowhere.",
            hint="Set SITE_URL=https://… to the address under which people find the site.",
            id="assessment.E011",
        )
    ]


@register(Tags.security, deploy=True)
def sqlite_is_meant(app_configs, **kwargs) -> list[CheckMessage]:
    is_sqlite = settings.DATABASES["default"]["ENGINE"] == DATABASES[0]
    if settings.DEBUG or not is_sqlite or settings.SQLITE_IN_SERVICE:
        return []
    return [
        Error(
            "The database is an SQLite file on this machine.",
            hint="Set DATABASE_URL=postgres://…, or SQLITE_IN_SERVICE=1 where one "
            "machine is meant to be all.",
            id="assessment.E012",
        )
    ]


@register
def mail_leaves_the_machine(app_configs, **kwargs) -> list[CheckMessage]:
    if settings.DEBUG or settings.EMAIL_BACKEND not in MAIL_NOWHERE:
        return []
    return [
        Warning(
            "Mails are not sent: sign-up, resume links and leads depend on them.",
            hint="Set EMAIL_URL, for example smtp+tls://user:password@host:587.",
            id="assessment.W003",
        )
    ]


@register
def reports_can_be_signed(app_configs, **kwargs) -> list[CheckMessage]:
    """The certificate opens, and is of today; a report is no time to find out."""
    try:
        own = certificate()
        if own is None:
            return [_unsigned()]
        is_over = own.own.not_valid_after_utc < timezone.now()
    except (OSError, ValueError) as error:
        return [_certificate_error(f"SIGNING_CERTIFICATE cannot be opened: {error}")]
    if is_over:
        return [_certificate_error("SIGNING_CERTIFICATE has expired.")]
    if settings.TIMESTAMP_URL and not settings.SIGNING_ROOTS:
        return [_certificate_error("TIMESTAMP_URL needs SIGNING_ROOTS beside it.")]
    return [] if own.is_strong else [_weak_certificate()]


def _weak_certificate() -> Warning:
    return Warning(
        "The key of SIGNING_CERTIFICATE is short: signatures with it may be forged "
        "while reports still have to prove something.",
        hint="Ask for a certificate with a key of RSA 3072, or of a curve of 256 bits.",
        id="assessment.W008",
    )


def _unsigned() -> Warning:
    return Warning(
        "Reports are not signed: a changed file cannot be told from a true one.",
        hint="Set SIGNING_CERTIFICATE to a PKCS #12 file, and SIGNING_PASSWORD.",
        id="assessment.W006",
    )


def _certificate_error(text: str) -> Error:
    return Error(
        text,
        hint="docs/operations.md says what signing needs.",
        id="assessment.E007",
    )


@register
def breached_passwords_can_be_read(app_configs, **kwargs) -> list[CheckMessage]:
    path = settings.BREACHED_PASSWORDS
    if not path or (os.path.isfile(path) and os.access(path, os.R_OK)):
        return []
    return [
        Error(
            f"BREACHED_PASSWORDS is {path!r}, which cannot be read.",
            hint="docs/operations.md says which file it is; leave it away without one.",
            id="assessment.E014",
        )
    ]


@register
def fonts_are_built(app_configs, **kwargs) -> list[CheckMessage]:
    if fonts.are_built():
        return []
    return [
        Warning(
            "The site's fonts are not built; the system's font is used instead.",
            hint="Run manage.py build_assets (make install does it).",
            id="assessment.W004",
        )
    ]


@register
def scanner_is_named_in_full(app_configs, **kwargs) -> list[CheckMessage]:
    place = urlsplit(settings.CLAMD)
    is_whole = place.path if place.scheme == "unix" else place.hostname
    if not settings.CLAMD or (place.scheme in ("tcp", "unix") and is_whole):
        return []
    return [
        Error(
            f"CLAMD is {settings.CLAMD!r}, which names no virus scanner.",
            hint="Set CLAMD=unix:///run/clamav/clamd.ctl or CLAMD=tcp://host:3310.",
            id="assessment.E009",
        )
    ]
