"""Which pauses stand, and until when they keep a provider out of suggestions."""

from datetime import date

from django.db.models import F, Q, QuerySet

from providers.models import Pause, Provider
from providers.models.directory import OPEN_END


def standing(provider: Provider, today: date) -> QuerySet[Pause]:
    """Those that run today or are to begin."""
    pauses = Pause.objects.filter(provider=provider, lifted_at__isnull=True)
    not_over = Q(ends__isnull=True) | Q(ends__gte=today)
    return pauses.filter(not_over).select_related("provider__organisation")


def running(provider: Provider, today: date) -> list[Pause]:
    """Those that keep it out today, the one that lasts longest first."""
    pauses = standing(provider, today).filter(begins__lte=today)
    return list(pauses.order_by(F("ends").desc(nulls_first=True), "pk"))


def paused_until(provider: Provider, today: date) -> date | None:
    """The last day of the longest of them; None where none runs."""
    pauses = running(provider, today)
    if not pauses:
        return None
    return pauses[0].ends or OPEN_END


def beginning_on(today: date) -> list[Provider]:
    """Whom a pause keeps out today, and longer than matching knows of yet."""
    begun = Q(pauses__lifted_at__isnull=True, pauses__begins__lte=today)
    not_over = Q(pauses__ends__isnull=True) | Q(pauses__ends__gte=today)
    # One that ends before keeps it out no longer than to its own last day.
    longer = Q(paused_until__lt=F("pauses__ends")) | Q(
        paused_until__lt=OPEN_END, pauses__ends__isnull=True
    )
    unknown = Q(paused_until__isnull=True) | longer
    return list(Provider.objects.filter(begun & not_over & unknown).distinct())
