"""A period is closed with a reason and a file, once all in it is over."""

from datetime import date, timedelta

import pytest

from associations.errors import AssociationError
from associations.models import PeriodLock
from associations.review.decisions.services import appeal
from associations.review.locks.services import lock_period
from survey.evidence.files import CheckedFile
from survey.evidence.services import stray_files
from tests.builders import NOW, PDF

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
LATER = NOW + timedelta(days=60)
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def refused(code: str):
    return pytest.raises(AssociationError, match=f"^{code}")


def lock(reviewing, first=FIRST, last=LAST, reason="Đã nộp báo cáo", now=LATER):
    return lock_period(
        association=reviewing.manager.organisation,
        first_day=first,
        last_day=last,
        reason=reason,
        file=CheckedFile("pdf", "biên bản.pdf", PDF),
        by=reviewing.manager.user,
        now=now,
    )


def test_nothing_is_reviewed_any_more_of_a_locked_period(reviewing):
    lock(reviewing)
    with refused("period_locked"):
        reviewing.open()


def test_it_takes_a_reason_and_days_that_are_over(reviewing):
    with refused("reason_missing"):
        lock(reviewing, reason=" ")
    with refused("days_turned"):
        lock(reviewing, first=LAST, last=FIRST)
    with refused("period_not_over"):
        lock(reviewing, now=NOW)
    assert not PeriodLock.objects.exists()


def test_no_day_is_locked_twice(reviewing):
    lock(reviewing)
    with refused("locked_already"):
        lock(reviewing, first=LAST, last=LAST)


def test_it_waits_for_what_is_under_way(reviewing):
    review = reviewing.open()
    with refused("still_open"):
        lock(reviewing)
    reviewing.finish(review, reviewing.first)
    assert lock(reviewing)


def test_nobody_is_locked_out_of_an_appeal(reviewing):
    review = reviewing.open(now=LATER)
    reviewing.finish(review, reviewing.first, now=LATER, q_1_1_1=1)
    with refused("still_open"):
        lock(reviewing)
    made = appeal(review=review, words="Xem lại", by=reviewing.owner.user, now=LATER)
    with refused("still_open"):
        lock(reviewing)
    made.delete()
    assert lock(reviewing, now=LATER + timedelta(days=30))


def test_its_file_is_no_stray_and_goes_with_it(
    reviewing, django_capture_on_commit_callbacks
):
    made = lock(reviewing)
    assert made.file.read() == PDF
    place = made.file.name
    assert place not in stray_files(NOW + timedelta(days=9999))
    with django_capture_on_commit_callbacks(execute=True):
        made.delete()
    assert not PeriodLock._meta.get_field("file").storage.exists(place)
