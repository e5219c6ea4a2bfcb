"""Asking a member to belong: a letter with a personal link, which it answers or leaves."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from accounts.audit.services import record_event
from accounts.email import send_email
from accounts.models import LetterStop, User
from accounts.outbox.stopping.queries import is_stopped
from accounts.outbox.stopping.unasked import Unasked
from accounts.site import at_site
from accounts.tokens import token_hash
from associations.errors import AssociationError
from associations.members.queries import invited_by
from associations.models import Member

STANDS_FOR = timedelta(days=60)


def invite_member(
    *,
    member: Member,
    language: str,
    by: User,
    now: datetime,
    build_url: Callable[[str], str],
) -> None:
    """The newer link ends the older. Nobody belongs by being asked.

    Raises AssociationError: no_address, belongs_already, wants_no_letters, letter_not_sent.
    """
    token = secrets.token_urlsafe(24)
    with transaction.atomic():
        locked = Member.objects.select_for_update().select_related("association")
        invited = locked.get(pk=member.pk)
        if not invited.email:
            raise AssociationError("no_address")
        if invited.enterprise_id is not None:
            raise AssociationError("belongs_already")
        if is_stopped(_unasked_of(invited), invited.email):
            raise AssociationError("wants_no_letters")
        invited.invited_at, invited.declined_at = now, None
        invited.token_hash = token_hash(token)
        invited.save(update_fields=["invited_at", "declined_at", "token_hash"])
        _record("member.invited", invited, by, now)
    # After the transaction: where commands send at once, a slow mail server holds no lock.
    _send(invited, language, build_url(token))


def _unasked_of(member: Member) -> Unasked:
    """It knows of nothing yet: the association typed its address."""
    return Unasked(member.association, LetterStop.Kind.MEMBERS)


def _send(member: Member, language: str, url: str) -> None:
    context = {
        "association": member.association.name,
        "member": member.name,
        "name": member.contact_person,
        "url": url,
        "days": STANDS_FOR.days,
        # Whoever is named by others learns where to see it and have it deleted.
        "data_url": at_site(reverse("privacy:by_letter")),
    }
    letter = "associations/members/email/invite"
    unasked = _unasked_of(member)
    if not send_email(letter, member.email, language, context, unasked=unasked):
        raise AssociationError("letter_not_sent")


def open_link(*, token: str, now: datetime) -> Member:
    """The member behind a link. AssociationError `link_ended`, also for none."""
    member = invited_by(token_hash(token), now - STANDS_FOR)
    if member is None:
        raise AssociationError("link_ended")
    return member


def stands(member: Member, now: datetime) -> bool:
    """Whether the link that was opened still asks something."""
    is_open = bool(member.token_hash) and member.invited_at is not None
    return is_open and member.invited_at > now - STANDS_FOR


@transaction.atomic
def say_no(*, member: Member, now: datetime) -> None:
    """The link ends; the association sees that it asked in vain."""
    asked = Member.objects.filter(pk=member.pk).exclude(token_hash="")
    if asked.update(token_hash="", declined_at=now):
        _record("member.declined", member, None, now)


def _record(action: str, member: Member, by: User | None, now: datetime) -> None:
    record_event(
        action=action,
        organisation=member.association,
        actor=by,
        subject=f"member:{member.public_id}",
        now=now,
    )
