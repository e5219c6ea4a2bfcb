"""Reads of colleagues who answer: what they are asked, how far they are, and where answers differ."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from indexes.index.model import Index
from indexes.index.pages import Page
from language.texts import in_language
from survey.answers.progress import Progress, progress_from
from survey.answers.queries import figures_of
from survey.answers.values import (
    ANSWERED,
    NOT_APPLICABLE,
    AnswerValue,
    relevelled,
    value_of,
)
from survey.models import Answer, Assessment, GivenAnswer, Respondent, RespondentAnswer

FAR_APART = 2  # levels


def respondents() -> QuerySet[Respondent]:
    """Invitations with their assessment, without the heavy document."""
    return Respondent.objects.select_related(
        "assessment__organisation", "assessment__index_version"
    ).defer("assessment__index_version__document")


def pillar_names(index: Index) -> dict[str, str]:
    """Pillars that ask something on the way, by code, in the reader's language."""
    asking = {step.pillar for step in index.pages}
    return {
        part["code"]: in_language(part["name"])
        for part in index.sections
        if part["code"] in asking
    }


def steps_for(index: Index, pillars: Container[str]) -> list[Page]:
    return [step for step in index.pages if step.pillar in pillars]


@dataclass(frozen=True)
class Colleague:
    respondent: Respondent
    progress: Progress


def colleagues_of(assessment: Assessment) -> list[Colleague]:
    """Everybody who was invited, with how much they have answered; oldest first."""
    index = assessment.index
    others = list(assessment.answers.all())
    invited = assessment.respondents.prefetch_related(
        Prefetch("answers", to_attr="given")
    )
    return [
        Colleague(
            one, progress_from(index, one.given, steps_for(index, one.pillars), others)
        )
        for one in invited
    ]


@dataclass(frozen=True)
class Difference:
    """Two answers to one question that are far apart: the one that counts, or is to be confirmed, and another."""

    question: str
    counts: Answer
    theirs: RespondentAnswer


def differences(assessment: Assessment) -> list[Difference]:
    """Where a colleague's answer is far from the one that counts and nobody has decided yet, in index order."""
    given = RespondentAnswer.objects.filter(
        respondent__assessment=assessment, respondent__withdrawn_at__isnull=True
    ).select_related("respondent")
    if not given:
        return []
    index, figures = assessment.index, figures_of(assessment)
    counting = {
        one.question: one for one in assessment.answers.select_related("given_by")
    }
    for theirs in given:
        theirs.level = (
            as_now(theirs, index, figures).level
            if theirs.question in index.questions
            else None
        )
    found = [
        Difference(theirs.question, counting[theirs.question], theirs)
        for theirs in given
        if theirs.question in counting
        and _is_open(index, counting[theirs.question], theirs)
    ]
    order = {code: place for place, code in enumerate(index.questions)}
    return sorted(
        found, key=lambda one: (order.get(one.question, len(order)), one.theirs.pk)
    )


def as_now(
    given: GivenAnswer, index: Index, figures: Mapping[str, Decimal]
) -> AnswerValue:
    """What a colleague gave, with the level that its numbers amount to by the figures of today."""
    told = value_of(given)
    if told.numerator is None and told.denominator is None:
        return told
    return replace(told, level=relevelled(index, given.question, told, figures))


def _is_open(index: Index, counts: Answer, theirs: RespondentAnswer) -> bool:
    if counts.given_by_id == theirs.respondent_id:
        return False
    if (
        theirs.settled_revision == counts.revision
        or theirs.question not in index.questions
    ):
        return False
    return far_apart(index, counts, theirs)


def far_apart(index: Index, one: GivenAnswer, other: GivenAnswer) -> bool:
    """Two levels or more; any difference where a question has two levels only; applicable against not."""
    states = {one.state, other.state}
    if states == {ANSWERED, NOT_APPLICABLE}:
        return True
    if states != {ANSWERED} or one.level is None or other.level is None:
        return False
    highest = len(index.questions[one.question].get("anchors", ())) - 1
    return abs(one.level - other.level) >= max(1, min(FAR_APART, highest))
