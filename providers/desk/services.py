"""Writes: who takes a table of requests along, and links for calendars."""

import secrets
from datetime import datetime

from django.db import transaction

from accounts.audit.services import record_event
from accounts.models import User
from accounts.tokens import token_hash
from providers.models import CalendarLink, Provider


@transaction.atomic
def note_table(*, provider: Provider, form: str, by: User, now: datetime) -> None:
    _record("leads.table_taken", provider, by, now, form=form)


@transaction.atomic
def make_calendar_link(*, provider: Provider, by: User, now: datetime) -> str:
    """The secret of a new link; the one of before opens nothing from now on."""
    token = secrets.token_urlsafe(32)
    CalendarLink.objects.update_or_create(
        user=by,
        provider=provider,
        defaults={"token_hash": token_hash(token), "made_at": now},
    )
    _record("desk.calendar_linked", provider, by, now)
    return token


@transaction.atomic
def end_calendar_link(*, provider: Provider, by: User, now: datetime) -> None:
    """A second call changes nothing."""
    links = CalendarLink.objects.filter(user=by, provider=provider)
    ended, _by_model = links.delete()
    if ended:
        _record("desk.calendar_link_ended", provider, by, now)


def _record(
    action: str, provider: Provider, by: User, now: datetime, **details: str
) -> None:
    record_event(
        action=action,
        organisation=provider.organisation,
        actor=by,
        subject=f"provider:{provider.slug}",
        now=now,
        details=details,
    )
