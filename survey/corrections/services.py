"""Mending a slip in a round that was sent, and letting go of a draft begun by mistake.

What was left lying until the days to correct were over can still become a round of its own.
"""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from survey.answers.figures import level_again
from survey.answers.services import (
    locked_draft,
    record_about,
    stamp,
)
from survey.answers.values import AnswerValue, has_ratio, value_of
from survey.answers.writing import keep_answers, keep_history
from survey.errors import SurveyError
from survey.evidence.services import copy_evidence
from survey.models import Answer, Assessment, Figure
from survey.results.corrections import is_correctable, is_too_late
from survey.results.verdicts import forget_all_verdicts
from survey.rounds.services import TAKEN_ALONG, TOLD, locked_organisation, next_number

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
    _read_anew(assessment)
    if not is_correctable(assessment, now):
        raise SurveyError("not_correctable", assessment=str(assessment.public_id))
    later = later_rounds(assessment).first()
    if later:
        is_open = later.state == Assessment.State.DRAFT
        code = "next_round_open" if is_open else "round_over"
        raise SurveyError(code, round=str(later.public_id))

    correction = _copy(assessment, now)
    copy_evidence(before=assessment, after=correction)
    record_about(correction, "correction.started", by, now, **_kind_of(correction))
    return correction


@transaction.atomic
def make_next_round(
    *, correction: Assessment, by: User | None, now: datetime
) -> Assessment:
    """A correction whose days are over goes on as a round of its own.

    As in every round, what comes from the one before is to be confirmed: it was right then.
    What was changed since is kept as it was given. Called twice, it changes nothing more.
    Raises SurveyError: submitted.
    """
    locked_organisation(correction)
    draft = locked_draft(correction)
    if not is_too_late(draft, now):
        return draft
    draft.index_version = correction.index_version
    _let_confirm(draft, by, now)
    forget_all_verdicts(assessment=draft, by=by, now=now)
    draft.round = next_number(draft.organisation, draft.index_version.index_id)
    draft.corrects = None
    draft.changed_at = now
    draft.save(update_fields=["corrects", "round", "changed_at"])
    record_about(draft, "correction.became_round", by, now, round=draft.round)
    return draft


def _let_confirm(draft: Assessment, by: User | None, now: datetime) -> None:
    """All that says what the round before said; numbers of its quarter are of its quarter."""
    before = {}
    for answer in draft.corrects.answers.all():
        before[answer.question] = _as_given(answer)
    same = []
    for answer in draft.answers.exclude(state=Answer.State.CLEARED):
        if before.get(answer.question) == _as_given(answer):
            # As in every round, a copy is the owner's, whoever gave it before.
            answer.given_by = None
            answer.to_confirm = True
            stamp(answer, by, now)
            same.append(answer)
    keep_answers(same)
    _drop_old_figures(draft, by, now)


def _drop_old_figures(draft: Assessment, by: User | None, now: datetime) -> None:
    figures = draft.corrects.figures
    known = dict(figures.values_list("name", "value"))
    old = []
    for figure in draft.figures.all():
        if known.get(figure.name) == figure.value:
            old.append(figure.name)
    draft.figures.filter(name__in=old).delete()
    level_again(draft, old, by=by, now=now)


def _as_given(answer: Answer) -> AnswerValue:
    """Without the level that its numbers amount to: they were not typed again."""
    value = value_of(answer)
    return replace(value, level=None) if has_ratio(value) else value


def later_rounds(assessment: Assessment) -> QuerySet[Assessment]:
    """Begun after it under the same index, newest first; corrections of it are none."""
    return Assessment.objects.filter(
        organisation=assessment.organisation_id,
        index_version__index_id=assessment.index_version.index_id,
        round__gt=assessment.round,
    )


def _read_anew(assessment: Assessment) -> None:
    """What may have changed since the page was shown; locked, so that nothing is told between."""
    assessment.refresh_from_db(
        fields=["state", "submitted_at", "replaced_at", *TOLD],
        from_queryset=Assessment.objects.select_for_update(),
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
    record_about(draft, "draft.discarded", by, now, **_kind_of(draft))
    draft.delete()


def _kind_of(draft: Assessment) -> dict:
    """What the log tells of a draft."""
    return {
        "round": draft.round,
        "is_correction": draft.corrects_id is not None,
    }
