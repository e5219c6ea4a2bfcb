"""Making tokens and ending them; each time with its entry in the audit log and a letter."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction

from accounts.access.programs import Right
from accounts.audit.services import record_event
from accounts.errors import AccountError
from accounts.models import ApiToken, Organisation, User
from accounts.programs.email import tell_of_token
from accounts.programs.secrets import (
    PERSONAL,
    SERVICE,
    new_secret,
    shown_beginning,
)
from accounts.tokens import token_hash

USUAL_DAYS, MOST_DAYS = 90, 365
MOST_TOKENS = 20  # of one account that have not ended


@transaction.atomic
def make_token(
    *,
    user: User,
    organisation: Organisation | None,
    name: str,
    rights: Collection[str],
    now: datetime,
    days: int = USUAL_DAYS,
) -> tuple[ApiToken, str]:
    """(token, secret); the secret is told this one time.

    organisation: for which its maker may connect programs, as whoever calls has judged.
    Raises AccountError: unknown_rights, wrong_days, too_many_tokens.
    """
    rights = sorted({str(right) for right in rights})
    if set(rights) - set(Right):
        raise AccountError("unknown_rights", rights=rights)
    if not 1 <= days <= MOST_DAYS:
        raise AccountError("wrong_days", most=MOST_DAYS)
    # Two forms at once do not pass the limit together.
    User.objects.select_for_update().get(pk=user.pk)
    standing = user.api_tokens.filter(ended_at__isnull=True, expires_at__gt=now)
    if standing.count() >= MOST_TOKENS:
        raise AccountError("too_many_tokens", most=MOST_TOKENS)
    secret = new_secret(SERVICE if organisation else PERSONAL)
    token = ApiToken.objects.create(
        user=user,
        organisation=organisation,
        name=name,
        rights=rights,
        secret_hash=token_hash(secret),
        beginning=shown_beginning(secret),
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    _record("token.made", token, user, now, rights=rights, days=days)
    tell_of_token(token)
    return token, secret


@transaction.atomic
def end_token(*, token: ApiToken, by: User | None, now: datetime) -> None:
    """At once; a second call changes nothing."""
    standing = ApiToken.objects.filter(pk=token.pk, ended_at__isnull=True)
    if standing.update(ended_at=now):
        _record("token.ended", token, by, now)


def note_use(token: ApiToken, today: date) -> None:
    """Written once a day, however often a program comes."""
    if token.used_on != today:
        ApiToken.objects.filter(pk=token.pk).update(used_on=today)


def _record(
    action: str, token: ApiToken, by: User | None, now: datetime, **details: object
) -> None:
    record_event(
        action=action,
        organisation=token.organisation,
        actor=by,
        subject=f"token:{token.public_id}",
        now=now,
        details=details,
    )
