"""How long a browser stays signed in: the more of others an account may see, the shorter.

It ends so long after signing in, whatever was done in between, and sooner where nothing was
done for a while. An owner keeps as long as a draft without an account does.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.access.visitors import works_for_others
from accounts.models import User

# In the session: seconds without a page after which it ends, when the last page was, and when
# somebody signed in.
IDLE, SEEN, SINCE = "idle", "seen", "since"
# Of so many parts the time is noted: not every page is to write.
PARTS = 12


@dataclass(frozen=True)
class Length:
    """whole: from signing in. idle: without a page in between."""

    whole: timedelta
    idle: timedelta


# Owners come back after weeks, on their own telephone.
OWNER = Length(timedelta(days=90), timedelta(days=30))
# Of associations, providers and agencies: signing in once a week is no burden at work.
STAFF = Length(timedelta(days=7), timedelta(days=1))
# A working day, and a break in it.
ADMINISTRATOR = Length(timedelta(hours=12), timedelta(hours=1))


def session_length(user: User) -> Length:
    if _administers(user):
        return ADMINISTRATOR
    return STAFF if works_for_others(user) else OWNER


def _administers(user: User) -> bool:
    return user.is_authenticated and (user.is_staff or user.is_superuser)


def limit_session(request: HttpRequest, user: User) -> None:
    length = session_length(user)
    request.session.set_expiry(length.whole)
    request.session[IDLE] = round(length.idle.total_seconds())
    request.session[SEEN] = request.session[SINCE] = timezone.now().timestamp()


def end_when_idle(get_response: Callable) -> Callable:
    """Signs out whoever comes back after too long; the page then asks to sign in again."""

    def handle(request: HttpRequest) -> HttpResponse:
        _look_after(request, timezone.now())
        return get_response(request)

    return handle


def _look_after(request: HttpRequest, now: datetime) -> None:
    # Whoever brings no session is not asked for one.
    if not request.session.session_key or SESSION_KEY not in request.session:
        return
    longest = request.session.get(IDLE)
    if longest is None:
        return
    if longest > ADMINISTRATOR.idle.total_seconds() and _administers(request.user):
        longest = _shorten(request.session)
    # A page still to come, since the clock was put back, counts as one so long ago.
    away = abs(now.timestamp() - request.session[SEEN])
    if away > longest or request.session.get_expiry_date() < now:
        logout(request)
    elif away > longest / PARTS:
        request.session[SEEN] = now.timestamp()


def _shorten(session: SessionBase) -> float:
    """Of somebody who got the rights while signed in: it counts from when that was."""
    since = datetime.fromtimestamp(session.get(SINCE, 0), UTC)
    session.set_expiry(since + ADMINISTRATOR.whole)
    session[IDLE] = round(ADMINISTRATOR.idle.total_seconds())
    return session[IDLE]


def _on_sign_in(sender: type, request: HttpRequest, user: User, **more: object) -> None:
    limit_session(request, user)


def watch_sign_ins() -> None:
    """Called when the site starts."""
    user_logged_in.connect(_on_sign_in, dispatch_uid="accounts.sessions")
