"""Submitting an assessment: its outcome is frozen as a Result and never rewritten."""

from datetime import datetime

from django.db import transaction
from django.dispatch import Signal

from accounts.audit.services import record_event
from accounts.models import User
from survey.answers.facts import facts_of
from survey.answers.progress import counted_levels, judged
from survey.errors import SurveyError
from survey.models import Assessment, Result
from survey.results.corrections import (
    first_result,
    is_too_late,
    replace,
    says_the_same,
    tell_of_correction,
)
from survey.results.digest import input_digest
from survey.results.freeze import frozen_result
from survey.results.newest import note_newest
from survey.results.verdicts import forget_outdated_verdicts

# Sent with `assessment` and `now`, in the transaction that submits it.
round_submitted = Signal()


@transaction.atomic
def submit(*, assessment: Assessment, by: User | None, now: datetime) -> Result:
    """Freeze the outcome.

    Called again, or by two people at once, it gives the one same Result. A correction
    replaces what it corrects.
    Raises SurveyError `variant_missing`, `unchanged` for a correction that mends nothing,
    `too_late` for one whose days are over, or `incomplete` with `codes`, the questions
    without an answer.
    """
    locked = Assessment.objects.select_for_update().get(pk=assessment.pk)
    locked.index_version = assessment.index_version
    if locked.state == Assessment.State.SUBMITTED:
        return first_result(locked)

    # Nobody has said that what was right in the first round is right today.
    if is_too_late(locked, now):
        raise SurveyError("too_late", assessment=str(locked.public_id))
    result = _frozen(locked, now)
    if locked.corrects:
        if says_the_same(result, locked.corrects):
            raise SurveyError("unchanged")
        forget_outdated_verdicts(correction=locked, by=by, now=now)
        replace(correction=locked, by=by, now=now)
    # Never an update: no result that stands is written over.
    result.save(force_insert=True)
    _close(locked, now)
    note_newest([result.organisation_id])
    if locked.corrects:
        tell_of_correction(result, by, now)
    # The caller goes on with its own copy.
    assessment.state, assessment.submitted_at = locked.state, now
    record_event(
        action="assessment.submitted",
        organisation=assessment.organisation,
        actor=by,
        subject=f"result:{result.public_id}",
        now=now,
    )
    round_submitted.send(sender=Assessment, assessment=locked, now=now)
    return result


def _frozen(assessment: Assessment, now: datetime) -> Result:
    index = assessment.index
    answers = judged(assessment)
    facts = facts_of(assessment, answers)
    levels = counted_levels(index, answers, facts)
    if index.needs_variant:
        raise SurveyError("variant_missing")
    missing = index.missing(levels)
    if missing:
        raise SurveyError("incomplete", codes=missing)
    return frozen_result(
        assessment=assessment,
        levels=index.vector(levels),
        digest=input_digest(assessment, answers),
        now=now,
    )


def _close(assessment: Assessment, now: datetime) -> None:
    assessment.state = Assessment.State.SUBMITTED
    assessment.submitted_at = assessment.changed_at = now
    assessment.save(update_fields=["state", "submitted_at", "changed_at"])
