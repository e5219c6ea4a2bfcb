"""The published lengths: how long each step may take, and what comes of it. Pure."""

from datetime import date, timedelta

from registry.files import registry
from registry.working_days import after


def term(name: str) -> int:
    """In working days."""
    return registry("complaints")["terms"][name]


def due(day: date, name: str) -> date:
    return after(day, term(name)).day


def pause_days(name: str) -> int:
    return registry("complaints")["pauses"][name]


def last_day_of(first: date, days: int) -> date:
    """Of a pause of so many days, the first of which counts."""
    return first + timedelta(days=days - 1)


def most_files() -> int:
    return registry("complaints")["files"]["most"]


def published() -> dict[str, int]:
    """All of it, for the page that tells everybody."""
    lengths = registry("complaints")
    return {
        **lengths["terms"],
        **lengths["pauses"],
        "requests": lengths["overdue"]["requests"],
        "within": lengths["overdue"]["within"],
        "files": lengths["files"]["most"],
    }
