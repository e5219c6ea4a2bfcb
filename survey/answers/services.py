"""Saving answers. Nothing acknowledged is ever lost: every value an answer had stays
in AnswerChange.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache

from django.db import connection, transaction

from accounts.audit.services import record_event
from accounts.models import User
from indexes.index.model import Index
from survey.answers.queries import figures_of
from survey.answers.rows import Answers, read_answers
from survey.answers.values import (
    CLEARED,
    AnswerValue,
    is_half_filled,
    missing_number,
    settled,
    value_of,
)
from survey.answers.writing import OF_VALUE, keep_answers, note_change
from survey.errors import SurveyError
from survey.models import Answer, AnswerChange, Assessment, GivenAnswer, Respondent


@dataclass(frozen=True)
class Saved:
    """`answer` is None where a question without an answer was cleared.

    `overtaken` is the newest change that somebody else made since the page was shown.
    It stays in the history.
    """

    answer: Answer | None
    overtaken: AnswerChange | None = None


def locked_draft(assessment: Assessment) -> Assessment:
    """The assessment as it stands now, held until the transaction ends.

    Writers of one assessment queue up here.
    """
    draft = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if draft.state != Assessment.State.DRAFT:
        raise SurveyError("submitted", assessment=str(draft.public_id))
    return draft


def hold_draft(assessment: Assessment) -> None:
    """The same, for whoever needs nothing of the row but that it is held."""
    with connection.cursor() as cursor:
        cursor.execute(_hold(connection.vendor), [assessment.pk])
        state = cursor.fetchone()
    if state != (Assessment.State.DRAFT,):
        raise SurveyError("submitted", assessment=str(assessment.public_id))


@cache
def _hold(_vendor: str) -> str:
    """The ORM's own statement, put together once: each page that is sent waits for it."""
    row = Assessment.objects.select_for_update().filter(pk=0).values_list("state")
    sql, _key = row.query.sql_with_params()
    return sql


def record_about(
    assessment: Assessment, action: str, by: User | None, now: datetime, **details
) -> None:
    """Add to the audit log what somebody did with an assessment."""
    record_event(
        action=action,
        organisation=assessment.organisation,
        actor=by,
        subject=f"assessment:{assessment.public_id}",
        now=now,
        details=details,
    )


@dataclass(frozen=True)
class SavedPage:
    """By question what became of it, and all answers of the round as they stand since."""

    saved: dict[str, Saved]
    refused: dict[str, SurveyError]
    answers: Answers


def save_answers(
    *,
    assessment: Assessment,
    values: Mapping[str, AnswerValue],
    by: User | None,
    now: datetime,
    seen: Mapping[str, int] | None = None,
) -> tuple[dict[str, Saved], dict[str, SurveyError]]:
    """As `save_page`: (saved, refused) by question."""
    page = save_page(assessment=assessment, values=values, by=by, now=now, seen=seen)
    return page.saved, page.refused


@transaction.atomic
def save_page(
    *,
    assessment: Assessment,
    values: Mapping[str, AnswerValue],
    by: User | None,
    now: datetime,
    seen: Mapping[str, int] | None = None,
) -> SavedPage:
    """Save a page of answers in a fixed number of queries.

    The last write wins; an identical repeat changes nothing. One refused answer keeps no
    other from being saved. `seen`: the revisions the page was shown with.
    """
    index = assessment.index
    figures = _hold_with_figures(assessment, values)
    wanted, refused = settle_all(index, values, figures)
    answers = read_answers(assessment)
    current = _answers_to(answers, wanted)
    refused |= _not_confirmed(index, current, wanted)
    for code in refused:
        wanted.pop(code, None)

    # Before writing: afterwards this change would be the newest of all.
    overtaken = _overtaken(assessment, _replaced(current, wanted), seen or {}, by)
    written = _write(assessment, wanted, current, by=by, now=now)
    saved = {
        code: Saved(written.get(code) or current.get(code), overtaken.get(code))
        for code in wanted
    }
    answers.replace(written.values())
    return SavedPage(saved, refused, answers)


def _hold_with_figures(
    assessment: Assessment, values: Mapping[str, AnswerValue]
) -> dict[str, Decimal]:
    """The numbers of the round, read behind the lock; none where nothing is a share of one."""
    if not _need_figures(assessment.index, values):
        hold_draft(assessment)
        return {}
    draft = locked_draft(assessment)
    # The locked row comes without it, and it is heavy to read once more.
    draft.index_version = assessment.index_version
    return figures_of(draft)


def _answers_to(answers: Answers, codes: Iterable[str]) -> dict[str, Answer]:
    return {code: answers[code] for code in codes if code in answers}


