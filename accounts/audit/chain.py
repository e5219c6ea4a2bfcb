"""The seal of an entry in the audit log: a digest of what it says and of the seal before it.

Whoever changes, takes out or puts in an entry breaks every seal after it. Pure.
"""

import json
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from hashlib import sha256


@dataclass(frozen=True)
class Entry:
    """What a seal covers, as it is kept.

    actor: the number of an account. It stays, and names nobody, when the account is gone.
    """

    chain: str
    number: int
    at: datetime
    actor: int | None
    action: str
    subject: str
    details: dict


def seal_of(entry: Entry, previous: str) -> str:
    """previous: the seal of the entry before; nothing before the first one."""
    digest = sha256()
    for part in (previous, *map(_written, astuple(entry))):
        content = part.encode()
        # With its length before it no part can run over into the next.
        digest.update(f"{len(content)}:".encode())
        digest.update(content)
    return digest.hexdigest()


def _written(part: object) -> str:
    if isinstance(part, datetime):
        return part.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(part, dict):
        return json.dumps(part, sort_keys=True, separators=(",", ":"))
    return "" if part is None else str(part)


def sealed(entries: list[Entry], previous: str) -> Iterator[tuple[str, str]]:
    """The seal before each of these and its own, for entries that follow each other."""
    for entry in entries:
        seal = seal_of(entry, previous)
        yield previous, seal
        previous = seal
