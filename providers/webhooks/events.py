"""What is told, and how little of it: whoever wants more asks the API, with its own right. Pure."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

# What a provider chooses by; an event is one of these and a verb: "lead.accepted".
TOPICS = ("lead", "complaint", "rating", "vetting", "pause")
TEST = "webhook.test"
# All that is told, by topic; docs/webhooks.md and the page for whoever programs a system name them.
VERBS = {
    "lead": (
        "asked accepted declined returned mended talking message offered offer_refused"
        " agreed delivered not_delivered outcome closed withdrawn released expired reminded"
    ),
    "complaint": "opened answered passed_on upheld refused appealed withdrawn",
    "rating": "given replied hidden shown",
    "vetting": "asked returned accepted declined suspended lifted revoked expired",
    "pause": "begun ended",
}
EVENTS = {
    topic: [f"{topic}.{verb}" for verb in VERBS[topic].split()] for topic in TOPICS
}


@dataclass(frozen=True)
class About:
    """What an event happened to: of which kind, its public id, and as what it stands since.

    There is no place for a name, an address or a word of anybody: an id and a code only.
    """

    kind: str
    id: UUID
    state: str

    def __post_init__(self) -> None:
        for code in (self.kind, self.state):
            if not code.isascii() or not code.isidentifier():
                raise ValueError(f"{code!r} is no code")
        if not isinstance(self.id, UUID):
            raise TypeError("an id is a UUID")


def topic_of(event: str) -> str:
    """Raises ValueError where nobody could know of it."""
    topic = event.partition(".")[0]
    if event not in EVENTS.get(topic, ()):
        raise ValueError(f"{event!r} is not listed in providers.webhooks.events")
    return topic


def body_of(event: str, about: About, url: str, now: datetime) -> str:
    """url: where the API says more, if it does."""
    data = {"kind": about.kind, "id": str(about.id), "state": about.state}
    content = {
        "type": event,
        "timestamp": now.astimezone(UTC).isoformat(timespec="milliseconds"),
        "data": data | ({"url": url} if url else {}),
    }
    return json.dumps(content, separators=(",", ":"))
