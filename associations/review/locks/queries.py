"""Reads: what is locked, and what must be over before a period can be."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.timezone import localdate

from accounts.models import Organisation
from associations.models import PeriodLock, Review
from associations.review.assignments.queries import reviews_of
from associations.review.decisions.queries import last_day_to_appeal
from associations.review.findings.queries import disputed, phase_of


def locks_of(association: Organisation) -> QuerySet[PeriodLock]:
    return PeriodLock.objects.filter(organisation=association)


def still_open(
    association: Organisation, first_day: date, last_day: date, now: datetime
) -> int:
    """Reviews of these days that are not over: under way, or the firm may still appeal.

    Where the firm took its consent back nobody can go on, so that nothing waits for it.
    """
    reviews = reviews_of(association, now).filter(
        result__assessment__submitted_at__date__range=(first_day, last_day)
    )
    under_way = reviews.exclude(state=Review.State.DECIDED).count()
    decided = reviews.filter(state=Review.State.DECIDED, appeal__isnull=True)
    today = localdate(now)
    appealable = 0
    for review in decided.select_related("outcome"):
        if phase_of(review).is_appeal or today > last_day_to_appeal(review):
            continue
        if disputed(review):
            appealable += 1
    return under_way + appealable
