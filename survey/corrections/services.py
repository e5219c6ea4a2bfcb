"""Mending a slip in a round that was sent, and letting go of a draft begun by mistake."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from accounts.services import record_event
from survey.answers.services import keep_history, locked_draft
from survey.errors import SurveyError
from survey.evidence.services import copy_evidence
from survey.models import Answer, Assessment, Figure
from survey.results.corrections import is_correctable
from survey.rounds.services import TAKEN_ALONG, locked_organisation

_COPIED = (
    *TAKEN_ALONG,
    "size",
    "variant",
    "round",
    "organisation_id",
    "index_version_id",
)


@transaction.atomic
def start_correction(
    *, assessment: Assessment, by: User | None, now: datetime
) -> Assessment:
    """A draft with all that was sent, to be changed and sent again beside it.

    Called twice it gives the same draft, also once that one was sent. Raises SurveyError:
    not_correctable where the days are over; next_round_open and round_over where a later
    round was begun or sent.
    """
    locked_organisation(assessment)
    begun = Assessment.objects.filter(corrects=assessment).first()
    if begun:
        return begun
    assessment.refresh_from_db(fields=["state", "submitted_at", "replaced_at"])
    if not is_correctable(assessment, now):
        raise SurveyError("not_correctable", assessment=str(assessment.public_id))
    later = later_rounds(assessment).first()
    if later:
        is_open = later.state == Assessment.State.DRAFT
        code = "next_round_open" if is_open else "round_over"
        raise SurveyError(code, round=str(later.public_id))

    correction = _copy(assessment, now)
    copy_evidence(before=assessment, after=correction)
    _record("correction.started", correction, by, now)
    return correction


def later_rounds(assessment: Assessment) -> QuerySet[Assessment]:
    """Begun after it under the same index, newest first; corrections of it are none."""
    return Assessment.objects.filter(
        organisation=assessment.organisation_id,
        index_version__index_id=assessment.index_version.index_id,
        round__gt=assessment.round,
    )


def _copy(assessment: Assessment, now: datetime) -> Assessment:
    fields = {name: getattr(assessment, name) for name in _COPIED}
    correction = Assessment.objects.create(
        **fields, corrects=assessment, started_at=now, changed_at=now
    )
    answers = list(assessment.answers.exclude(state=Answer.State.CLEARED))
    for answer in answers:
        # As it was given and by whom: what is not touched was not answered anew.
        answer.pk, answer.assessment, answer.revision = None, correction, 1
    Answer.objects.bulk_create(answers)
    keep_history(answers)

    figures = list(assessment.figures.all())
    for figure in figures:
        figure.pk, figure.assessment = None, correction
    Figure.objects.bulk_create(figures)
    return correction


def is_discardable(draft: Assessment) -> bool:
    """A correction, or a round after one that was sent: nothing is lost but what is in it."""
    if draft.state != Assessment.State.DRAFT:
        return False
    sent = draft.organisation.assessments.filter(state=Assessment.State.SUBMITTED)
    return sent.exists()


@transaction.atomic
def discard(*, draft: Assessment, by: User | None, now: datetime) -> None:
    """Delete a draft begun by mistake, with its files and invitations.

    Raises SurveyError: submitted; first_round, which is all there is of the enterprise.
    """
    draft = locked_draft(draft)
    if not is_discardable(draft):
        raise SurveyError("first_round", assessment=str(draft.public_id))
    _record("draft.discarded", draft, by, now)
    draft.delete()


def _record(action: str, draft: Assessment, by: User | None, now: datetime) -> None:
    record_event(
        action=action,
        organisation=draft.organisation,
        actor=by,
        subject=f"assessment:{draft.public_id}",
        now=now,
        details={"round": draft.round, "is_correction": draft.corrects_id is not None},
    )
