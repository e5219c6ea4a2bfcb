"""Writes: closing a period, after which nothing of it is reviewed any more."""

from datetime import date, datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.timezone import localdate

from accounts.audit.services import record_event
from accounts.models import Organisation, User
from associations.errors import AssociationError
from associations.models import PeriodLock
from associations.review.locks.queries import still_open
from survey.evidence.files import CheckedFile
from survey.models.evidence import evidence_storage

LONGEST_REASON = 1000


@transaction.atomic
def lock_period(
    *,
    association: Organisation,
    first_day: date,
    last_day: date,
    reason: str,
    file: CheckedFile,
    by: User,
    now: datetime,
) -> PeriodLock:
    """Nothing that was sent in these days is reviewed, asked or appealed from now on.

    Raises AssociationError: reason_missing, days_turned, period_not_over, locked_already,
    still_open with `number`.
    """
    reason = reason.strip()[:LONGEST_REASON]
    if not reason:
        raise AssociationError("reason_missing")
    _check_days(association, first_day, last_day, now)
    lock = PeriodLock(
        organisation=association,
        first_day=first_day,
        last_day=last_day,
        reason=reason,
        name=file.name,
        kind=file.kind,
        size=len(file.content),
        locked_at=now,
        locked_by=by,
    )
    _save(lock, file)
    record_event(
        action="review.period_locked",
        organisation=association,
        actor=by,
        subject=f"period_lock:{lock.public_id}",
        now=now,
        details={"first": str(first_day), "last": str(last_day)},
    )
    return lock


def _check_days(
    association: Organisation, first_day: date, last_day: date, now: datetime
) -> None:
    if first_day > last_day:
        raise AssociationError("days_turned")
    if last_day >= localdate(now):
        raise AssociationError("period_not_over")
    # Of two who lock at once the second finds what the first locked.
    Organisation.objects.select_for_update().get(pk=association.pk)
    overlapping = PeriodLock.objects.filter(
        organisation=association, first_day__lte=last_day, last_day__gte=first_day
    )
    if overlapping.exists():
        raise AssociationError("locked_already")
    number = still_open(association, first_day, last_day, now)
    if number:
        raise AssociationError("still_open", number=number)


def _save(lock: PeriodLock, file: CheckedFile) -> None:
    lock.file.save(file.name, ContentFile(file.content), save=False)
    try:
        lock.save(force_insert=True)
    except BaseException:
        # The file is in storage already, and no row names it.
        evidence_storage().delete(lock.file.name)
        raise
