"""Reads of what was counted."""

from providers.models import MonthCount


def last_count() -> MonthCount | None:
    """Of the last month that is counted."""
    return MonthCount.objects.order_by("-month").first()
