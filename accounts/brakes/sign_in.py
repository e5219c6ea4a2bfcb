"""Brakes on wrong passwords: by account and place, so that a stranger locks no owner out.

A browser in which somebody has signed in is known to that account by a signed cookie, until the
password changes. It has a count of its own, which no stranger can fill.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from accounts.models import User
from accounts.ratelimit import address_of, forget, give_back, is_limited

COOKIE = "known"
COOKIE_AGE = 60 * 60 * 24 * 180  # seconds
MOST_ACCOUNTS = 5  # of one browser
SALT = "accounts.known"

# Wrong ones in a known browser; in all others together, for who has a whole net of them.
FROM_KNOWN, FROM_KNOWN_IN = 10, 300
FROM_UNKNOWN, FROM_UNKNOWN_IN = 50, 3600


class Turn:
    """One try to sign in to an account from a browser."""

    def __init__(self, request: HttpRequest, login: str) -> None:
        self.login = login.strip().lower()
        self.place = address_of(request)
        self.browser = _browser_that_knows(request, self.login)
        self._name_of_browser, _marks = _read(request)

    @property
    def is_known(self) -> bool:
        return bool(self.browser)

    @property
    def name(self) -> str:
        """Of the account at this place."""
        return f"{self.login} {self.browser or self.place}"

    def is_refused(self) -> bool:
        if self.is_known:
            return is_limited(
                "known", self.name, most=FROM_KNOWN, seconds=FROM_KNOWN_IN
            )
        return is_limited(
            "unknown", self.login, most=FROM_UNKNOWN, seconds=FROM_UNKNOWN_IN
        )

    def begin_anew(self) -> None:
        """Under another password, which makes every browser unknown: this one was somebody's."""
        forget("unknown", self.login)
        forget("known", f"{self.login} {self._name_of_browser}")

    def succeed(self) -> None:
        """A right password does not count."""
        if self.is_known:
            give_back("known", self.name)
        else:
            give_back("unknown", self.login)


def remember_browser(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Let this browser be known to the account from now on."""
    name, known = _read(request)
    marks = [mark for mark in known if mark[0] != user.pk]
    marks = [[user.pk, _mark(user)], *marks][:MOST_ACCOUNTS]
    response.set_cookie(
        settings.COOKIE_PREFIX + COOKIE,
        signing.dumps([name or secrets.token_urlsafe(12), marks], salt=SALT),
        max_age=COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _browser_that_knows(request: HttpRequest, login: str) -> str:
    """Its name, if somebody signed in to this account in it under the password of today."""
    name, marks = _read(request)
    if not marks:
        return ""
    user = User.objects.filter(email__iexact=login).first()
    if user is None or [user.pk, _mark(user)] not in marks:
        return ""
    return name


def _mark(user: User) -> str:
    """Changes with the password."""
    return user.get_session_auth_hash()[:16]


def _read(request: HttpRequest) -> tuple[str, list]:
    try:
        name, marks = signing.loads(
            request.COOKIES.get(settings.COOKIE_PREFIX + COOKIE, ""),
            salt=SALT,
            max_age=COOKIE_AGE,
        )
    except signing.BadSignature:
        return "", []
    return name, marks
