"""How a provider does: by months how often suggested, opened, asked, and how soon it answers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from math import ceil
from statistics import median

from dateutil.relativedelta import relativedelta
from django.db.models import Count, Q
from django.utils import timezone

from providers.directory.capacity import month_of
from providers.models import Lead, LeadEvent, Provider, ProviderMonth
from scoring.disclosure.small_cells import SHARED

MONTHS = 6  # with this one
LEAST_ANSWERS = 3  # of another provider, or its median says nothing
LEAST_OTHERS = 5
STEP = 4  # hours: the median of few could be that of one of them

REACHED = (str(Lead.State.ACCEPTED), str(Lead.State.AGREED))


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
    starts = [month_of(now) - relativedelta(months=ago) for ago in range(MONTHS)]
    counts = _counts_of(provider, [*reversed(starts), now])
    since = timezone.localdate(starts[-1])
    kept = {row.month: row for row in provider.months.filter(month__gte=since)}
    months = []
    for ago, start in enumerate(starts):
        day = timezone.localdate(start)
        # What is counted of a month is kept once it is over.
        row = kept.get(day) if ago else None
        month = Month(
            first_day=day,
            suggested=_told(row.suggested) if row else None,
            opened=_told(row.opened) if row else None,
            hours=row.hours if row else None,
            **counts[start],
        )
        months.append(month)
    # This month and the last stand there in any case: they are what one compares.
    shown = [month for month in months[2:] if month.is_worth_a_row]
    others = _median_of_others(provider, months[1].first_day)
    return Figures([*months[:2], *shown], others)


def _told(count: int | None) -> int | None:
    """Few could be told apart: an enterprise that was there, or was not."""
    return count if count is not None and count >= SHARED else None


def _counts_of(
    provider: Provider, bounds: Sequence[datetime]
) -> dict[datetime, dict[str, int]]:
    """What was asked from each bound to the next one, and how far it came, by that bound."""
    told = _asked(provider, bounds) | _reached(provider, bounds)
    counts: dict[datetime, dict[str, int]] = {}
    for place, start in enumerate(bounds[:-1]):
        for name in ("asked", *REACHED):
            counts.setdefault(start, {})[name] = told[f"{name}_{place}"]
    return counts


def _asked(provider: Provider, bounds: Sequence[datetime]) -> dict[str, int]:
    counts = {}
    for place, (start, end) in enumerate(pairwise(bounds)):
        of_month = Q(asked_at__gte=start, asked_at__lt=end)
        counts[f"asked_{place}"] = Count("pk", filter=of_month)
    leads = Lead.objects.filter(provider=provider, asked_at__gte=bounds[0])
    return leads.aggregate(**counts)


def _reached(provider: Provider, bounds: Sequence[datetime]) -> dict[str, int]:
    """Each request once, however often it came there. By itself: beside the requests it costs
    PostgreSQL more to prepare than to count.
    """
    counts = {}
    for place, (start, end) in enumerate(pairwise(bounds)):
        of_month = Q(lead__asked_at__gte=start, lead__asked_at__lt=end)
        for state in REACHED:
            came = of_month & Q(state=state)
            # By events: a request that was agreed on has been accepted, too, and may be
            # closed by now.
            counts[f"{state}_{place}"] = Count("lead", distinct=True, filter=came)
    events = LeadEvent.objects.filter(
        lead__provider=provider,
        lead__asked_at__gte=bounds[0],
        state__in=REACHED,
    )
    return events.aggregate(**counts)


def _median_of_others(provider: Provider, month: date) -> int | None:
    """Of the medians of each, so that who answers most does not decide; told in steps."""
    others = ProviderMonth.objects.filter(month=month, answers__gte=LEAST_ANSWERS)
    others = others.exclude(provider=provider).order_by("hours")
    hours = list(others.values_list("hours", flat=True))
    if len(hours) < LEAST_OTHERS:
        return None
    return max(STEP, ceil(median(hours) / STEP) * STEP)
