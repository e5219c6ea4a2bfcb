"""Keeping what a browser holds in the account that is made there.

Bound when signing up, handed over when the account is first signed in, in whatever browser:
whoever signs in knows the password that was chosen beside the answers. A letter that went to
a mistyped address opens nothing, since a password set by letter ends what was bound.
"""

from collections.abc import Iterable
from datetime import datetime

from allauth.account.signals import password_reset, user_signed_up
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import held_enterprises, visitor_of
from accounts.held import left_out
from accounts.models import Organisation, User
from accounts.services import record_event
from survey.errors import SurveyError
from survey.models import PendingClaim
from survey.rounds.services import claim


@transaction.atomic
def bind(*, enterprises: Iterable[Organisation], user: User, now: datetime) -> None:
    """What shall go to this account; what was bound to another address before is so no more."""
    for enterprise in enterprises:
        PendingClaim.objects.update_or_create(
            organisation=enterprise, defaults={"user": user, "made_at": now}
        )
        _record("enterprise.bound", enterprise, user, now)


def keep_bound(*, user: User, now: datetime) -> list[Organisation]:
    """Make the user the owner of what is bound to the account, and nobody owns yet."""
    kept = []
    bound = PendingClaim.objects.filter(user=user).select_related("organisation")
    for pending in bound:
        try:
            claim(organisation=pending.organisation, user=user, now=now)
        except SurveyError:  # somebody else was quicker, with the same browser
            pending.delete()
        else:
            kept.append(pending.organisation)
    return kept


@transaction.atomic
def unbind(*, user: User, now: datetime) -> None:
    """Nothing is handed over any more; the browser that holds it goes on holding it."""
    bound = PendingClaim.objects.filter(user=user).select_related("organisation")
    for pending in bound:
        _record("enterprise.unbound", pending.organisation, user, now)
    bound.delete()


def _record(action: str, enterprise: Organisation, user: User, now: datetime) -> None:
    record_event(
        action=action,
        organisation=enterprise,
        actor=user,
        subject=f"organisation:{enterprise.public_id}",
        now=now,
    )


def watch_accounts() -> None:
    """Called when the site starts."""
    name = "survey.rounds.claims"
    user_signed_up.connect(_on_sign_up, dispatch_uid=name)
    user_logged_in.connect(_on_sign_in, dispatch_uid=name)
    password_reset.connect(_on_reset, dispatch_uid=name)


def _on_sign_up(sender: type, request: HttpRequest, user: User, **more: object) -> None:
    held = held_enterprises(visitor_of(request))
    kept = held.exclude(public_id__in=left_out(request))
    bind(enterprises=kept, user=user, now=timezone.now())


def _on_sign_in(sender: type, request: HttpRequest, user: User, **more: object) -> None:
    for enterprise in keep_bound(user=user, now=timezone.now()):
        words = _("%(name)s is now in your account.") % {"name": enterprise.name}
        # Commands and tests sign people in without pages.
        messages.success(request, words, fail_silently=True)


def _on_reset(sender: type, request: HttpRequest, user: User, **more: object) -> None:
    unbind(user=user, now=timezone.now())
