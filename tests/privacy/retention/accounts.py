"""What is kept of accounts and of who signed in, for the rules that take it away."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session

from accounts.audit.services import record_event
from accounts.models import (
    Organisation,
)
from tests.builders import (
    NOW,
    make_enterprise,
    make_user,
)


def an_unconfirmed_account() -> datetime:
    user = make_user(date_joined=NOW)
    EmailAddress.objects.create(user=user, email=user.email, verified=False)
    record_event(
        action="account.email_added",
        organisation=None,
        actor=user,
        subject=f"user:{user.pk}",
        now=NOW,
    )
    return NOW


def records_of_signing_in() -> datetime:
    user = make_user()
    UserSession.objects.create(
        user=user,
        ip="203.0.113.9",
        session_key="k",
        user_agent="x",
        created_at=NOW,
        last_seen_at=NOW,
    )
    UserSession.objects.update(last_seen_at=NOW)
    record_event(
        action="sign_in.done", organisation=None, actor=user, subject="", now=NOW
    )
    return NOW


def a_session() -> datetime:
    Session.objects.create(session_key="k", session_data="", expire_date=NOW)
    return NOW


def entries_of_the_log() -> datetime:
    user = make_user()
    kind = ContentType.objects.get_for_model(Organisation)
    LogEntry.objects.create(
        action_time=NOW,
        user=user,
        content_type=kind,
        object_repr="Chị Hòa",
        action_flag=ADDITION,
    )
    for subject in ("result:1", "result:2"):
        record_event(
            action="result.opened",
            organisation=make_enterprise(user),
            actor=user,
            subject=subject,
            now=NOW,
        )
    return NOW
