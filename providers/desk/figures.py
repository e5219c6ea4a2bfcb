"""How a provider does: by months how often suggested, opened, asked, and how soon it answers."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from math import ceil
from statistics import median

from dateutil.relativedelta import relativedelta
from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils import timezone

from providers.directory.capacity import month_of
from providers.models import Lead, LeadEvent, Provider, ProviderMonth
from scoring.disclosure.small_cells import SHARED

MONTHS = 6  # with this one
LEAST_ANSWERS = 3  # of another provider, or its median says nothing
LEAST_OTHERS = 5
STEP = 4  # hours: the median of few could be that of one of them

ACCEPTED, AGREED = str(Lead.State.ACCEPTED), str(Lead.State.AGREED)


@dataclass(frozen=True)
class Month:
    """suggested, opened: None where the month is not over, or too few to be told.

    accepted, agreed: of what was asked in it, whenever that was.
    """

    first_day: date
    suggested: int | None
    opened: int | None
    asked: int
    accepted: int
    agreed: int
    hours: float | None

    @property
    def is_worth_a_row(self) -> bool:
        return bool(self.asked or self.suggested or self.opened)


@dataclass(frozen=True)
class Figures:
    """months: the newest first. others: in how many hours half of the others answer."""

    months: list[Month] = field(default_factory=list)
    others: int | None = None

    @property
    def asked(self) -> int:
        return sum(month.asked for month in self.months)

    @property
    def accepted(self) -> int:
        return sum(month.accepted for month in self.months)

    @property
    def agreed(self) -> int:
        return sum(month.agreed for month in self.months)

    @property
    def last(self) -> Month:
        """The last month that is over."""
        return self.months[1]


def figures_of(provider: Provider, now: datetime) -> Figures:
    this_month = month_of(now)
    since = this_month - relativedelta(months=MONTHS - 1)
    asked = _asked(provider, since)
    reached = _reached(provider, since)
    kept = provider.months.filter(month__gte=timezone.localdate(since))
    by_month = {row.month: row for row in kept}
    months = []
    for ago in range(MONTHS):
        day = timezone.localdate(this_month - relativedelta(months=ago))
        row = by_month.get(day) if ago else None
        month = Month(
            first_day=day,
            suggested=_told(row.suggested) if row else None,
            opened=_told(row.opened) if row else None,
            asked=asked[day],
            accepted=reached[day, ACCEPTED],
            agreed=reached[day, AGREED],
            hours=row.hours if row else None,
        )
        months.append(month)
    shown = [month for month in months[2:] if month.is_worth_a_row]
    return Figures(
        [*months[:2], *shown], _median_of_others(provider, months[1].first_day)
    )


def _told(count: int | None) -> int | None:
    """Few could be told apart: an enterprise that was there, or was not."""
    return count if count is not None and count >= SHARED else None


def _asked(provider: Provider, since: datetime) -> Counter[date]:
    leads = Lead.objects.filter(provider=provider, asked_at__gte=since)
    months = leads.order_by().values_list(TruncMonth("asked_at"))
    counted = months.annotate(Count("pk"))
    return Counter({timezone.localdate(month): count for month, count in counted})


def _reached(provider: Provider, since: datetime) -> Counter[tuple[date, str]]:
    """Once for each request, however often it came there."""
    events = LeadEvent.objects.filter(
        lead__provider=provider,
        lead__asked_at__gte=since,
        state__in=(ACCEPTED, AGREED),
    )
    months = events.order_by().values_list(TruncMonth("lead__asked_at"), "state")
    counted = months.annotate(Count("lead", distinct=True))
    return Counter(
        {(timezone.localdate(month), state): count for month, state, count in counted}
    )


def _median_of_others(provider: Provider, month: date) -> int | None:
    """Of the medians of each, so that who answers most does not decide; told in steps."""
    others = ProviderMonth.objects.filter(month=month, answers__gte=LEAST_ANSWERS)
    others = others.exclude(provider=provider).order_by("hours")
    hours = list(others.values_list("hours", flat=True))
    if len(hours) < LEAST_OTHERS:
        return None
    return max(STEP, ceil(median(hours) / STEP) * STEP)
