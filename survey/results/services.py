"""Submitting an assessment: its outcome is frozen as a Result and never rewritten."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from accounts.services import record_event
from survey.answers.progress import counted_levels, judged
from survey.errors import SurveyError
from survey.models import Assessment, Result
from survey.results.corrections import is_too_late, replace, says_the_same
from survey.results.digest import input_digest
from survey.results.freeze import frozen_result
from survey.results.verdicts import forget_outdated_verdicts


@transaction.atomic
def submit(*, assessment: Assessment, by: User | None, now: datetime) -> Result:
    """Freeze the outcome.

    Called again, or by two people at once, it gives the one same Result. A correction sent
    in time replaces what it corrects; sent too late it is a round of its own.
    Raises SurveyError `variant_missing`, `unchanged` for a correction that mends nothing, or
    `incomplete` with `codes`, the questions without an answer.
    """
    locked = Assessment.objects.select_for_update().get(pk=assessment.pk)
    locked.index_version = assessment.index_version
    if locked.state == Assessment.State.SUBMITTED:
        return _first_result(locked)

    if is_too_late(locked, now):
        _make_next_round(locked)
    result = _frozen(locked, now)
    if locked.corrects:
        if says_the_same(result, locked.corrects):
            raise SurveyError("unchanged")
        forget_outdated_verdicts(correction=locked, by=by, now=now)
        replace(correction=locked, by=by, now=now)
    # Never an update: no result that stands is written over.
    result.save(force_insert=True)
    _close(locked, now)
    # The caller goes on with its own copy.
    assessment.state, assessment.submitted_at = locked.state, now
    assessment.corrects, assessment.round = locked.corrects, locked.round
    record_event(
        action="assessment.submitted",
        organisation=assessment.organisation,
        actor=by,
        subject=f"result:{result.public_id}",
        now=now,
    )
    return result


def _first_result(assessment: Assessment) -> Result:
    """The one made at submission; later engines may have added others beside it."""
    engines = assessment.results.order_by("created_at", "pk")
    return assessment.results.get(
        index_version=assessment.index_version,
        engine_version=engines.values_list("engine_version", flat=True)[0],
    )


def _frozen(assessment: Assessment, now: datetime) -> Result:
    index = assessment.index
    answers = judged(assessment)
    levels = counted_levels(index, answers)
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


def _make_next_round(assessment: Assessment) -> None:
    """Nothing that was answered is lost because the days to correct have run out."""
    rounds = Assessment.objects.filter(
        organisation=assessment.organisation_id,
        index_version__index_id=assessment.index_version.index_id,
    )
    assessment.corrects = None
    assessment.round = rounds.aggregate(last=Max("round"))["last"] + 1
    assessment.save(update_fields=["corrects", "round"])


def _close(assessment: Assessment, now: datetime) -> None:
    assessment.state = Assessment.State.SUBMITTED
    assessment.submitted_at = assessment.changed_at = now
    assessment.save(update_fields=["state", "submitted_at", "changed_at"])
