"""Reads: who is asked to work for an organisation, and how far that is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from accounts.email import lost_letters
from accounts.models import Organisation, StaffInvitation

LOST = "lost"


@dataclass(frozen=True)
class Invited:
    invitation: StaffInvitation
    state: str  # a key of accounts.staff.wording.STATES
    is_open: bool  # whether it can be sent again or ended


def standing(organisation: Organisation, now: datetime) -> QuerySet[StaffInvitation]:
    return StaffInvitation.objects.filter(
        organisation=organisation,
        expires_at__gt=now,
        accepted_at__isnull=True,
        ended_at__isnull=True,
    )


def tracked_as(invitation: StaffInvitation) -> str:
    """Its name in the audit log and among letters."""
    return f"staff:{invitation.public_id}"


def invitations_of(
    organisation: Organisation, now: datetime, roles: Collection[str] | None = None
) -> list[Invited]:
    """Each with how far it is: first those whose letter did not arrive, then the newest.

    roles: to be one of these; None is all. Two queries. Few are asked at once, and what is over
    is forgotten by and by.
    """
    lost = lost_letters(organisation.pk)
    rows = StaffInvitation.objects.filter(organisation=organisation)
    if roles is not None:
        rows = rows.filter(role__in=roles)
    invitations = rows.select_related("invited_by")
    described = [
        _described(each, tracked_as(each) in lost, now) for each in invitations
    ]
    return sorted(described, key=lambda each: each.state != LOST)


def lost_invitations(organisation: Organisation, now: datetime) -> list[Invited]:
    """Those whose letter did not arrive."""
    listed = invitations_of(organisation, now)
    return [each for each in listed if each.state == LOST]


def _described(invitation: StaffInvitation, is_lost: bool, now: datetime) -> Invited:
    is_over = bool(invitation.accepted_at or invitation.ended_at)
    return Invited(invitation, _state(invitation, is_lost, now), not is_over)


def _state(invitation: StaffInvitation, is_lost: bool, now: datetime) -> str:
    if invitation.accepted_at:
        return "accepted"
    if invitation.ended_at:
        return "ended"
    if invitation.expires_at <= now:
        return "expired"
    # Whoever opened it has it, whatever was told of the letter.
    if invitation.opened_at:
        return "opened"
    return LOST if is_lost else "sent"
