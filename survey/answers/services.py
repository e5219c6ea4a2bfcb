"""Saving answers. Nothing acknowledged is ever lost: every value an answer had stays in AnswerChange."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import connection, transaction

from accounts.models import User
from indexes.index.model import Index
from survey.answers.queries import figures_of
from survey.answers.values import (
    CLEARED,
    AnswerValue,
    is_half_filled,
    missing_number,
    settled,
    value_of,
)
from survey.errors import SurveyError
from survey.models import Answer, AnswerChange, Assessment, Respondent

_GIVEN = ("state", "level", "numerator", "denominator", "count", "text", "chosen")
_KEPT = (*_GIVEN, "to_confirm", "changed_by", "changed_at", "given_by")


@dataclass(frozen=True)
class Saved:
    """`answer` is None where a question without an answer was cleared.

    `overtaken` is the newest change that somebody else made since the page was shown. It stays in the history.
    """

    answer: Answer | None
    overtaken: AnswerChange | None = None


def locked_draft(assessment: Assessment) -> Assessment:
    """The assessment as it stands now, held until the transaction ends; writers of one assessment queue up here."""
    draft = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if draft.state != Assessment.State.DRAFT:
        raise SurveyError("submitted", assessment=str(draft.public_id))
    return draft


@transaction.atomic
def save_answer(
    *,
    assessment: Assessment,
    question: str,
    given: AnswerValue,
    by: User | None,
    now: datetime,
    seen_revision: int | None = None,
) -> Saved:
    """Save one answer; the last write wins. An identical repeat changes nothing. SurveyError when it cannot be."""
    seen = {} if seen_revision is None else {question: seen_revision}
    saved, refused = save_answers(
        assessment=assessment, given={question: given}, by=by, now=now, seen=seen
    )
    if question in refused:
        raise refused[question]
    return saved[question]


@transaction.atomic
def save_answers(
    *,
    assessment: Assessment,
    given: Mapping[str, AnswerValue],
    by: User | None,
    now: datetime,
    seen: Mapping[str, int] | None = None,
) -> tuple[dict[str, Saved], dict[str, SurveyError]]:
    """Save a page of answers in a fixed number of queries: (saved, refused) by question.

    One refused answer keeps no other from being saved. `seen`: the revisions the page was shown with.
    """
    index = assessment.index
    draft = locked_draft(assessment)
    draft.index_version = assessment.index_version
    figures = figures_of(draft) if _need_figures(index, given) else {}
    wanted, refused = settle_all(index, given, figures)
    standing = {
        a.question: a
        for a in Answer.objects.filter(assessment=draft, question__in=wanted)
    }
    refused |= _not_confirmed(index, standing, wanted)
    wanted = {code: one for code, one in wanted.items() if code not in refused}
    overtaken = _overtaken(draft, standing, seen or {}, by)
    changed = {
        code: _changed(draft, code, standing.get(code), wanted[code], by, now)
        for code in wanted
    }
    keep_answers([answer for answer in changed.values() if answer])
    if any(changed.values()):
        Assessment.objects.filter(pk=draft.pk).update(changed_at=now)
    saved = {
        code: Saved(changed[code] or standing.get(code), overtaken.get(code))
        for code in wanted
    }
    return saved, refused


def _need_figures(index: Index, given: Mapping[str, AnswerValue]) -> bool:
    return any(
        one.numerator is not None
        and "figure" in index.questions.get(code, {}).get("denominator", {})
        for code, one in given.items()
    )


def settle_all(
    index: Index, given: Mapping[str, AnswerValue], figures: Mapping[str, Decimal]
) -> tuple[dict[str, AnswerValue], dict[str, SurveyError]]:
    wanted, refused = {}, {}
    for code, one in given.items():
        try:
            wanted[code] = settled(index, code, one, figures)
        except SurveyError as error:
            refused[code] = error
    return wanted, refused


def _not_confirmed(
    index: Index, standing: Mapping[str, Answer], wanted: Mapping[str, AnswerValue]
) -> dict[str, SurveyError]:
    """Copied numbers can be confirmed only together with the number they are a share of."""
    return {
        code: SurveyError(
            "number_missing",
            question=code,
            name=missing_number(index, code, wanted[code]),
        )
        for code, answer in standing.items()
        if index.questions[code]["kind"] == "ratio"
        and answer.to_confirm
        and is_half_filled(wanted[code])
        if _numbers(value_of(answer)) == _numbers(wanted[code])
    }


def _numbers(given: AnswerValue) -> tuple:
    return given.numerator, given.denominator


def _overtaken(
    draft: Assessment,
    standing: dict[str, Answer],
    seen: Mapping[str, int],
    by: User | None,
) -> dict[str, AnswerChange]:
    moved = [
        code
        for code, answer in standing.items()
        if answer.revision > seen.get(code, answer.revision)
    ]
    if not moved:
        return {}
    oldest = min(seen[code] for code in moved)
    changes = AnswerChange.objects.filter(
        assessment=draft, question__in=moved, revision__gt=oldest
    )
    return {
        change.question: change
        for change in changes.select_related("changed_by", "given_by").order_by(
            "revision"
        )
        # Without an account nobody can be told apart, so any newer value may be somebody else's.
        if change.revision > seen[change.question]
        and (by is None or change.changed_by_id != by.pk)
    }


def fill_answers(
    *,
    draft: Assessment,
    given: Mapping[str, AnswerValue],
    by: User | None,
    respondent: Respondent,
    now: datetime,
    over: bool = False,
) -> None:
    """A colleague's settled answers count where nobody else's does; `over` others where somebody decided so."""
    standing = {
        a.question: a
        for a in Answer.objects.filter(assessment=draft, question__in=given)
    }
    free = [code for code in given if over or _is_free(standing.get(code), respondent)]
    changed = [
        _changed(draft, code, standing.get(code), given[code], by, now, respondent)
        for code in free
    ]
    keep_answers([answer for answer in changed if answer])
    if any(changed):
        Assessment.objects.filter(pk=draft.pk).update(changed_at=now)


def _is_free(answer: Answer | None, respondent: Respondent) -> bool:
    """A copied answer is the owner's, though it is still to be confirmed."""
    return (
        answer is None or answer.state == CLEARED or answer.given_by_id == respondent.pk
    )


