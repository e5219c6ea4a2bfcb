"""What was counted of suggestions in the months that are over."""

from datetime import datetime, timedelta

from django.utils import timezone

from providers.directory.capacity import month_of
from providers.exposure.services import count_last_month
from providers.models import ProviderMonth

OPENED_OF_TEN = 4  # suggestions


def count_months(now: datetime) -> None:
    """Of the last two; nothing was suggested before."""
    this_month = month_of(now)
    for moment in (this_month - timedelta(days=1), this_month):
        count_last_month(now=moment)
    months = ProviderMonth.objects.filter(month__lt=timezone.localdate(this_month))
    for row in months:
        row.opened = (row.suggested or 0) * OPENED_OF_TEN // 10
    ProviderMonth.objects.bulk_update(months, ["opened"])
