"""What pages say of an endpoint, of a message and of a try."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from providers.models import WebhookDelivery, WebhookEndpoint, WebhookTry
from providers.webhooks.ending import GIVEN_UP_AFTER
from providers.webhooks.events import TOPICS
from providers.webhooks.queries import Logged, stands
from providers.webhooks.sending import number_of
from providers.webhooks.wording import IN_THE_WAY, STANDS, STATES
from providers.webhooks.wording import TOPICS as WORDS


@dataclass(frozen=True)
class EndpointRow:
    """off_at: when it is switched off by itself, where nobody answers until then."""

    endpoint: WebhookEndpoint
    state: str
    words: Promise
    badge: str
    topics: list[Promise]
    turns_until: datetime | None
    off_at: datetime | None


def described(endpoint: WebhookEndpoint) -> EndpointRow:
    state = stands(endpoint)
    words, badge = STANDS[state]
    since = endpoint.failing_since
    turning = endpoint.is_turning_at(timezone.now())
    return EndpointRow(
        endpoint=endpoint,
        state=state,
        words=words,
        badge=badge,
        topics=[WORDS[topic] for topic in endpoint.topics or TOPICS],
        turns_until=endpoint.former_until if turning else None,
        off_at=since + GIVEN_UP_AFTER if since and endpoint.is_on else None,
    )


@dataclass(frozen=True)
class MessageRow:
    """number: as its reader knows it. next_at: when it is tried again."""

    message: WebhookDelivery
    number: str
    words: Promise
    badge: str
    answer: str
    next_at: datetime | None


def described_message(logged: Logged) -> MessageRow:
    message = logged.delivery
    words, badge = STATES[message.state]
    is_waiting = message.state == WebhookDelivery.State.WAITING
    return MessageRow(
        message=message,
        number=number_of(message),
        words=words,
        badge=badge,
        answer=answer_of(logged.last) if logged.last else "",
        next_at=message.due_at if is_waiting and message.tries else None,
    )


def answer_of(each: WebhookTry) -> str:
    """A status as it is known, or what was in the way."""
    if each.status is None:
        return str(IN_THE_WAY[each.problem])
    if 300 <= each.status < 400:
        return _("%(status)s: leads elsewhere, which is not followed") % {
            "status": each.status
        }
    return str(each.status)
