"""Links that show a result read-only to whoever has them."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from accounts.access.actions import Action, may
from accounts.access.visitors import Visitor
from accounts.audit.services import record_event
from accounts.models import User
from accounts.prepared import Prepared
from accounts.tokens import token_hash
from survey.models import Result, ShareLink
from survey.results.queries import result_of

SHARED_FOR = timedelta(days=90)


_OPEN = Prepared(
    lambda: ShareLink.objects.filter(revoked_at__isnull=True).order_by(
        "-created_at", "-pk"
    ),
    "result",
    "expires_at__gt",
)


@transaction.atomic
def make_share_link(
    *, result: Result, by: User, now: datetime
) -> tuple[ShareLink, str]:
    """A link that shows this result read-only to whoever has it, for 90 days.

    The token is told this once: only its hash is kept.
    """
    token = secrets.token_urlsafe(24)
    link = ShareLink.objects.create(
        result=result,
        token_hash=token_hash(token),
        created_by=by,
        created_at=now,
        expires_at=now + SHARED_FOR,
    )
    _log("share_link.made", link, by, now)
    return link, token


@transaction.atomic
def revoke_share_link(*, link: ShareLink, by: User, now: datetime) -> None:
    # Revoked by two people at once, it is logged for the first.
    in_force = ShareLink.objects.filter(pk=link.pk, revoked_at__isnull=True)
    if in_force.update(revoked_at=now):
        link.revoked_at = now
        _log("share_link.revoked", link, by, now)


def _log(action: str, link: ShareLink, by: User, now: datetime) -> None:
    result = link.result
    record_event(
        action=action,
        organisation=result.organisation,
        actor=by,
        subject=f"result:{result.public_id}",
        now=now,
    )


def shared_result(*, token: str, now: datetime) -> tuple[ShareLink, Result] | None:
    """The link and the result behind a token; None where it was revoked, ran out or never was."""
    links = ShareLink.objects.filter(
        token_hash=token_hash(token), revoked_at__isnull=True, expires_at__gt=now
    )
    link = links.first()
    if link is None:
        return None
    return link, result_of(link.result_id)


def open_links(result: Result, visitor: Visitor, now: datetime) -> list[ShareLink]:
    """The links of a result that still open it, newest first, for whoever may revoke them."""
    if not may(visitor, Action.SHARE, result.organisation):
        return []
    return _OPEN.all(result=result.pk, expires_at__gt=now)
