"""Writes: wanting no more letters of a kind, and wanting them again."""

from datetime import datetime

from django.db import transaction

from accounts.audit.services import record_event
from accounts.models import LetterStop, User
from accounts.outbox.addresses import folded
from accounts.outbox.stopping.unasked import Unasked


@transaction.atomic
def stop_letters(*, unasked: Unasked, address: str, now: datetime) -> None:
    """Twice has the effect of once. Who it was stands in no log."""
    stop, is_new = LetterStop.objects.get_or_create(
        address=folded(address),
        sender=unasked.sender,
        kind=unasked.kind,
        defaults={"since": now},
    )
    if is_new:
        _record("letters.stopped", stop, None, now)


@transaction.atomic
def want_letters_again(*, stop: LetterStop, by: User, now: datetime) -> None:
    _record("letters.wanted_again", stop, by, now)
    stop.delete()


def _record(action: str, stop: LetterStop, by: User | None, now: datetime) -> None:
    record_event(
        action=action,
        organisation=stop.sender,
        actor=by,
        subject=f"letters:{stop.kind}",
        now=now,
    )
