"""Ending a link that asks to confirm an address, before it is used."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.audit.services import record_event
from accounts.models import User


@transaction.atomic
def give_up_address(*, address: EmailAddress, by: User | None, now: datetime) -> None:
    """The link sent to it opens nothing any more, and the address is forgotten.

    An account that was made with it and never used goes with it. Twice has the effect of once.
    """
    unconfirmed = EmailAddress.objects.select_for_update().filter(verified=False)
    given_up = unconfirmed.filter(pk=address.pk).select_related("user").first()
    if given_up is None:
        return
    user = given_up.user
    is_unused = _was_never_used(user)
    record_event(
        action="account.address_given_up",
        organisation=None,
        actor=by,
        subject=f"user:{user.pk}",
        now=now,
        details={"account": is_unused},
    )
    if is_unused:
        user.delete()
    else:
        given_up.delete()


def _was_never_used(user: User) -> bool:
    if user.last_login or user.is_staff or user.memberships.exists():
        return False
    return not EmailAddress.objects.filter(user=user, verified=True).exists()


def give_up_others(*, user: User, now: datetime) -> None:
    """Another address is given in place of those that were never confirmed."""
    others = EmailAddress.objects.filter(user=user, verified=False, primary=False)
    for address in others:
        give_up_address(address=address, by=user, now=now)


def give_up_sign_up(*, user: User, now: datetime) -> None:
    """Asked for in the browser where the account was made, and of no effect once it is used."""
    if not _was_never_used(user):
        return
    for address in EmailAddress.objects.filter(user=user, verified=False):
        give_up_address(address=address, by=None, now=now)
