"""Ending sessions, and giving one another key; each time with its entry in the audit log."""

from collections.abc import Iterable
from datetime import datetime

from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa import signals as second_step
from allauth.mfa.models import Authenticator
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from accounts.audit.services import record_event
from accounts.audit.whence import whence
from accounts.models import User

ENDED = "account.sessions_ended"


class SessionsAdapter(DefaultUserSessionsAdapter):
    @transaction.atomic
    def end_sessions(self, sessions: Iterable[UserSession]) -> None:
        """By whoever is signed in, of the own account."""
        sessions = list(sessions)
        super().end_sessions(sessions)
        if not sessions:
            return
        user = sessions[0].user
        _record(user, user, timezone.now(), len(sessions), whence(context.request))


@transaction.atomic
def end_sessions_of(*, user: User, by: User | None, now: datetime) -> int:
    """Sign somebody out everywhere. by: None from a command."""
    sessions = list(UserSession.objects.filter(user=user))
    for session in sessions:
        session.end()
    _record(user, by, now, len(sessions), {})
    return len(sessions)


@transaction.atomic
def end_for_rights(*, user: User, by: User | None, now: datetime) -> None:
    """Whoever gets rights signs in anew: what stands open was opened for less."""
    if UserSession.objects.filter(user=user).exists():
        end_sessions_of(user=user, by=by, now=now)


def _record(
    user: User, by: User | None, now: datetime, count: int, more: dict[str, str]
) -> None:
    record_event(
        action=ENDED,
        organisation=None,
        actor=by,
        subject=f"user:{user.pk}",
        now=now,
        details={"count": count, **more},
    )


@transaction.atomic
def take_second_step_away(*, user: User, by: User, now: datetime) -> None:
    """For who can no longer give one: the password alone opens the account again, and nothing else.

    Whoever was signed in has to sign in with it, and the account is told by a letter.
    """
    Authenticator.objects.filter(user=user).delete()
    end_sessions_of(user=user, by=by, now=now)
    record_event(
        action="user.second_step_removed",
        organisation=None,
        actor=by,
        subject=f"user:{user.pk}",
        now=now,
    )
    get_adapter().send_notification_mail("mfa/email/totp_deactivated", user)


@transaction.atomic
def renew_key(*, request: HttpRequest) -> None:
    """After signing in again: whoever had learned the key before has nothing any more."""
    before = request.session.session_key
    request.session.cycle_key()
    kept = UserSession.objects.filter(session_key=before)
    kept.update(session_key=request.session.session_key)


def watch_second_steps() -> None:
    """Called when the site starts: another second step, or none, ends all other sessions."""
    for name in ("authenticator_added", "authenticator_removed"):
        signal = getattr(second_step, name)
        signal.connect(_end_others, dispatch_uid=f"accounts.sessions.{name}")


def _end_others(
    sender: object, request: HttpRequest | None = None, **more: object
) -> None:
    if request is None or not request.user.is_authenticated:
        return
    others = UserSession.objects.filter(user=request.user)
    SessionsAdapter().end_sessions(
        others.exclude(session_key=request.session.session_key)
    )
