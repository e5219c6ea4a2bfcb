"""Letters by which people set a password themselves: no administrator ever knows one."""

from datetime import datetime

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction
from django.utils import translation

from accounts.audit.services import record_event
from accounts.models import User
from accounts.services import change_user

FIRST, ANOTHER = "account/email/account_made", "account/email/password_reset_key"


@transaction.atomic
def make_account(*, user: User, by: User, now: datetime) -> None:
    """For somebody else: with the letter alone it can be signed in to.

    So its address counts as confirmed. user: not kept yet.
    """
    user.set_unusable_password()
    change_user(user=user, fields=(), by=by, now=now)
    EmailAddress.objects.create(
        user=user, email=user.email, verified=True, primary=True
    )
    _send(FIRST, user, by, now)


@transaction.atomic
def send_password_letter(*, user: User, by: User, now: datetime) -> None:
    """What stands until then goes on opening the account."""
    _send(ANOTHER, user, by, now)


def _send(letter: str, user: User, by: User, now: datetime) -> None:
    adapter = get_adapter()
    secret = default_token_generator.make_token(user)
    key = f"{user_pk_to_url_str(user)}-{secret}"
    link = adapter.get_reset_password_from_key_url(key)
    with translation.override(user.language):
        adapter.send_mail(letter, user.email, {"password_reset_url": link})
    record_event(
        action="user.password_letter_sent",
        organisation=None,
        actor=by,
        subject=f"user:{user.pk}",
        now=now,
    )
