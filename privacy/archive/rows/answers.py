"""Rows on what a person gave: answers, files, steps of a roadmap."""

from collections.abc import Iterator

from django.db.models import Model, QuerySet

from language.texts import in_language
from privacy.archive.rows.account import Row
from privacy.persons.person import Person
from privacy.persons.queries import invitations_to
from roadmap.models import RoadmapStep
from survey.models import AnswerChange, Assessment, Evidence, RespondentAnswer


def answers(person: Person) -> Iterator[Row]:
    """Every value that was given, also those that were changed later."""
    if person.user is None:
        return
    given = AnswerChange.objects.filter(changed_by=person.user)
    in_order = _with(given, "assessment").order_by("-changed_at", "-pk")
    for answer in in_order.iterator(chunk_size=1000):
        yield _answer(answer, answer.assessment)


def answers_as_colleague(person: Person) -> Iterator[Row]:
    invitations = list(invitations_to(person.emails))
    given = RespondentAnswer.objects.filter(respondent__in=invitations)
    for answer in _with(given, "respondent__assessment").order_by("-changed_at"):
        yield _answer(answer, answer.respondent.assessment)


def _with(rows: QuerySet, assessment: str) -> QuerySet:
    """Beside their round, without the heavy document of its index."""
    related = (f"{assessment}__organisation", f"{assessment}__index_version")
    return rows.select_related(*related).defer(f"{assessment}__index_version__document")


def _answer(answer: Model, assessment: Assessment) -> Row:
    return {
        "organisation": assessment.organisation.name,
        "round": assessment.round,
        "index": assessment.index_version.index_id,
        "question": answer.question,
        "asked": _asked(answer.question, assessment),
        "state": answer.get_state_display(),
        "level": answer.level,
        "numerator": answer.numerator,
        "denominator": answer.denominator,
        "count": answer.count,
        "text": answer.text,
        "chosen": answer.chosen,
        "at": answer.changed_at,
    }


def _asked(code: str, assessment: Assessment) -> str:
    """The question in words; "" where another variant was chosen since, which asks it not."""
    question = assessment.index.questions.get(code)
    return in_language(question["ask"]) if question else ""


def files(person: Person) -> Iterator[Row]:
    if person.user is None:
        return
    given = Evidence.objects.filter(uploaded_by=person.user)
    related = given.select_related("assessment__organisation")
    for evidence in related.order_by("-uploaded_at", "-pk"):
        yield {
            "organisation": evidence.assessment.organisation.name,
            "question": evidence.question,
            "file": evidence.name,
            "size": evidence.size,
            "since": evidence.uploaded_at,
            "removed": evidence.removed_at,
        }


def steps(person: Person) -> Iterator[Row]:
    """Of roadmaps, those that the person ticked off."""
    if person.user is None:
        return
    done = RoadmapStep.objects.filter(done_by=person.user)
    related = done.select_related("roadmap__organisation")
    for step in related.order_by("-done_at", "-pk"):
        yield {
            "organisation": step.roadmap.organisation.name,
            "question": step.question,
            "text": step.text,
            "done": step.done_at,
        }
