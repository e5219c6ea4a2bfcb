"""What is due at a provider's desk, as a calendar file; it is read into calendars elsewhere.

So no enterprise is named in it: each event says what is to do, and leads to the page.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Event

from accounts.calendars import day_event, new_calendar, site_host
from accounts.site import at_site
from language.texts import as_written
from providers.desk.due import OURS
from providers.desk.wording import TO_DO
from providers.leads.queries import leads_at
from providers.models import Lead, Provider

# A calendar that has an event from before is told that it is over.
TOLD_FOR = timedelta(days=30)
MOST = 500  # events
TOLD = ("public_id", "state", "due_on", "moved_at", "solution__name")


def leads_for_calendar(provider: Provider, now: datetime) -> QuerySet[Lead]:
    """What waits for the provider, and what did until lately."""
    waits = Q(state__in=OURS, due_on__isnull=False)
    lately = Q(moved_at__gt=now - TOLD_FOR)
    leads = leads_at(now).filter(waits | lately, provider=provider)
    # Programs come every quarter of an hour: nothing is read that no event tells.
    leads = leads.select_related(None).select_related("solution").only(*TOLD)
    # What waits, before what ended.
    return leads.order_by(F("due_on").asc(nulls_last=True), "pk")[:MOST]


def calendar_of(provider: Provider, leads: Iterable[Lead]) -> bytes:
    name = provider.organisation.name
    calendar = new_calendar("Desk", _("Our desk – %(name)s") % {"name": name})
    host = site_host()
    for lead in leads:
        calendar.add_component(_event(lead, host))
    return calendar.to_ical()


def _event(lead: Lead, host: str) -> Event:
    waits = lead.shown_state in OURS and lead.due_on is not None
    summary = str(TO_DO[lead.state]) if waits else _("Nothing more to do")
    day = lead.due_on if waits else timezone.localdate(lead.moved_at)
    event = day_event(lead.public_id, day, lead.moved_at, host, summary)
    event.add("status", "CONFIRMED" if waits else "CANCELLED")
    address = at_site(reverse("providers:lead", args=[lead.public_id]))
    event.add("url", address)
    if waits and lead.solution:
        event.add("description", f"{as_written(lead.solution.name)}\n{address}")
    return event
