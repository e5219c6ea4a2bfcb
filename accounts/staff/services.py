"""Writes on invitations to work for an organisation: sent, opened, accepted, ended."""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.audit.services import record_event
from accounts.errors import AccountError
from accounts.models import Membership, Organisation, StaffInvitation, User
from accounts.services import add_member, change_user
from accounts.staff.email import send_invitation
from accounts.staff.queries import standing, tracked_as
from accounts.tokens import token_hash

STANDS_FOR = timedelta(days=14)
MOST_STANDING = 50  # of one organisation at a time


def invite(
    *,
    organisation: Organisation,
    email: str,
    role: str,
    language: str,
    by: User,
    now: datetime,
    instead_of: StaffInvitation | None = None,
    gives: Collection[str] | None = None,
) -> StaffInvitation:
    """Ask somebody by a letter to work there; the link stands for 14 days.

    Who is invited already gets a new link, and the one before ends. instead_of: an invitation
    that went to a wrong address, whose link ends. gives: the roles that the inviter can give;
    None is all. Raises AccountError: works_there, invited_as_more, too_many_invitations;
    letter_not_sent where the invitation stands, but none arrives at the address.
    """
    token = secrets.token_urlsafe(24)
    with transaction.atomic():
        # Behind the lock, so that two who invite at once ask everybody once.
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        if organisation.memberships.filter(user__email__iexact=email).exists():
            raise AccountError("works_there")
        invitation = _invitation_to(organisation, email, now)
        # What a manager offered is not turned into less by whoever may offer less.
        if gives is not None and invitation.role and invitation.role not in gives:
            raise AccountError("invited_as_more")
        if instead_of is not None and instead_of != invitation:
            end_invitation(invitation=instead_of, by=by, now=now)
        invitation.role, invitation.language = role, language
        _renew(invitation, token, by, now)
        _record("staff.invited", invitation, by, now, role=str(role))
    # Behind the transaction: a slow mail server holds no lock.
    _send(invitation, token)
    return invitation


def send_again(
    *, invitation: StaffInvitation, by: User, now: datetime
) -> StaffInvitation:
    """With a new link; the one before opens nothing any more.

    Raises AccountError: invitation_over, letter_not_sent.
    """
    token = secrets.token_urlsafe(24)
    with transaction.atomic():
        locked = _locked(invitation)
        if locked.accepted_at or locked.ended_at:
            raise AccountError("invitation_over")
        _renew(locked, token, by, now)
        _record("staff.invited", locked, by, now, role=locked.role)
    _send(locked, token)
    return locked


def _invitation_to(
    organisation: Organisation, email: str, now: datetime
) -> StaffInvitation:
    invited = standing(organisation, now)
    known = invited.filter(email__iexact=email).first()
    if known is not None:
        return known
    if invited.count() >= MOST_STANDING:
        raise AccountError("too_many_invitations", most=MOST_STANDING)
    return StaffInvitation(organisation=organisation, email=email)


def _renew(
    invitation: StaffInvitation, token: str, by: User | None, now: datetime
) -> None:
    invitation.token_hash = token_hash(token)
    invitation.invited_by, invitation.sent_at = by, now
    invitation.expires_at = now + STANDS_FOR
    invitation.opened_at = None
    invitation.save()


def _send(invitation: StaffInvitation, token: str) -> None:
    if not send_invitation(invitation, token):
        raise AccountError("letter_not_sent")


@transaction.atomic
def open_link(*, token: str, now: datetime) -> StaffInvitation:
    """The invitation behind a link. Raises AccountError: invitation_over, also for none."""
    invitations = StaffInvitation.objects.select_related("organisation")
    invitation = invitations.filter(token_hash=token_hash(token)).first()
    if invitation is None or not invitation.stands(now):
        raise AccountError("invitation_over")
    # The first opening is noted, not every visit.
    if invitation.opened_at is None:
        invitation.opened_at = now
        invitation.save(update_fields=["opened_at"])
    return invitation


@transaction.atomic
def join(*, invitation: StaffInvitation, user: User, now: datetime) -> Membership:
    """Work there from now on; the link is used up by it.

    Whoever works there already keeps the role of before. Raises AccountError:
    invitation_over.
    """
    locked = _locked(invitation)
    if not locked.stands(now):
        raise AccountError("invitation_over")
    locked.accepted_at = now
    locked.save(update_fields=["accepted_at"])
    _record("staff.joined", locked, user, now, role=locked.role)
    organisation = locked.organisation
    before = organisation.memberships.filter(user=user).first()
    if before is not None:
        return before
    return add_member(
        organisation=organisation,
        user=user,
        role=locked.role,
        by=locked.invited_by,
        now=now,
    )


@transaction.atomic
def join_with_new_account(
    *,
    invitation: StaffInvitation,
    full_name: str,
    password: str,
    language: str,
    now: datetime,
) -> User:
    """An account at the address of the letter, which counts as confirmed by its link.

    Raises AccountError: invitation_over, has_account.
    """
    # The lock first: of two who press at once only one makes an account.
    email = _locked(invitation).email.lower()
    if has_account(email):
        raise AccountError("has_account")
    user = User(email=email, full_name=full_name, language=language)
    user.set_password(password)
    change_user(user=user, fields=(), by=None, now=now)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    join(invitation=invitation, user=user, now=now)
    return user


def has_account(email: str) -> bool:
    if User.objects.filter(email__iexact=email).exists():
        return True
    return EmailAddress.objects.filter(email__iexact=email, verified=True).exists()


@transaction.atomic
def end_invitation(
    *, invitation: StaffInvitation, by: User | None, now: datetime
) -> None:
    """Its link opens nothing any more; twice has the effect of once."""
    open_ones = StaffInvitation.objects.filter(
        pk=invitation.pk,
        ended_at__isnull=True,
        accepted_at__isnull=True,
    )
    if open_ones.update(ended_at=now):
        _record("staff.invitation_ended", invitation, by, now)


def _locked(invitation: StaffInvitation) -> StaffInvitation:
    rows = StaffInvitation.objects.select_for_update(of=("self",))
    return rows.select_related("organisation", "invited_by").get(pk=invitation.pk)


def _record(
    action: str,
    invitation: StaffInvitation,
    by: User | None,
    now: datetime,
    **details: str,
) -> None:
    record_event(
        action=action,
        organisation=invitation.organisation,
        actor=by,
        subject=tracked_as(invitation),
        now=now,
        details=details,
    )
