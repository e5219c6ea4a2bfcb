"""Words that name a person in reviews: what was asked, replied, reasoned and locked."""

from datetime import date

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import Organisation
from associations.models import Assignment, Finding, PeriodLock, Review
from survey.models import Result
from tests.builders import PDF


def leave_in_reviews(result: Result, association: Organisation, words: str) -> None:
    now = timezone.now()
    review = Review.objects.create(
        association=association,
        organisation=result.organisation,
        result=result,
        phase="association.one",
        words=words,
        settled=words,
        opened_at=now,
    )
    assignment = Assignment.objects.create(
        review=review, given_at=now, waiting_since=now, reason=words
    )
    Finding.objects.create(
        assignment=assignment,
        question="1.1.1",
        verdict=Finding.Verdict.ASKED,
        words=words,
        reply=words,
        found_at=now,
    )
    lock = PeriodLock(
        organisation=association,
        first_day=date(2020, 1, 1),
        last_day=date(2020, 3, 31),
        reason=words,
        name=f"{words[:90]}.pdf",
        kind="pdf",
        size=len(PDF),
        locked_at=now,
    )
    lock.file.save(lock.name, ContentFile(PDF), save=True)
