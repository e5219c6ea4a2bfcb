"""What the pages of officers say of an application."""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.timezone import localdate

from accounts.models import User
from language.texts import in_language
from providers.models import Application, Evaluation, Reference
from providers.vetting.applications.describe import steps_of
from providers.vetting.applications.forms import CriterionForm
from providers.vetting.applications.queries import criteria_of, declared, files_of
from providers.vetting.conflicts import conflict_of_person
from providers.vetting.criteria.queries import Criteria, Criterion
from providers.vetting.evaluations.queries import (
    evaluation_of,
    outcome,
    places_left,
    visible_evaluations,
)
from providers.vetting.wording import STATE_BADGES, problem
from registry.working_days import working_days_until

State = Application.State


def days_left(application: Application, today: date) -> dict[str, int]:
    if application.due_on is None:
        return {}
    left = working_days_until(today, application.due_on)
    return {"late": -left} if left < 0 else {"left": left}


def row_of(application: Application, today: date) -> dict:
    return {
        "application": application,
        "badge": STATE_BADGES[application.state],
        **days_left(application, today),
    }


def description_of(application: Application, officer: User, now: datetime) -> dict:
    criteria = criteria_of(application)
    own = evaluation_of(application, officer)
    conflict = conflict_of_person(officer, application)
    may_judge = not conflict
    is_wanted = may_judge and places_left(application) > 0
    # What a template is not given, it cannot show by mistake.
    others = visible_evaluations(application, officer)
    is_settled = application.state == State.SETTLED
    customers = list(application.references.select_related("doubted_by"))
    return row_of(application, localdate(now)) | {
        "provider": application.provider,
        "association": application.association,
        "criteria": criteria,
        "own": own,
        "conflict": problem(conflict) if conflict else "",
        "may_take": is_wanted and own is None,
        "may_hand": is_wanted,
        "is_judging": own is not None and own.state == Evaluation.State.OPEN,
        "rows": list(_rows(criteria, own, list(others))),
        "others": [row for row in others if row.officer_id != officer.pk],
        "outcome": outcome(application) if is_settled else None,
        "may_decide": may_judge and is_settled,
        "may_ask": may_judge and _may_ask(application),
        "may_return": may_judge and application.state in (State.SENT, State.ASKED),
        "may_suspend": may_judge and application.state == State.ACCEPTED,
        "may_lift": may_judge and application.state == State.SUSPENDED,
        "inquiries": application.inquiries.all(),
        "customers": [customer_of(criteria, row) for row in customers],
        "heard": sum(row.counts for row in customers),
        "steps": steps_of(application),
    }


def _may_ask(application: Application) -> bool:
    if application.state != State.SENT:
        return False
    return not application.inquiries.filter(asked_at__isnull=False).exists()


def _rows(
    criteria: Criteria, own: Evaluation | None, others: list[Evaluation]
) -> Iterator[dict]:
    """Of each criterion the own score, and those that may be seen."""
    # Nothing of others is in `others` that this officer must not see.
    own_scores = _by_criterion(own) if own else {}
    seen = [(row.officer, _by_criterion(row)) for row in others if row != own]
    for criterion in criteria.criteria:
        yield {
            "criterion": criterion,
            "title": in_language(criterion.name),
            "own": own_scores.get(criterion.id),
            "others": [
                {"officer": officer, "score": scores.get(criterion.id)}
                for officer, scores in seen
            ],
        }


def _by_criterion(evaluation: Evaluation) -> dict:
    return {score.criterion: score for score in evaluation.scores.all()}


def customer_of(criteria: Criteria, reference: Reference) -> dict:
    """What it answered, in words."""
    answers = []
    for question in criteria.questions:
        names = {row["id"]: row["name"] for row in question["options"]}
        answer = names.get(reference.answers.get(question["id"]))
        if answer:
            answers.append((in_language(question["ask"]), in_language(answer)))
    return {"reference": reference, "answers": answers}


def declared_in(application: Application, criterion: Criterion) -> dict:
    """What the provider says of it, as its own page shows it."""
    # Also of one that is over: it is read, never changed.
    values = declared(application, criterion.id)
    return {
        "form": CriterionForm(initial=values, criterion=criterion),
        "files": files_of(application).filter(criterion=criterion.id),
    }
