"""Saving the numbers of a round that many ratios share: employees, revenue of the quarter
and the like.
"""

from collections.abc import Container
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from accounts.models import User
from indexes.index.model import Index
from registry.sizes import SizeClass, size_class
from survey.answers.queries import figures_of
from survey.answers.services import (
    locked_draft,
    record_about,
    stamp,
)
from survey.answers.values import ANSWERED, exact_number, relevelled, value_of
from survey.answers.writing import keep_answers
from survey.errors import SurveyError
from survey.models import Answer, Assessment, Figure

MOST_EMPLOYEES = 1_000_000


@transaction.atomic
def save_figure(
    *,
    assessment: Assessment,
    name: str,
    value: Decimal | int | None,
    by: User | None,
    now: datetime,
) -> None:
    """Keep a number of the round (None takes it back) and judge again every ratio of it."""
    number = _checked(assessment.index, name, value)
    draft = locked_draft(assessment)
    draft.index_version = assessment.index_version
    profile_field = assessment.index.figures[name].get("from_profile")
    if profile_field:
        _keep_in_profile(draft, profile_field, number)
        # The caller goes on with its own copy.
        setattr(assessment, profile_field, getattr(draft, profile_field))
    else:
        _keep(draft, name, number, now)

    # While the draft is locked: nobody may see the new figure beside levels of the old one.
    level_again(draft, {name}, by=by, now=now)
    Assessment.objects.filter(pk=draft.pk).update(changed_at=now)
    record_about(assessment, "figure.changed", by, now, figure=name)


def _checked(index: Index, name: str, value: Decimal | int | None) -> Decimal | None:
    if name not in index.figures:
        raise SurveyError("unknown_figure", figure=name)
    number = exact_number(value)
    if number is not None and number < 0:
        raise SurveyError("number_negative", figure=name)
    return number


def _keep(draft: Assessment, name: str, number: Decimal | None, now: datetime) -> None:
    if number is None:
        Figure.objects.filter(assessment=draft, name=name).delete()
        return
    Figure.objects.update_or_create(
        assessment=draft, name=name, defaults={"value": number, "changed_at": now}
    )


def _keep_in_profile(draft: Assessment, field: str, number: Decimal | None) -> None:
    if number is not None:
        _check_for_profile(field, number)
    setattr(draft, field, None if number is None else int(number))
    # The size class hangs on the number of people, on revenue and capital.
    draft.size = size_of(draft).id
    draft.save(update_fields=[field, "size"])


def _check_for_profile(field: str, number: Decimal) -> None:
    if number != int(number):
        raise SurveyError("number_too_fine", figure=field)
    if field != "employees":
        return
    if number == 0:
        raise SurveyError("no_people", figure=field)
    if number > MOST_EMPLOYEES:
        raise SurveyError("too_large", figure=field)


def size_of(assessment: Assessment) -> SizeClass:
    return size_class(
        employees=assessment.employees,
        revenue=assessment.revenue,
        capital=assessment.capital,
        sector_code=assessment.sector,
        is_young=assessment.is_young,
    )


def level_again(
    draft: Assessment, names: Container[str], *, by: User | None, now: datetime
) -> None:
    """Judge again the ratios that use these figures.

    What no longer fits together waits for the person.
    """
    index, figures = draft.index, figures_of(draft)
    changed = []
    for answer in _shares_of(draft, names):
        level = relevelled(index, answer.question, value_of(answer), figures)
        if level != answer.level:
            answer.level = level
            changed.append(stamp(answer, by, now))
    keep_answers(changed)


def _shares_of(draft: Assessment, names: Container[str]) -> list[Answer]:
    """Answers given as numbers whose whole is one of these figures."""
    codes = [
        code
        for code, question in draft.index.questions.items()
        if question.get("denominator", {}).get("figure") in names
    ]
    answers = Answer.objects.filter(
        assessment=draft, question__in=codes, numerator__isnull=False, state=ANSWERED
    )
    return list(answers)
