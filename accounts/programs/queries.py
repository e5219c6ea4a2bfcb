"""Reads of tokens."""

from datetime import datetime

from django.db.models import Q, QuerySet

from accounts.access.programs import connected_by
from accounts.access.visitors import Visitor
from accounts.models import ApiToken
from accounts.prepared import Prepared
from accounts.programs.secrets import can_be_secret
from accounts.tokens import token_hash

_TOKEN = Prepared(
    lambda: ApiToken.objects.select_related("user", "organisation"), "secret_hash"
)


def token_of(secret: str, now: datetime) -> ApiToken | None:
    """The one that opens something now; None for whatever else was sent."""
    # Most that is sent by guessing is no secret at all, and costs no query.
    if not can_be_secret(secret):
        return None
    token = _TOKEN.first(secret_hash=token_hash(secret))
    if token is None or not token.user.is_active:
        return None
    is_over = token.ended_at is not None or token.expires_at <= now
    return None if is_over else token


def tokens_seen_by(visitor: Visitor) -> QuerySet[ApiToken]:
    """One's own, and those that others made for an organisation one answers for."""
    own = Q(user=visitor.user)
    of_organisations = Q(organisation__in=connected_by(visitor))
    tokens = ApiToken.objects.filter(own | of_organisations)
    return tokens.select_related("user", "organisation").order_by("-made_at", "-pk")


def standing_tokens(visitor: Visitor, now: datetime) -> QuerySet[ApiToken]:
    standing = tokens_seen_by(visitor).filter(ended_at__isnull=True)
    return standing.filter(expires_at__gt=now)
