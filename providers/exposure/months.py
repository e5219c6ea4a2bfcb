"""What is known of each provider once a month is over: how often suggested, how soon it answers."""

from collections.abc import Mapping
from datetime import date, datetime
from statistics import median

from django.utils import timezone

from providers.matching.outcome import FIRST, LINE
from providers.models import Lead, Provider, ProviderMonth
from registry.working_days import working_hours


def suggested_of(codes: Mapping[str, Mapping[str, int]]) -> dict[int, int]:
    """By key of a provider, from what became of it in all recommendations."""
    return {
        int(key): counts.get(FIRST, 0) + counts.get(LINE, 0)
        for key, counts in codes.items()
    }


def answer_hours(start: datetime, end: datetime) -> dict[int, list[float]]:
    """By provider, how long each answer took that it gave meanwhile."""
    answered = Lead.objects.filter(answered_at__gte=start, answered_at__lt=end)
    rows = answered.order_by("provider", "pk").values_list(
        "provider", "asked_at", "answered_at"
    )
    hours: dict[int, list[float]] = {}
    for key, asked_at, answered_at in rows.iterator(chunk_size=1000):
        hours.setdefault(key, []).append(hours_taken(asked_at, answered_at))
    return hours


def hours_taken(asked_at: datetime, answered_at: datetime) -> float:
    """Of working days, by the clock of the site."""
    return working_hours(timezone.localtime(asked_at), timezone.localtime(answered_at))


def keep_months(
    suggested: Mapping[int, int], hours: Mapping[int, list[float]], month: date
) -> None:
    months = []
    for key in Provider.objects.order_by("pk").values_list("pk", flat=True):
        of_month = ProviderMonth(
            provider_id=key,
            month=month,
            suggested=suggested.get(key, 0),
            answers=len(hours.get(key, ())),
            hours=median(hours[key]) if key in hours else None,
        )
        months.append(of_month)
    ProviderMonth.objects.bulk_create(
        months,
        update_conflicts=True,
        unique_fields=["provider", "month"],
        # What was opened is counted as it happens.
        update_fields=["suggested", "answers", "hours"],
    )
