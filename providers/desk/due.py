"""Requests to one provider by whom they wait for, and until when."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from providers.leads.queries import leads_at
from providers.leads.states import CLOCKS
from providers.models import Lead, Provider, Side
from registry.working_days import working_days_until

OURS = tuple(
    state for state, clock in CLOCKS.items() if clock.waits_for == Side.PROVIDER
)
THEIRS = tuple(state for state in CLOCKS if state not in OURS)
OF_SIDE = {Side.PROVIDER: OURS, Side.ENTERPRISE: THEIRS}


@dataclass(frozen=True)
class Waiting:
    """How many requests wait for the provider, for the enterprises; late: of the former."""

    ours: int
    theirs: int
    late: int


def waiting_at(provider: Provider, side: Side, now: datetime) -> QuerySet[Lead]:
    """What is due first stands first; of one day whoever has waited longest."""
    return (
        leads_at(now)
        .filter(_is_waiting(side, now), provider=provider)
        .order_by("due_on", "asked_at", "pk")
    )


def _is_waiting(side: Side, now: datetime) -> Q:
    # A consent that ended elsewhere ends the request, also before the clock has seen it.
    stands = Q(consent__withdrawn_at__isnull=True) & (
        Q(consent__expires_at__isnull=True) | Q(consent__expires_at__gt=now)
    )
    return stands & Q(state__in=OF_SIDE[side], due_on__isnull=False)


def counts_of(provider: Provider, today: date, now: datetime) -> Waiting:
    ours, theirs = _is_waiting(Side.PROVIDER, now), _is_waiting(Side.ENTERPRISE, now)
    counted = Lead.objects.filter(provider=provider, due_on__isnull=False).aggregate(
        ours=Count("pk", filter=ours),
        theirs=Count("pk", filter=theirs),
        late=Count("pk", filter=ours & Q(due_on__lt=today)),
    )
    return Waiting(**counted)


def days_left(lead: Lead, today: date) -> int:
    """Working days after today; below 0 it is late by so many."""
    return working_days_until(today, lead.due_on)
