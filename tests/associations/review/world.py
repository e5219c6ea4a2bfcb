"""A review and a lock for tests that walk every address."""

from datetime import date

from django.utils import timezone

from associations.models import Finding, PeriodLock, Review
from associations.review.assignments.services import open_review
from associations.review.findings.services import record_finding
from associations.review.locks.services import lock_period
from associations.review.phases.queries import phases
from survey.evidence.files import CheckedFile
from survey.models import Result
from tests.builders import PDF
from tests.personas import Persona


def make_review_of(result: Result, staff: Persona) -> tuple[Review, Finding]:
    """One that is given to somebody, who asks something back."""
    review = open_review(
        result=result,
        association=staff.organisation,
        phase=phases()["association.whole"],
        reviewers=[staff.user],
        by=staff.user,
        now=timezone.now(),
    )
    finding = record_finding(
        assignment=review.assignments.get(),
        question="1.1.1",
        verdict="asked",
        level=None,
        words="Từ bao giờ?",
        by=staff.user,
        now=timezone.now(),
    )
    return review, finding


def make_lock_of(staff: Persona) -> PeriodLock:
    return lock_period(
        association=staff.organisation,
        first_day=date(2020, 1, 1),
        last_day=date(2020, 3, 31),
        reason="Đã nộp báo cáo",
        file=CheckedFile("pdf", "biên bản.pdf", PDF),
        by=staff.user,
        now=timezone.now(),
    )
