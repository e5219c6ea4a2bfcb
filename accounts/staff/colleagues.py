"""Writes on who works for an organisation: roles, leaving, sessions, what is asked of all."""

from datetime import datetime, timedelta

from allauth.mfa.utils import is_mfa_enabled
from django.db import transaction
from django.db.models import QuerySet

from accounts.audit.services import record_event
from accounts.errors import AccountError
from accounts.models import Membership, Organisation, StaffInvitation, User
from accounts.services import add_member, demand_second_step, remove_member
from accounts.sessions.services import end_sessions_of

# So long a second step is asked for before nothing else opens without it.
GRACE = timedelta(days=7)


@transaction.atomic
def change_role(
    *, membership: Membership, role: str, by: User, now: datetime
) -> Membership:
    """Raises AccountError: last_manager."""
    colleagues = _locked(membership.organisation)
    before = colleagues.get(pk=membership.pk)
    if before.role == role:
        return before
    if role != Membership.Role.MANAGER:
        _keep_a_manager(colleagues, before)
        _end_invitations_by(before, now)
    return add_member(
        organisation=membership.organisation,
        user=membership.user,
        role=role,
        by=by,
        now=now,
    )


@transaction.atomic
def remove_colleague(*, membership: Membership, by: User, now: datetime) -> None:
    """Works there no more from this moment on. Raises AccountError: last_manager."""
    colleagues = _locked(membership.organisation)
    leaving = colleagues.filter(pk=membership.pk).first()
    # Twice has the effect of once.
    if leaving is None:
        return
    _keep_a_manager(colleagues, leaving)
    _end_invitations_by(leaving, now)
    remove_member(membership=leaving, by=by, now=now)


def _end_invitations_by(membership: Membership, now: datetime) -> None:
    """Whoever leads no more lets nobody in, and does not come back by a letter of their own."""
    sent = StaffInvitation.objects.filter(
        organisation=membership.organisation,
        invited_by=membership.user,
        accepted_at__isnull=True,
        ended_at__isnull=True,
    )
    sent.update(ended_at=now)


def _locked(organisation: Organisation) -> QuerySet[Membership]:
    """Of two managers who go at once, the second finds that the first has gone."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    return organisation.memberships.select_related("organisation", "user")


def _keep_a_manager(colleagues: QuerySet[Membership], leaving: Membership) -> None:
    if leaving.role != Membership.Role.MANAGER:
        return
    managers = colleagues.filter(role=Membership.Role.MANAGER, user__is_active=True)
    if not managers.exclude(pk=leaving.pk).exists():
        raise AccountError("last_manager")


@transaction.atomic
def end_sessions(*, membership: Membership, by: User, now: datetime) -> int:
    """Of one colleague, everywhere; how many. The organisation's log tells of it too."""
    ended = end_sessions_of(user=membership.user, by=by, now=now)
    record_event(
        action="staff.sessions_ended",
        organisation=membership.organisation,
        actor=by,
        subject=f"user:{membership.user_id}",
        now=now,
        details={"count": ended},
    )
    return ended


@transaction.atomic
def demand_two_steps(
    *, organisation: Organisation, by: User, now: datetime
) -> datetime:
    """From when on whoever works there needs a second step; asked twice it stays the first day.

    Raises AccountError: own_step_first, so that nobody asks for what they could not do.
    """
    if not is_mfa_enabled(by):
        raise AccountError("own_step_first")
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    since = locked.second_step_from or now + GRACE
    demand_second_step(organisation=locked, since=since, by=by, now=now)
    return since


@transaction.atomic
def demand_one_step(*, organisation: Organisation, by: User, now: datetime) -> None:
    """Who has set a second step up keeps it; nobody needs one for this organisation any more."""
    demand_second_step(organisation=organisation, since=None, by=by, now=now)
