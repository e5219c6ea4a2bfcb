"""Counting what was suggested in a month, once it is over."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from providers.directory.capacity import month_of
from providers.exposure.months import answer_hours, keep_months, suggested_of
from providers.models import Lead, LeadEvent, MonthCount, Provider, Recommendation
from scoring.allocation.fairness import gini, weights_of

NEW_FOR = timedelta(days=180)  # who is listed for less is a newcomer
MOST_PLACES = 24  # of a list that is counted


@dataclass
class Tally:
    """of: by key of a provider, how often each code. exposure: by its places."""

    recommendations: int = 0
    shown: float = 0.0
    best: float = 0.0
    of: dict[str, Counter] = field(default_factory=dict)
    exposure: Counter = field(default_factory=Counter)

    def add(self, outcome: Mapping, lists: Iterable, worth: list[float]) -> None:
        self.recommendations += 1
        for key, codes in outcome.items():
            self.of.setdefault(key, Counter()).update(codes)
        for shown in lists:
            weights = weights_of(MOST_PLACES).tolist()
            for key, weight in zip(shown, weights, strict=False):
                self.exposure[str(key)] += weight
        if worth:
            self.shown += worth[0]
            self.best += worth[1]


@transaction.atomic
def count_last_month(*, now: datetime) -> MonthCount | None:
    """Once a month; None where it is counted already."""
    end = month_of(now)
    start = month_of(end - timedelta(days=1))
    month = timezone.localdate(start)
    if MonthCount.objects.filter(month=month).exists():
        return None
    tally = _tallied(start, end)
    accepted = _accepted(start, end)
    counted, _is_new = MonthCount.objects.get_or_create(
        month=month,
        defaults={"content": _content(tally, accepted, month), "counted_at": now},
    )
    keep_months(suggested_of(tally.of), answer_hours(start, end), month)
    return counted


def _tallied(start: datetime, end: datetime) -> Tally:
    tally = Tally()
    of_month = Recommendation.objects.filter(created_at__gte=start, created_at__lt=end)
    rows = of_month.order_by("pk").values_list("outcome", "shown", "worth")
    for outcome, shown, worth in rows.iterator(chunk_size=500):
        tally.add(outcome, shown.values(), worth)
    return tally


def _accepted(start: datetime, end: datetime) -> dict[str, int]:
    events = LeadEvent.objects.filter(
        state=Lead.State.ACCEPTED, was=Lead.State.SENT, at__gte=start, at__lt=end
    )
    of_providers = events.order_by().values_list("lead__provider")
    # Mended and accepted once more it is one still.
    counts = of_providers.annotate(Count("lead", distinct=True))
    return {str(key): count for key, count in counts}


def _content(tally: Tally, accepted: Mapping[str, int], month: date) -> dict:
    listed = dict(_listed(month))
    keys = sorted({*listed, *tally.exposure, *accepted}, key=int)
    shown = sum(tally.exposure.values())
    new = list(filter(listed.get, keys))
    of_new = sum(map(tally.exposure.__getitem__, new))
    return {
        "recommendations": tally.recommendations,
        "providers": len(keys),
        "accepted": sum(accepted.values()),
        "exposure_gini": gini(list(map(tally.exposure.__getitem__, keys))),
        "accepted_gini": gini([accepted.get(key, 0) for key in keys]),
        "cost": 1 - tally.shown / tally.best if tally.best else 0.0,
        "newcomers": len(new),
        "newcomers_share": of_new / shown if shown else 0.0,
        "of": {key: dict(tally.of[key]) for key in sorted(tally.of, key=int)},
    }


def _listed(month: date) -> Iterable[tuple[str, bool]]:
    """Who could have been suggested in the month, and whether it was new then."""
    after = month + relativedelta(months=1)
    offering = Provider.objects.filter(
        vetted_until__gte=month,
        organisation__created_at__date__lt=after,
        solutions__is_active=True,
    ).distinct()
    rows = offering.order_by("pk").values_list("pk", "organisation__created_at")
    for key, since in rows:
        yield str(key), timezone.localdate(since) > month - NEW_FOR
