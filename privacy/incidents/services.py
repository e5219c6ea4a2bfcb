"""Writes on the register of incidents. Of texts the log tells only that they changed."""

from collections.abc import Iterable
from datetime import UTC, datetime

from django.db import transaction

from accounts.audit.services import record_event
from accounts.models import User
from privacy.models import Incident

# Hold no words, so that the log may hold what they were set to.
TOLD_BY_VALUE = {
    "detected_at",
    "persons",
    "harm",
    "notified_at",
    "persons_told_at",
    "closed_at",
}


@transaction.atomic
def note_incident(*, incident: Incident, by: User, now: datetime) -> Incident:
    incident.noted_by, incident.noted_at = by, now
    incident.save(force_insert=True)
    _record("incident.noted", incident, sorted(TOLD_BY_VALUE), by, now)
    return incident


@transaction.atomic
def change_incident(
    *, incident: Incident, fields: Iterable[str], by: User, now: datetime
) -> Incident:
    """Keep these fields as they are now; nothing is written where none changed."""
    fields = sorted(fields)
    if not fields:
        return incident
    incident.save(update_fields=fields)
    is_closed = "closed_at" in fields and incident.closed_at
    action = "incident.closed" if is_closed else "incident.changed"
    _record(action, incident, fields, by, now)
    return incident


def _record(
    action: str, incident: Incident, fields: list[str], by: User, now: datetime
) -> None:
    values = {name: _written(getattr(incident, name)) for name in fields}
    told = {name: values[name] for name in fields if name in TOLD_BY_VALUE}
    record_event(
        action=action,
        organisation=None,
        actor=by,
        subject=f"incident:{incident.public_id}",
        now=now,
        details={"fields": fields, **told},
    )


def _written(value: object) -> object:
    is_moment = isinstance(value, datetime)
    return value.astimezone(UTC).isoformat() if is_moment else value
