"""What happens to requests where nobody does anything: every few minutes, by day.

Each request by itself, under its own lock: whoever is killed has done some of them, and whoever
goes on finds those as they are.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from background.performing import Job
from background.tasks import task
from providers.errors import ProviderError
from providers.leads.email import tell
from providers.leads.moving import locked_lead, move, note
from providers.leads.queries import leads_at
from providers.leads.states import CLOCK, CLOCKS, ENTERPRISE, PROVIDER, State
from providers.models import Lead, Side

AT_ONCE = 100
# By the site's clock: nobody is reminded or told in the night.
FIRST_HOUR, LAST_HOUR = 7, 20


@task(in_one=False)
def follow_leads(job: Job) -> None:
    """Ends, reminders and consents that ended elsewhere."""
    now = timezone.now()
    for lead in _each(_without_consent(now)):
        with job.part():
            withdraw_by_consent(lead, now)
    if not is_day(now):
        return
    for lead in _each(run_out(now)):
        with job.part():
            end(lead, now)
    for lead in _each(to_remind(now)):
        with job.part():
            remind(lead, now)


def is_day(now: datetime) -> bool:
    return FIRST_HOUR <= timezone.localtime(now).hour <= LAST_HOUR


def run_out(now: datetime) -> QuerySet[Lead]:
    """Whose last day is over."""
    return Lead.objects.filter(due_on__lt=timezone.localdate(now))


def to_remind(now: datetime) -> QuerySet[Lead]:
    today = timezone.localdate(now)
    return Lead.objects.filter(remind_on__lte=today, due_on__gte=today)


def _without_consent(now: datetime) -> QuerySet[Lead]:
    shown = leads_at(now).filter(shown_state=State.WITHDRAWN)
    ended = shown.filter(~Q(state=State.WITHDRAWN)).values("pk")
    return Lead.objects.filter(pk__in=ended)


def _each(leads: QuerySet[Lead]) -> Iterator[Lead]:
    """In parts, the oldest first; each is looked at once."""
    last = 0
    while rows := list(leads.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        yield from rows
        last = rows[-1].pk


@transaction.atomic
def end(lead: Lead, now: datetime) -> None:
    """It goes where its clock leads, unless somebody was faster."""
    lead = locked_lead(lead)
    if lead.due_on is None or lead.due_on >= timezone.localdate(now):
        return
    to = CLOCKS[State(lead.state)].then
    _unless_moved(lambda: move(lead=lead, to=to, side=CLOCK, by=None, now=now))


@transaction.atomic
def remind(lead: Lead, now: datetime) -> None:
    """Once in each state, on its day or as soon after it as this is done."""
    lead = locked_lead(lead)
    today = timezone.localdate(now)
    if lead.remind_on is None or lead.remind_on > today:
        return
    lead.remind_on = None
    lead.save(update_fields=["remind_on"])
    note(lead, CLOCK, "lead.reminded", None, now)
    for side in _still_waited_for(lead):
        tell(side, "lead.reminded", lead, now)


def _still_waited_for(lead: Lead) -> Iterable[Side]:
    if lead.state != State.DELIVERED:
        return [CLOCKS[State(lead.state)].waits_for]
    # Of the outcome, who has not told it.
    have_said = {each.side for each in lead.outcomes.all()}
    return [side for side in (ENTERPRISE, PROVIDER) if side not in have_said]


def withdraw_by_consent(lead: Lead, now: datetime) -> None:
    _unless_moved(
        lambda: move(lead=lead, to=State.WITHDRAWN, side=CLOCK, by=None, now=now)
    )


def _unless_moved(act: Callable[[], object]) -> None:
    try:
        act()
    except ProviderError as error:
        if error.code != "moved_on":
            raise
