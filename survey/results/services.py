"""Submitting an assessment: its outcome is frozen as a Result and never rewritten."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.services import record_event
from survey.answers.progress import counted_levels, judged
from survey.errors import SurveyError
from survey.models import Assessment, Result
from survey.results.digest import input_digest
from survey.results.freeze import frozen_result


@transaction.atomic
def submit(*, assessment: Assessment, by: User | None, now: datetime) -> Result:
    """Freeze the outcome. Called again, or by two people at once, it gives the one same Result.

    Raises SurveyError `incomplete` with `codes`, the questions without an answer.
    """
    version = assessment.index_version
    locked = Assessment.objects.select_for_update().get(pk=assessment.pk)
    locked.index_version = version
    if locked.state == Assessment.State.SUBMITTED:
        return locked.results.get(
            index_version=version, engine_version=_first_engine(locked)
        )
    index = locked.index
    answers = judged(locked)
    levels = counted_levels(index, answers)
    if index.needs_variant:
        raise SurveyError("variant_missing")
    missing = index.missing(levels)
    if missing:
        raise SurveyError("incomplete", codes=missing)
    digest = input_digest(locked, answers)
    result = frozen_result(
        assessment=locked, levels=index.vector(levels), digest=digest, now=now
    )
    result.save(force_insert=True)
    locked.state, locked.submitted_at, locked.changed_at = (
        Assessment.State.SUBMITTED,
        now,
        now,
    )
    locked.save(update_fields=["state", "submitted_at", "changed_at"])
    assessment.state, assessment.submitted_at = locked.state, now
    record_event(
        action="assessment.submitted",
        organisation=assessment.organisation,
        actor=by,
        subject=f"result:{result.public_id}",
        now=now,
    )
    return result


def _first_engine(assessment: Assessment) -> str:
    """The reading made at submission; later engines may have added others beside it."""
    return assessment.results.order_by("created_at", "pk").values_list(
        "engine_version", flat=True
    )[0]
