"""Saving the numbers of a round that many ratios share: employees, revenue of the quarter and the like."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from accounts.models import User
from accounts.services import record_event
from registry.sizes import size_class
from survey.answers.queries import figures_of
from survey.answers.services import keep_answers, locked_draft, stamp
from survey.answers.values import ANSWERED, exact_number, relevelled, value_of
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
    """Keep a number of the round (None takes it back) and judge again every ratio that uses it."""
    index = assessment.index
    if name not in index.figures:
        raise SurveyError("unknown_figure", figure=name)
    number = exact_number(value)
    if number is not None and number < 0:
        raise SurveyError("number_negative", figure=name)
    draft = locked_draft(assessment)
    draft.index_version = assessment.index_version
    profile_field = index.figures[name].get("from_profile")
    if profile_field:
        _keep_in_profile(draft, profile_field, number)
        setattr(assessment, profile_field, getattr(draft, profile_field))
    elif number is None:
        Figure.objects.filter(assessment=draft, name=name).delete()
    else:
        Figure.objects.update_or_create(
            assessment=draft, name=name, defaults={"value": number, "changed_at": now}
        )
    level_again(draft, {name}, by=by, now=now)
    Assessment.objects.filter(pk=draft.pk).update(changed_at=now)
    record_event(
        action="figure.changed",
        organisation=assessment.organisation,
        actor=by,
        subject=f"assessment:{draft.public_id}",
        now=now,
        details={"figure": name},
    )


def _keep_in_profile(draft: Assessment, field: str, number: Decimal | None) -> None:
    if number is not None and number != int(number):
        raise SurveyError("number_too_fine", figure=field)
    if field == "employees" and number == 0:
        raise SurveyError("no_people", figure=field)
    if field == "employees" and number is not None and number > MOST_EMPLOYEES:
        raise SurveyError("too_large", figure=field)
    setattr(draft, field, None if number is None else int(number))
    draft.size = size_of(draft)
    draft.save(update_fields=[field, "size"])


def size_of(assessment: Assessment) -> str:
    return size_class(
        employees=assessment.employees,
        revenue=assessment.revenue,
        capital=assessment.capital,
        sector_code=assessment.sector,
    ).id


def level_again(
    draft: Assessment, names: set[str], *, by: User | None, now: datetime
) -> None:
    """Judge again the ratios that use these figures; what no longer fits together waits for the person."""
    index = draft.index
    codes = [
        c
        for c, question in index.questions.items()
        if question.get("denominator", {}).get("figure") in names
    ]
    answers = Answer.objects.filter(
        assessment=draft, question__in=codes, numerator__isnull=False, state=ANSWERED
    )
    figures = figures_of(draft)
    changed = []
    for answer in answers:
        level = relevelled(index, answer.question, value_of(answer), figures)
        if level != answer.level:
            answer.level = level
            changed.append(stamp(answer, by, now))
    keep_answers(changed)
