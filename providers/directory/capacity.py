"""How many requests a provider takes a month, and how many of its places are taken."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Count
from django.utils import timezone

from providers.models import Lead, Provider


def month_of(now: datetime) -> datetime:
    """The first moment of the month, by Vietnam's clock."""
    return timezone.localtime(now).replace(
        day=1, hour=0, minute=0, second=0, microsecond=0
    )


def next_month(now: datetime) -> date:
    """The day on which places open again."""
    first = month_of(now).date()
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def places_taken(
    now: datetime, providers: Iterable[Provider] | None = None
) -> dict[int, int]:
    """Requests of this month that wait or were accepted, by provider; a declined one frees its place."""
    leads = Lead.objects.filter(
        state__in=Lead.LIVE, asked_at__gte=month_of(now), asked_at__lte=now
    )
    if providers is not None:
        leads = leads.filter(provider__in=providers)
    return dict(leads.order_by().values_list("provider").annotate(Count("pk")))