def _changed(
    draft: Assessment,
    code: str,
    standing: Answer | None,
    given: AnswerValue,
    by: User | None,
    now: datetime,
    given_by: Respondent | None = None,
) -> Answer | None:
    """The answer to write, or None where nothing changes."""
    if standing is None and given.state == CLEARED:
        return None
    if standing is not None and value_of(standing) == given and not standing.to_confirm:
        return None
    answer = standing or Answer(assessment=draft, question=code, revision=0)
    for name in _GIVEN:
        setattr(answer, name, getattr(given, name))
    answer.chosen = list(given.chosen)
    answer.to_confirm, answer.given_by = False, given_by
    return stamp(answer, by, now)


def stamp(answer: Answer, by: User | None, now: datetime) -> Answer:
    answer.revision += 1
    answer.changed_by, answer.changed_at = by, now
    return answer


def keep_answers(answers: Iterable[Answer]) -> None:
    """Write answers of one assessment and their history, two statements for any number of them."""
    answers = list(answers)
    if not answers:
        return
    Answer.objects.bulk_create(
        answers,
        update_conflicts=True,
        unique_fields=["assessment", "question"],
        update_fields=[*_KEPT, "revision"],
    )
    _copy_to_history(answers)


def _copy_to_history(answers: list[Answer]) -> None:
    """The rows as they now stand, copied by the database: others wait for this lock, and sending the values
    a second time would hold it a quarter longer.
    """
    names = [
        field.column
        for field in AnswerChange._meta.concrete_fields
        if not field.primary_key
    ]
    columns = ", ".join(connection.ops.quote_name(name) for name in names)
    questions = [answer.question for answer in answers]
    places = ", ".join(["%s"] * len(questions))
    # Nothing but names of the models' own columns and places for values is put together here.
    copy = f"INSERT INTO {AnswerChange._meta.db_table} ({columns}) SELECT {columns} FROM {Answer._meta.db_table}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(
            f"{copy} WHERE assessment_id = %s AND question IN ({places})",
            [answers[0].assessment_id, *questions],
        )


def keep_history(answers: Iterable[Answer]) -> None:
    AnswerChange.objects.bulk_create(
        AnswerChange(
            assessment_id=answer.assessment_id,
            question=answer.question,
            revision=answer.revision,
            **{name: getattr(answer, name) for name in _KEPT},
        )
        for answer in answers
    )
