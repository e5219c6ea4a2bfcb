"""Answers of a round, read and written."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _
from ninja import Router
from pydantic import Field

from accounts.access.programs import Right
from api.errors import ApiError, FieldsError
from api.tags import fits, tag_of
from api.v1.assessments import own_assessment
from api.v1.rights import takes
from api.v1.shapes import Number, Sent, Told
from survey.answers.figures import save_figure
from survey.answers.services import hold_draft, save_page
from survey.answers.values import AnswerValue
from survey.errors import SurveyError
from survey.models import Answer, Assessment

MOST_AT_ONCE = 500
LONGEST_CODE = 40

router = Router(auth=takes(Right.READ_ASSESSMENTS), tags=["answers"])
Code = Annotated[str, Field(max_length=LONGEST_CODE)]


class AnswerTold(Told):
    question: str
    state: str = Field(description=_("answered, not_applicable or cleared"))
    level: int | None
    numerator: Number | None
    denominator: Number | None
    count: int | None
    text: str
    chosen: list[str]
    to_confirm: bool = Field(
        description=_("copied from the round before, and counts once it is sent again")
    )
    revision: int


class AnswersTold(Told):
    assessment: UUID
    state: str
    figures: dict[str, Number]
    answers: list[AnswerTold]


class AnswerSent(Sent):
    """As it is given; what the kind of the question does not take is refused."""

    state: Literal["answered", "not_applicable", "cleared"] = "answered"
    level: int | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    count: int | None = None
    text: str = Field("", max_length=4000)
    chosen: list[Code] = Field([], max_length=MOST_AT_ONCE)

    def value(self) -> AnswerValue:
        parts = self.model_dump()
        return AnswerValue(**parts | {"chosen": tuple(self.chosen)})


class AnswersSent(Sent):
    answers: dict[Code, AnswerSent] = Field({}, max_length=MOST_AT_ONCE)
    figures: dict[Code, Decimal | None] = Field({}, max_length=MOST_AT_ONCE)


@router.get(
    "/{uuid:public_id}/answers",
    response=AnswersTold,
    summary=_("All answers of a round"),
)
def answers(request: HttpRequest, public_id: UUID, response: HttpResponse) -> dict:
    return _tagged(own_assessment(request, public_id), response)


def _tagged(assessment: Assessment, response: HttpResponse) -> dict:
    told = _told(assessment)
    response.headers["ETag"] = _tag(told)
    return told


def _told(assessment: Assessment) -> dict:
    # In one order: the tag is made of them, and the database promises none.
    rows = sorted(assessment.answers.all(), key=lambda answer: answer.question)
    return {
        "assessment": assessment.public_id,
        "state": assessment.state,
        "figures": {each.name: each.value for each in assessment.figures.all()},
        "answers": list(map(_answer, rows)),
    }


def _tag(told: dict) -> str:
    """There are no words of ours in it: it is the same in each language."""
    return tag_of(json.dumps(told, default=str, sort_keys=True).encode(), "")


def _answer(answer: Answer) -> dict:
    return {
        "question": answer.question,
        "state": answer.state,
        "level": answer.level,
        "numerator": answer.numerator,
        "denominator": answer.denominator,
        "count": answer.count,
        "text": answer.text,
        "chosen": answer.chosen,
        "to_confirm": answer.to_confirm,
        "revision": answer.revision,
    }


@router.patch(
    "/{uuid:public_id}/answers",
    auth=takes(Right.WRITE_ASSESSMENTS),
    response=AnswersTold,
    summary=_("Write some answers: all that are sent, or none"),
    description=_(
        "With If-Match only where nothing was changed since they were read (412). What is "
        "not sent stays."
    ),
)
def change(
    request: HttpRequest, public_id: UUID, sent: AnswersSent, response: HttpResponse
) -> dict:
    assessment = own_assessment(request, public_id)
    with transaction.atomic():
        # From here on nobody else writes in this round.
        hold_draft(assessment)
        _refuse_changed(request, public_id)
        refused = _save(request, assessment, sent)
        if refused:
            # Within the transaction: what fitted is taken back with what did not.
            raise FieldsError(refused)
    return _tagged(own_assessment(request, public_id), response)


def _refuse_changed(request: HttpRequest, public_id: UUID) -> None:
    seen = request.headers.get("If-Match", "")
    if seen and not fits(seen, _tag(_told(own_assessment(request, public_id)))):
        raise ApiError("changed_meanwhile")


def _save(
    request: HttpRequest, assessment: Assessment, sent: AnswersSent
) -> Mapping[tuple[str, ...], SurveyError]:
    """What could not be taken, by its place in what was sent."""
    refused = _save_figures(request, assessment, sent)
    values = {code: each.value() for code, each in sent.answers.items()}
    saved = save_page(
        assessment=assessment, values=values, by=request.user, now=request.now
    )
    for code, error in saved.refused.items():
        refused["answers", code] = error
    return refused


def _save_figures(
    request: HttpRequest, assessment: Assessment, sent: AnswersSent
) -> dict[tuple[str, ...], SurveyError]:
    refused = {}
    for name, value in sent.figures.items():
        try:
            save_figure(
                assessment=assessment,
                name=name,
                value=value,
                by=request.user,
                now=request.now,
            )
        except SurveyError as error:
            refused["figures", name] = error
    return refused
