"""What is told, and how little of it: whoever wants more asks the API, with its own right. Pure."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

# What a provider chooses by; an event is one of these and a verb: "lead.accepted".
TOPICS = ("lead", "complaint", "rating", "vetting", "pause")
TEST = "webhook.test"


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
    """Raises ValueError where nobody could choose it."""
    topic = event.partition(".")[0]
    if topic not in TOPICS:
        raise ValueError(f"{event!r} is of no topic")
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