def _need_figures(index: Index, values: Mapping[str, AnswerValue]) -> bool:
    """Most pages have no share of a figure of the round: they are spared a query."""
    for code, value in values.items():
        whole = index.questions.get(code, {}).get("denominator", {})
        if value.numerator is not None and "figure" in whole:
            return True
    return False


def settle_all(
    index: Index, values: Mapping[str, AnswerValue], figures: Mapping[str, Decimal]
) -> tuple[dict[str, AnswerValue], dict[str, SurveyError]]:
    """What can be saved, with its level, and what is wrong with the rest."""
    wanted, refused = {}, {}
    for code, value in values.items():
        try:
            wanted[code] = settled(index, code, value, figures)
        except SurveyError as error:
            refused[code] = error
    return wanted, refused


def _not_confirmed(
    index: Index, current: Mapping[str, Answer], values: Mapping[str, AnswerValue]
) -> dict[str, SurveyError]:
    """Copied numbers can be confirmed only together with the number they are a share of."""
    refused = {}
    for code, answer in current.items():
        is_ratio = index.questions[code]["kind"] == "ratio"
        if is_ratio and _repeats_a_half(answer, values[code]):
            name = missing_number(index, code, values[code])
            refused[code] = SurveyError("number_missing", question=code, name=name)
    return refused


def _repeats_a_half(answer: Answer, value: AnswerValue) -> bool:
    copied = (answer.numerator, answer.denominator)
    is_repeated = copied == (value.numerator, value.denominator)
    return answer.to_confirm and is_repeated and is_half_filled(value)


def _replaced(
    current: Mapping[str, Answer], wanted: Mapping[str, AnswerValue]
) -> dict[str, Answer]:
    """Answers that will not be what they are: whoever repeats one overtakes nobody."""
    replaced = {}
    for code, value in wanted.items():
        answer = current.get(code)
        if answer is not None and _changes(answer, value):
            replaced[code] = answer
    return replaced


def _overtaken(
    draft: Assessment,
    current: Mapping[str, Answer],
    seen: Mapping[str, int],
    by: User | None,
) -> dict[str, AnswerChange]:
    """By question, the newest change of somebody else that this page did not show."""
    moved = [
        code
        for code, answer in current.items()
        if answer.revision > seen.get(code, answer.revision)
    ]
    if not moved:
        return {}

    oldest = min(seen[code] for code in moved)
    changes = AnswerChange.objects.filter(
        assessment=draft, question__in=moved, revision__gt=oldest
    )
    overtaken = {}
    for change in changes.select_related("changed_by", "given_by").order_by("revision"):
        # Nobody without an account can be told apart: any newer value may be another's.
        is_anothers = by is None or change.changed_by_id != by.pk
        if is_anothers and change.revision > seen[change.question]:
            overtaken[change.question] = change
    return overtaken


def fill_answers(
    *,
    draft: Assessment,
    values: Mapping[str, AnswerValue],
    by: User | None,
    respondent: Respondent,
    now: datetime,
    over: bool = False,
) -> None:
    """A colleague's settled answers count where nobody else's does.

    over: others give way too, where somebody decided so.
    """
    current = _answers_to(read_answers(draft), values)
    free = {
        code: value
        for code, value in values.items()
        if over or _is_free(current.get(code), respondent)
    }
    _write(draft, free, current, by=by, now=now, respondent=respondent)


def _is_free(answer: Answer | None, respondent: Respondent) -> bool:
    """A copied answer is the owner's, though it is still to be confirmed."""
    if answer is None or answer.state == CLEARED:
        return True
    return answer.given_by_id == respondent.pk


def _write(
    draft: Assessment,
    values: Mapping[str, AnswerValue],
    current: Mapping[str, Answer],
    *,
    by: User | None,
    now: datetime,
    respondent: Respondent | None = None,
) -> dict[str, Answer]:
    """Write what differs from the current answers; what was written, by question."""
    written = {}
    for code, value in values.items():
        answer = current.get(code)
        if _changes(answer, value):
            answer = answer or Answer(assessment=draft, question=code, revision=0)
            set_value(answer, value)
            answer.given_by = respondent
            written[code] = stamp(answer, by, now)
    if written:
        keep_answers(written.values())
        note_change(draft, now)
    return written


def _changes(answer: Answer | None, value: AnswerValue) -> bool:
    if answer is None:
        return value.state != CLEARED
    return answer.to_confirm or value_of(answer) != value


def set_value(answer: GivenAnswer, value: AnswerValue) -> None:
    """A value that somebody gave: nothing about it is left to confirm."""
    for name in OF_VALUE:
        setattr(answer, name, getattr(value, name))
    answer.chosen = list(value.chosen)
    answer.to_confirm = False


def stamp(answer: Answer, by: User | None, now: datetime) -> Answer:
    """Make it the next revision of this answer."""
    answer.revision += 1
    answer.changed_by, answer.changed_at = by, now
    return answer
