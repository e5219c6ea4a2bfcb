"""Working days in Vietnam: weekdays without public holidays, and swapped Saturdays."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from registry.files import registry

SATURDAY = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Due:
    """The last day of a term.

    unlisted: years it runs through whose holidays are not listed. They were counted as if they
    had none, so what is due may only be due later.
    """

    day: date
    unlisted: tuple[int, ...] = ()


def is_listed(year: int) -> bool:
    return year in registry("holidays")["years"]


def is_working_day(day: date) -> bool:
    """In a year that is not listed every weekday is one: ask `is_listed`."""
    year = registry("holidays")["years"].get(day.year, {})
    if day in year.get("worked", ()):
        return True
    return day.weekday() < SATURDAY and day not in year.get("free", {})


def after(day: date, working_days: int) -> Due:
    """The end of so many working days; the day itself does not count."""
    passed, years = day, {day.year}
    for passed in _working_days_after(day, working_days):
        years.add(passed.year)
    return Due(passed, tuple(sorted(year for year in years if not is_listed(year))))


def working_days_until(today: date, due: date) -> int:
    """How many are left after today; below 0 how many it is late."""
    if due < today:
        return -_count(due, today)
    return _count(today, due)


def working_hours(start: datetime, end: datetime) -> float:
    """By the clock, without days on which nobody works. Both of one zone."""
    hours = 0.0
    day = start.date()
    while day <= end.date():
        if is_working_day(day):
            midnight = datetime.combine(day, time.min, start.tzinfo)
            ends = min(end, midnight + ONE_DAY)
            hours += (ends - max(start, midnight)).total_seconds() / 3600
        day += ONE_DAY
    return hours


def _count(start: date, end: date) -> int:
    days = (end - start).days
    return sum(is_working_day(start + ONE_DAY * day) for day in range(1, days + 1))


def _working_days_after(day: date, count: int) -> Iterator[date]:
    while count:
        day += ONE_DAY
        if is_working_day(day):
            count -= 1
            yield day
