"""What the page for whoever programs a provider's system shows word by word."""

from datetime import UTC, datetime
from uuid import UUID

from providers.webhooks.events import EVENTS, About, body_of
from providers.webhooks.wording import TOPICS

NUMBER = "msg_0e0b3c5d9f3b4a0c8a6f1d2e3c4b5a69"
LEAD = About("lead", UUID("5d1ea2b1-b0be-466c-b240-26ba91996d4d"), "accepted")
MOMENT = datetime(2026, 12, 1, 2, tzinfo=UTC)
HEADS = f"""\
content-type: application/json
webhook-id: {NUMBER}
webhook-timestamp: {int(MOMENT.timestamp())}
webhook-signature: v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
"""
VERIFYING = """\
from standardwebhooks import Webhook, WebhookVerificationError


def take(headers, body, secret, seen, do):
    try:
        message = Webhook(secret).verify(body, headers)
    except WebhookVerificationError:
        return 401
    if headers["webhook-id"] not in seen:
        do(message)
        seen.add(headers["webhook-id"])
    return 204
"""


def example_at(url: str) -> str:
    """A message as it comes. url: where the API tells of the request."""
    return f"{HEADS}\n{body_of('lead.accepted', LEAD, url, MOMENT)}"


def told_topics() -> list[tuple]:
    """Each with its words and its events; none that nobody is told of yet."""
    return [
        (TOPICS[topic], ", ".join(events)) for topic, events in EVENTS.items() if events
    ]
