"""Reads: what is locked, and what must be over before a period can be."""

from datetime import date, datetime, time

from django.db.models import F, Q, QuerySet
from django.utils.timezone import localdate, make_aware

from accounts.models import Organisation
from associations.models import PeriodLock, Review
from associations.review.assignments.queries import reviews_of
from associations.review.decisions.queries import first_day_to_appeal
from associations.review.phases.queries import first_phases
from registry.working_days import ONE_DAY


def locks_of(association: Organisation) -> QuerySet[PeriodLock]:
    return PeriodLock.objects.filter(organisation=association)


def still_open(
    association: Organisation, first_day: date, last_day: date, now: datetime
) -> int:
    """Reviews of these days that are not over: under way, or the firm may still appeal.

    Where the firm took its consent back nobody can go on, so that nothing waits for it.
    """
    reviews = reviews_of(association, now).filter(
        result__assessment__submitted_at__gte=_start_of(first_day),
        result__assessment__submitted_at__lt=_start_of(last_day + ONE_DAY),
    )
    under_way = reviews.exclude(state=Review.State.DECIDED).count()
    appealable = reviews.filter(
        _within_days_of_appeal(localdate(now)),
        state=Review.State.DECIDED,
        appeal__isnull=True,
    )
    # Where every answer stands as it was declared there is nothing to appeal against.
    disputed = appealable.exclude(outcome__levels=F("result__levels"))
    return under_way + disputed.count()


def _within_days_of_appeal(today: date) -> Q:
    within = Q(pk__in=())
    for phase in first_phases():
        since = _start_of(first_day_to_appeal(phase, today))
        within |= Q(phase=phase.key, decided_at__gte=since)
    return within


def _start_of(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))
