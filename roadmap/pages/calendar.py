"""A roadmap as an iCalendar file (RFC 5545): an event for each step, when due.

Read in once more, it changes what a calendar has of it: the newer of two with the same name
counts, and what is done or taken out since goes.
"""

from django.utils.translation import gettext as _
from icalendar import Event

from accounts.calendars import day_event, new_calendar
from roadmap.pages.description import RoadmapDescription
from roadmap.pages.parts import StepDescription
from roadmap.queries import GoneStep


def calendar_of(
    description: RoadmapDescription, gone: list[GoneStep], *, address: str, host: str
) -> bytes:
    """gone: what stood in it once. address: of the roadmap's page."""
    name = description.roadmap.organisation.name
    calendar = new_calendar("Roadmap", _("Roadmap – %(name)s") % {"name": name})
    for step in description.steps:
        calendar.add_component(_event(step, address, host))
    for taken_out in gone:
        calendar.add_component(_cancelled(taken_out, host))
    return calendar.to_ical()


def _event(description: StepDescription, address: str, host: str) -> Event:
    step = description.step
    event = day_event(step.public_id, step.due, step.changed_at, host, description.name)
    event.add("status", "CANCELLED" if description.is_done else "CONFIRMED")
    event.add("description", "\n".join(_lines(description, address)))
    event.add("url", address)
    return event


def _cancelled(step: GoneStep, host: str) -> Event:
    words = _("Taken out of the roadmap")
    event = day_event(step.public_id, step.due, step.at, host, words)
    event.add("status", "CANCELLED")
    return event


def _lines(description: StepDescription, address: str) -> list[str]:
    lines = [description.do]
    if description.who:
        lines.append(_("Who: %(who)s") % {"who": description.who})
    lines += [description.step.note, address]
    return [line for line in lines if line]
