"""System checks of the lines to other machines: what goes over them is for nobody in between.

A line inside of this machine needs no lock.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register

HERE = {"", "localhost", "127.0.0.1", "::1"}
# How the path of one begins, as it is and inside of an address.
SOCKETS = ("/", "%2F", "%2f")
OPEN = "assessment.W007"


@register(Tags.security, deploy=True)
def lines_elsewhere_are_closed(app_configs, **kwargs) -> list[CheckMessage]:
    if settings.DEBUG:
        return []
    return [
        Warning(
            f"{name} leads to another machine, and others can {how}.", hint, id=OPEN
        )
        for name, how, hint in _open_lines()
    ]


def _open_lines() -> Iterator[tuple[str, str, str]]:
    """The setting, what others can do, and what to do about it."""
    if _is_elsewhere(settings.DATABASES["default"].get("HOST")) and not _is_verified():
        hint = "Add ?sslmode=verify-full&sslrootcert=… to it."
        yield "DATABASE_URL", "read what is asked of it, or answer in its place", hint
    if _is_elsewhere(settings.EMAIL_HOST) and not _is_mail_closed():
        yield (
            "EMAIL_URL",
            "read the letters",
            "Begin it with smtp+tls:// or smtp+ssl://.",
        )
    if any(map(_is_open_cache, _places_of_cache())):
        yield "CACHE_URL", "change its counts", "Begin it with rediss://."
    scanner = urlsplit(settings.CLAMD)
    if scanner.scheme == "tcp" and _is_elsewhere(scanner.hostname):
        hint = "clamd knows no TLS: let one run on this machine, or lay a tunnel to it."
        yield "CLAMD", "read the files", hint


def _is_elsewhere(host: str | None) -> bool:
    """A path is a socket of this machine."""
    return (host or "") not in HERE and not str(host).startswith(SOCKETS)


def _is_verified() -> bool:
    options = settings.DATABASES["default"].get("OPTIONS", {})
    return options.get("sslmode") == "verify-full"


def _is_mail_closed() -> bool:
    return settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL


def _places_of_cache() -> list[str]:
    location = settings.CACHES["default"].get("LOCATION", "")
    return [location] if isinstance(location, str) else list(location)


def _is_open_cache(place: str) -> bool:
    """A name without a scheme is a table of the database, or a memory of this process."""
    parts = urlsplit(place)
    if parts.scheme in ("", "rediss", "unix") or not parts.netloc:
        return False
    return _is_elsewhere(parts.hostname)
