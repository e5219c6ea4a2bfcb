"""iCalendar files (RFC 5545): events of whole days, which a file read in once more changes.

The newer of two with the same name counts.
"""

from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from language.texts import language

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)  # a later change has a higher number
CONTENT_TYPE = "text/calendar; charset=utf-8"


def site_host() -> str:
    """What makes the identities of events ours."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def new_calendar(of: str, name: str) -> Calendar:
    """of: what it is of, as programs read it. name: as people do."""
    calendar = Calendar()
    calendar.add("prodid", f"-//San Sang So//{of}//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    # icalendar escapes no line breaks here.
    calendar.add("x-wr-calname", " ".join(name.split()))
    calendar.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
    return calendar


def day_event(
    public_id: object, day: date, changed_at: datetime, host: str, summary: str
) -> Event:
    """A whole day: without an hour it is the same day wherever it is read."""
    event = Event()
    # The same in every file, so that a second import changes the event and adds none.
    event.add("uid", f"{public_id}@{host}")
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("sequence", int((changed_at - BEGAN).total_seconds()))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", summary, parameters={"language": language()})
    # A day with something due is not a day that is taken.
    event.add("transp", "TRANSPARENT")
    return event
