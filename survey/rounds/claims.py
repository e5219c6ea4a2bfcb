"""Keeping what a browser holds in the account that is made there.

Bound when signing up, handed over when the account is first signed in, in whatever browser:
whoever signs in knows the password that was chosen beside the answers. A letter that went to
a mistyped address opens nothing, since a password set by letter ends what was bound.

Who came by a link to go on may be a stranger: what such a browser asks for waits, and the
one the enterprise began in is told on every page, agrees at once or shuts the other out.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from allauth.account.signals import password_reset, user_signed_up
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access.actions import Action, may
from accounts.access.visitors import visitor_of
from accounts.audit.services import record_event
from accounts.held import Held, is_claimed, left_out
from accounts.models import Membership, Organisation, User
from accounts.services import add_member
from survey.errors import SurveyError
from survey.models import PendingClaim
from survey.rounds.resume_links import close_links

# How long the browser that began it may object.
OBJECT_WITHIN = timedelta(days=14)


@transaction.atomic
def bind(*, enterprises: Iterable[Organisation], user: User, now: datetime) -> None:
    """What shall go to this account; what was bound to another address before is so no more."""
    for enterprise in enterprises:
        PendingClaim.objects.update_or_create(
            organisation=enterprise,
            defaults={"user": user, "made_at": now, "binds_at": None},
        )
        _record("enterprise.bound", enterprise, user, now)


@transaction.atomic
def ask_to_take_over(
    *,
    enterprise: Organisation,
    user: User,
    now: datetime,
) -> PendingClaim | None:
    """Asked for in a browser that came by a link: None once the account has it.

    Until then what waits. Asked again, the days go on; another account begins them anew.
    What the browser itself bound that began it stays bound. Raises SurveyError: claimed.
    """
    locked = Organisation.objects.select_for_update().get(pk=enterprise.pk)
    if is_claimed(locked):
        raise SurveyError("claimed", organisation=str(enterprise.public_id))
    waiting = PendingClaim.objects.filter(organisation=enterprise).first()
    if waiting is None or _is_anothers(waiting, user):
        # A row of its own: who agreed to the one before did not agree to this account.
        PendingClaim.objects.filter(organisation=enterprise).delete()
        waiting = PendingClaim.objects.create(
            organisation=enterprise,
            user=user,
            made_at=now,
            binds_at=now + OBJECT_WITHIN,
        )
        _record("enterprise.asked_for", enterprise, user, now)
    if waiting.user_id == user.pk and _is_due(waiting, now):
        claim(organisation=enterprise, user=user, now=now)
        return None
    return waiting


def waiting_for(
    *,
    enterprise: Organisation,
    user: User,
    now: datetime,
) -> PendingClaim | None:
    """What this account has asked for, while the browser that began it may object."""
    own = PendingClaim.objects.filter(organisation=enterprise, user=user)
    waiting = own.filter(binds_at__gt=now)
    return waiting.select_related("organisation").first()


def _is_anothers(waiting: PendingClaim, user: User) -> bool:
    return waiting.user_id != user.pk and waiting.binds_at is not None


def _is_due(pending: PendingClaim, now: datetime) -> bool:
    return pending.binds_at is None or pending.binds_at <= now


@transaction.atomic
def let_take_over(
    *,
    enterprise: Organisation,
    asked_for: str,
    by: User | None,
    now: datetime,
) -> Membership:
    """The browser that began it agrees to what another asked for, before its days are over.

    asked_for: the key of what it was told of; another account may have asked since.
    by: who is signed in there, if anybody. Raises SurveyError: nobody_asks.
    """
    waiting = PendingClaim.objects.filter(
        organisation=enterprise,
        binds_at__isnull=False,
    )
    asked = waiting.select_related("user").first()
    if asked is None or str(asked.pk) != asked_for:
        raise SurveyError("nobody_asks", organisation=str(enterprise.public_id))
    _record("enterprise.handed_over", enterprise, by, now)
    return claim(organisation=enterprise, user=asked.user, now=now)


def asked_for_by_others(held: Held) -> list[PendingClaim]:
    """What a browser that came by a link asked for, of the enterprises begun in this one."""
    waiting = PendingClaim.objects.filter(
        organisation__public_id__in=held.begun,
        organisation__claimed_at__isnull=True,
        binds_at__isnull=False,
    )
    return list(waiting.select_related("organisation", "user"))


def keep_bound(*, user: User, now: datetime) -> list[Organisation]:
    """Make the user the owner of what is bound to the account, and nobody owns yet."""
    kept = []
    bound = PendingClaim.objects.filter(user=user).select_related("organisation")
    for pending in bound:
        if not _is_due(pending, now):
            continue
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


def _record(
    action: str,
    enterprise: Organisation,
    user: User | None,
    now: datetime,
) -> None:
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
    now = timezone.now()
    visitor = visitor_of(request)
    kept = visitor.held.enterprises().exclude(public_id__in=left_out(request))
    for enterprise in kept:
        if may(visitor, Action.HAND_OVER, enterprise):
            bind(enterprises=[enterprise], user=user, now=now)
        else:
            ask_to_take_over(enterprise=enterprise, user=user, now=now)


def _on_sign_in(sender: type, request: HttpRequest, user: User, **more: object) -> None:
    for enterprise in keep_bound(user=user, now=timezone.now()):
        words = _("%(name)s is now in your account.") % {"name": enterprise.name}
        # Commands and tests sign people in without pages.
        messages.success(request, words, fail_silently=True)


def _on_reset(sender: type, request: HttpRequest, user: User, **more: object) -> None:
    unbind(user=user, now=timezone.now())


@transaction.atomic
def claim(*, organisation: Organisation, user: User, now: datetime) -> Membership:
    """Make `user` the owner of an enterprise nobody owns yet; links sent before stop working."""
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    own = Membership.objects.filter(user=user, organisation=locked).first()
    if own:
        return own
    if locked.kind != Organisation.Kind.ENTERPRISE or is_claimed(locked):
        raise SurveyError("claimed", organisation=str(locked.public_id))

    membership = add_member(
        organisation=locked, user=user, role=Membership.Role.OWNER, by=user, now=now
    )
    # Whoever was sent a link may be somebody else than the one who owns it now.
    close_links(locked, now)
    PendingClaim.objects.filter(organisation=locked).delete()
    record_event(
        action="enterprise.claimed",
        organisation=locked,
        actor=user,
        subject=f"organisation:{locked.public_id}",
        now=now,
    )
    return membership
