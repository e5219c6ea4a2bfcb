"""How long a browser stays signed in: the more of others an account may see, the shorter.

An owner keeps the 90 days of SESSION_COOKIE_AGE, as long as a draft without an account. The time of
the others counts from signing in, whatever they do in between.
"""

from datetime import timedelta

from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

from accounts.access import works_for_others
from accounts.models import User

# Of associations, providers and agencies: signing in once a week is no burden at work.
STAFF = timedelta(days=7)
ADMINISTRATOR = timedelta(hours=12)  # a working day


def session_length(user: User) -> timedelta | None:
    """None: as long as the site's settings say."""
    if user.is_staff or user.is_superuser:
        return ADMINISTRATOR
    return STAFF if works_for_others(user) else None


def limit_session(request: HttpRequest, user: User) -> None:
    request.session.set_expiry(session_length(user))


def _on_sign_in(sender: type, request: HttpRequest, user: User, **more: object) -> None:
    limit_session(request, user)


def watch_sign_ins() -> None:
    """Called when the site starts."""
    user_logged_in.connect(_on_sign_in, dispatch_uid="accounts.sessions")
