"""How many of the places that a provider has in a month are taken."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count
from django.utils import timezone

from providers.models import Lead, Provider


def month_of(now: datetime) -> datetime:
    """The first moment of the month, by Vietnam's clock."""
    local = timezone.localtime(now)
    return local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def places_taken(
    now: datetime, providers: Iterable[Provider] | None = None
) -> dict[int, int]:
    """Requests of this month that wait or went on, by provider; one that was declined, or
    came to nothing, frees its place.
    """
    leads = Lead.objects.filter(
        state__in=Lead.COUNTED, asked_at__gte=month_of(now), asked_at__lte=now
    )
    if providers is not None:
        leads = leads.filter(provider__in=providers)
    # The order of the model would stand in the grouping, and count each by itself.
    counted = leads.order_by().values_list("provider").annotate(Count("pk"))
    return dict(counted)
