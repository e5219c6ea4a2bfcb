"""The ends of all chains, kept in a file outside of the database, a line a night.

Each line has the mark of the one before it and its own (HMAC under SECRET_KEY): who can write to
the database alone cannot make one, who can write to the file alone cannot take one out unseen,
since the log names the mark of the last one.
"""

import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.audit.services import record_event
from accounts.audit.verify import Anchor, anchors
from accounts.models import AuditEvent, AuditHead

KEPT = "log.ends_kept"
SALT = "accounts.audit.ends"


class Kept(NamedTuple):
    """What the file says.

    marks: of all its lines, the newest last. is_whole: none is missing. is_of_today: the newest
    line was marked under the SECRET_KEY of today, and no longer one of before.
    """

    ends: dict[str, Anchor]
    marks: list[str]
    is_whole: bool
    is_of_today: bool


def kept_ends() -> Kept:
    ends: dict[str, Anchor] = {}
    marks: list[str] = []
    is_whole = True
    is_of_today = False
    for line in _lines():
        if line["full"]:
            ends, is_whole = {}, True
        elif not marks or line["before"] != marks[-1]:
            is_whole = False
        ends |= {chain: Anchor(chain, *end) for chain, end in line["ends"].items()}
        for chain in line["gone"]:
            ends.pop(chain, None)
        marks.append(line["mark"])
        is_of_today = line["is_of_today"]
    last = _last_told()
    is_whole = is_whole and (last is None or last in marks)
    return Kept(ends, marks, is_whole, is_of_today)


@transaction.atomic
def keep_ends(*, now: datetime, is_full: bool = False) -> None:
    """Add what has changed since the last line; once the log was proved to hold.

    is_full: nothing of before counts any more, as after going back to a backup.
    """
    # One after the other.
    AuditHead.objects.select_for_update().filter(chain="log").first()
    kept = kept_ends()
    is_full = is_full or not kept.is_of_today
    known = {} if is_full else kept.ends
    today = {anchor.chain: anchor for anchor in anchors()}
    line = {
        "at": now.isoformat(),
        "full": is_full,
        "before": kept.marks[-1] if kept.marks else "",
        "ends": {
            chain: [anchor.number, anchor.seal]
            for chain, anchor in today.items()
            if known.get(chain) != anchor
        },
        "gone": sorted(known.keys() - today.keys()),
    }
    mark = _mark(line, settings.SECRET_KEY)
    _append(line | {"mark": mark})
    record_event(
        action=KEPT,
        organisation=None,
        actor=None,
        subject="log:ends",
        now=now,
        details={"mark": mark, "full": is_full},
    )


def _last_told() -> str | None:
    told = AuditEvent.objects.filter(chain="log", action=KEPT).order_by("number").last()
    return told and told.details["mark"]


def _lines() -> Iterator[dict]:
    """Those that this site has written. Of what is none, the ones after it and the log tell."""
    try:
        written = Path(settings.AUDIT_ENDS).read_bytes().splitlines()
    except FileNotFoundError:
        return
    for text in written:
        line = _read(text)
        if line is not None:
            yield line


def _read(text: bytes) -> dict | None:
    try:
        line = json.loads(text)
        mark = str(line.pop("mark"))
    except (ValueError, AttributeError, KeyError, TypeError):
        return None
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    marks = [_mark(line, key) for key in keys]
    if not any(constant_time_compare(mark, known) for known in marks):
        return None
    return line | {"mark": mark, "is_of_today": mark == marks[0]}


def _mark(line: dict, key: str) -> str:
    text = json.dumps(line, sort_keys=True)
    return salted_hmac(SALT, text, secret=key, algorithm="sha256").hexdigest()


def _append(line: dict) -> None:
    """Begins with the end of a line: half of one stands there where the power failed."""
    path = Path(settings.AUDIT_ENDS)
    path.parent.mkdir(parents=True, exist_ok=True)
    opened = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(opened, "w", encoding="utf-8") as file:
        file.write(f"\n{json.dumps(line)}\n")
        file.flush()
        os.fsync(file.fileno())
