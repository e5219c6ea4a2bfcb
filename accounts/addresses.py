"""Another address for an account, given by who runs the site."""

from datetime import datetime

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import translation

from accounts.email import LetterNotSentError
from accounts.models import User
from accounts.sessions.services import end_sessions_of


def is_confirmed_by_another(email: str, user: User | None) -> bool:
    addresses = EmailAddress.objects.filter(email__iexact=email, verified=True)
    return addresses.exclude(user=user).exists()


@transaction.atomic
def follow_address(*, user: User, before: str, by: User | None, now: datetime) -> None:
    """Only the address that the account has now opens it and gets its letters.

    It counts as confirmed, as that of an account made for somebody does.
    """
    others = EmailAddress.objects.filter(user=user).exclude(email=user.email)
    confirmed = set(others.filter(verified=True).values_list("email", flat=True))
    others.delete()

    terms = {"verified": True, "primary": True}
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults=terms)
    end_sessions_of(user=user, by=by, now=now)
    for address in sorted({before, *confirmed}):
        _tell(user, address)


def _tell(user: User, address: str) -> None:
    adapter, changed = get_adapter(), {"from_email": address, "to_email": user.email}
    try:
        with translation.override(user.language):
            adapter.send_notification_mail(
                "account/email/email_changed", user, changed, email=address
            )
    except LetterNotSentError:
        # That nothing arrives there any more may be why it was changed.
        return
