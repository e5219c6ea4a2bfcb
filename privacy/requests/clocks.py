"""The terms of what persons ask for, from fixtures/registry/request_terms.yaml."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from registry.files import registry
from registry.working_days import Due, after, working_days_until

CALENDAR = "calendar_days"


def acknowledge_by(received_at: datetime) -> Due:
    return after(_day(received_at), registry("request_terms")["acknowledge"])


def due(kind: str, received_at: datetime) -> Due:
    return _end(_day(received_at), _terms(kind)["days"])


def extended(kind: str, due_on: date) -> Due:
    """The new end, counted from the old one."""
    return _end(due_on, _terms(kind)["more"])


def days(kind: str) -> int:
    return _terms(kind)["days"]


def days_left(due_on: date, now: datetime) -> int:
    """Working days after today; below 0 so many too late."""
    return working_days_until(_day(now), due_on)


def is_overdue(due_on: date, now: datetime) -> bool:
    return due_on < _day(now)


def _terms(kind: str) -> dict[str, int]:
    return registry("request_terms")["kinds"][kind]


def _end(day: date, count: int) -> Due:
    # Of most terms the decree does not say which days; the file says how it is read.
    if registry("request_terms")["counted"] == CALENDAR:
        return Due(day + timedelta(days=count))
    return after(day, count)


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)
