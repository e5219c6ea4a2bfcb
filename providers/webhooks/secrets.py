"""Secrets that webhooks are signed with: kept locked, as a copy of the database must not sign."""

from base64 import b64encode
from collections.abc import Iterable
from datetime import UTC, datetime
from secrets import token_bytes

from standardwebhooks import Webhook

from accounts.sessions.kept_secrets import box_for

PURPOSE = b"providers.webhooks"
LENGTH = 32  # bytes


def new_secret() -> str:
    """As libraries of standardwebhooks take it."""
    return "whsec_" + b64encode(token_bytes(LENGTH)).decode()


def locked(secret: str) -> str:
    return box_for(PURPOSE).encrypt(secret.encode()).decode()


def opened(secret: str) -> str:
    """Raises InvalidToken where no key of today opens it."""
    return box_for(PURPOSE).decrypt(secret.encode()).decode()


def headers_of(
    number: str, body: str, secrets: Iterable[str], now: datetime
) -> dict[str, str]:
    """Signed by each secret: whoever knows one of them can verify it.

    number: the same each time the message is sent, so that its reader drops the second.
    """
    # The library takes whatever clock it is given for that of Greenwich.
    moment = now.astimezone(UTC)
    signatures = [Webhook(secret).sign(number, moment, body) for secret in secrets]
    return {
        "webhook-id": number,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
