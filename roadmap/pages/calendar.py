"""A roadmap as an iCalendar file (RFC 5545): an event for each step, when due.

Read in once more, it changes what a calendar has of it: the newer of two with the same name
counts, and what is done or taken out since goes.
"""

from datetime import UTC, date, datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from language.texts import language
from roadmap.pages.description import RoadmapDescription
from roadmap.pages.parts import StepDescription
from roadmap.queries import GoneStep

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)  # a later change has a higher number
CONTENT_TYPE = "text/calendar; charset=utf-8"


def calendar_of(
    description: RoadmapDescription, gone: list[GoneStep], *, address: str, host: str
) -> bytes:
    """gone: what stood in it once. address: of the roadmap's page.

    host: makes the identities of events ours.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//San Sang So//Roadmap//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    # icalendar escapes no line breaks here.
    name = " ".join(description.roadmap.organisation.name.split())
    calendar.add("x-wr-calname", _("Roadmap – %(name)s") % {"name": name})
    calendar.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
    for step in description.steps:
        calendar.add_component(_event(step, address, host))
    for taken_out in gone:
        calendar.add_component(_cancelled(taken_out, host))
    return calendar.to_ical()


def _event(description: StepDescription, address: str, host: str) -> Event:
    """A whole day: without an hour it is the same day wherever it is read."""
    step = description.step
    event = _day_of(step.public_id, step.due, step.changed_at, host)
    event.add("status", "CANCELLED" if description.is_done else "CONFIRMED")
    in_words = {"language": language()}
    event.add("summary", description.name, parameters=in_words)
    event.add("description", "\n".join(_lines(description, address)))
    event.add("url", address)
    # A day with a step due is not a day that is taken.
    event.add("transp", "TRANSPARENT")
    return event


def _cancelled(step: GoneStep, host: str) -> Event:
    event = _day_of(step.public_id, step.due, step.at, host)
    event.add("status", "CANCELLED")
    in_words = {"language": language()}
    event.add("summary", _("Taken out of the roadmap"), parameters=in_words)
    event.add("transp", "TRANSPARENT")
    return event


def _day_of(public_id: object, due: date, changed_at: datetime, host: str) -> Event:
    event = Event()
    # The same in every file, so that a second import changes the event and adds none.
    event.add("uid", f"{public_id}@{host}")
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("sequence", int((changed_at - BEGAN).total_seconds()))
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))
    return event


def _lines(description: StepDescription, address: str) -> list[str]:
    lines = [description.do]
    if description.who:
        lines.append(_("Who: %(who)s") % {"who": description.who})
    lines += [description.step.note, address]
    return [line for line in lines if line]
