"""When letters of a campaign leave, and how far each should have been written to by a day.

Pure.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from registry.working_days import is_working_day

INVITED = 1  # how far somebody was written to who has the first letter
# Whoever was written to late gets no reminder the day after.
BETWEEN_LETTERS = timedelta(days=2)


def is_quiet(hour: int, quiet_from: int, quiet_until: int) -> bool:
    """Also over midnight; from and until the same hour is never."""
    if quiet_from <= quiet_until:
        return quiet_from <= hour < quiet_until
    return hour >= quiet_from or hour < quiet_until


def is_time_for_letters(
    local: datetime,
    *,
    quiet_from: int,
    quiet_until: int,
    on_working_days: bool,
) -> bool:
    """local: by the site's clock."""
    if is_quiet(local.hour, quiet_from, quiet_until):
        return False
    return not on_working_days or is_working_day(local.date())


def due_by(today: date, begins_on: date, reminder_days: Sequence[int]) -> int:
    """How far everybody should have been written to: 0 not yet, 1 invited, 2 reminded once …"""
    if today < begins_on:
        return 0
    passed = (today - begins_on).days
    return INVITED + sum(day <= passed for day in reminder_days)


def next_reminder(
    today: date,
    begins_on: date,
    ends_on: date,
    reminder_days: Sequence[int],
) -> date | None:
    """The day of the next reminder within the period; it leaves on a working day."""
    days = [begins_on + timedelta(days=day) for day in reminder_days]
    coming = [day for day in days if today < day <= ends_on]
    return min(coming, default=None)
