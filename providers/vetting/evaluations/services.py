"""Writes of officers who judge: taking an application on, scoring it, handing in."""

from datetime import datetime

from django.db import transaction

from accounts.access.actions import Action
from accounts.access.reviewing import people_who_may
from accounts.models import Organisation, User
from providers.errors import ProviderError
from providers.models import Application, Evaluation, Provider, Relation, Score
from providers.vetting.applications.queries import criteria_of
from providers.vetting.conflicts import conflict_of_person
from providers.vetting.email import tell_officer, tell_officers
from providers.vetting.evaluations.outcome import are_apart, percent_of
from providers.vetting.evaluations.queries import ENOUGH, places_left, scores_in
from providers.vetting.transitions import lock_application, move, record

LONGEST_REASON = 1000
State = Evaluation.State


@transaction.atomic
def take(*, application: Application, officer: User, now: datetime) -> Evaluation:
    """Raises ProviderError: not_officer, the conflicts of `conflicts`, taken_already,
    enough_officers.
    """
    held = lock_application(application)
    evaluation = _begun(held, officer, now)
    record(held, "vetting.taken", officer, now)
    return evaluation


@transaction.atomic
def hand_to(
    *, application: Application, officer: User, by: User, now: datetime
) -> Evaluation:
    """To a named officer, who is told and may give it back. Nobody near to the provider hands
    it to anybody. Raises ProviderError: not_theirs, enough_officers, those of `check_officer`.
    """
    held = lock_application(application)
    check_officer(held, by)
    try:
        evaluation = _begun(held, officer, now)
    except ProviderError as error:
        if error.code == "enough_officers":
            raise
        # Why somebody else cannot judge it is nobody's to read.
        raise ProviderError("not_theirs") from error
    record(held, "vetting.handed_to", by, now, officer=officer.pk)
    tell_officer(held, officer)
    return evaluation


def _begun(held: Application, officer: User, now: datetime) -> Evaluation:
    check_officer(held, officer)
    if held.evaluations.filter(officer=officer).exists():
        raise ProviderError("taken_already")
    if not places_left(held):
        raise ProviderError("enough_officers")
    return Evaluation.objects.create(
        application=held,
        officer=officer,
        is_third=held.state == Application.State.APART,
        taken_at=now,
    )


def check_officer(application: Application, officer: User) -> None:
    """Raises ProviderError: not_officer, and the conflicts of `conflicts`."""
    officers = people_who_may(Action.VET, application.association)
    if not officers.filter(pk=officer.pk).exists():
        raise ProviderError("not_officer")
    conflict = conflict_of_person(officer, application)
    if conflict:
        raise ProviderError(conflict)


@transaction.atomic
def leave(*, evaluation: Evaluation, by: User, now: datetime) -> None:
    """Somebody else takes it; what was found counts for nothing. Raises ProviderError: closed."""
    held = lock_application(evaluation.application)
    open_ones = Evaluation.objects.filter(pk=evaluation.pk, state=State.OPEN)
    if not open_ones.update(state=State.LEFT, ended_at=now):
        raise ProviderError("closed")
    record(held, "vetting.left", by, now, officer=evaluation.officer_id)


@transaction.atomic
def record_score(
    *, evaluation: Evaluation, criterion: str, points: int, reason: str, now: datetime
) -> None:
    """A later one replaces it until it is handed in; the other criteria stay as they are.

    Raises ProviderError: reason_missing, unknown_criterion, points_out_of_range, and those of
    `_open`.
    """
    held = _open(evaluation)
    criteria = criteria_of(held.application)
    if criteria.criterion(criterion) is None:
        raise ProviderError("unknown_criterion")
    if not 0 <= points <= criteria.top:
        raise ProviderError("points_out_of_range")
    reason = reason.strip()[:LONGEST_REASON]
    if not reason:
        raise ProviderError("reason_missing")
    found = {"points": points, "reason": reason, "found_at": now}
    Score.objects.update_or_create(evaluation=held, criterion=criterion, defaults=found)


def _open(evaluation: Evaluation) -> Evaluation:
    """Raises ProviderError: closed, and those of `check_officer`."""
    application = lock_application(evaluation.application)
    held = Evaluation.objects.select_related("officer").get(pk=evaluation.pk)
    held.application = application
    if held.state != State.OPEN:
        raise ProviderError("closed")
    # Somebody may have begun to work for the provider since taking it on.
    check_officer(application, held.officer)
    return held


@transaction.atomic
def hand_in(*, evaluation: Evaluation, now: datetime) -> Application:
    """The last of them settles it, or calls for a third where two are far apart.

    Raises ProviderError: not_finished, waits_for_answers, and those of `_open`.
    """
    held = _open(evaluation)
    application = held.application
    if application.state not in (Application.State.SENT, Application.State.APART):
        raise ProviderError("waits_for_answers")
    criteria, points = criteria_of(application), scores_in(held)
    if any(criterion.id not in points for criterion in criteria.criteria):
        raise ProviderError("not_finished")
    held.percent = percent_of(criteria, points)
    held.state, held.ended_at = State.DONE, now
    held.save(update_fields=["percent", "state", "ended_at"])
    record(application, "vetting.handed_in", held.officer, now)
    return _settle(application, held, now)


def _settle(application: Application, last: Evaluation, now: datetime) -> Application:
    # The first two could not agree: what the third finds stands alone.
    if last.is_third:
        return _move(application, "agree", now)
    done = application.evaluations.filter(state=State.DONE, is_third=False)
    percents = list(done.values_list("percent", flat=True))
    if len(percents) < ENOUGH:
        return application
    if are_apart(criteria_of(application), *percents):
        return _move(application, "differ", now)
    return _move(application, "agree", now)


def _move(application: Application, action: str, now: datetime) -> Application:
    # By nobody: it follows from what was handed in.
    moved = move(application, action, by=None, now=now)
    tell_officers(moved, "apart" if action == "differ" else "settled")
    return moved


@transaction.atomic
def declare_relation(
    *,
    association: Organisation,
    provider: Provider,
    person: User,
    words: str,
    now: datetime,
) -> None:
    """From now on this person judges nothing of it; what is under way is given back.

    Raises ProviderError: reason_missing.
    """
    words = words.strip()[:LONGEST_REASON]
    if not words:
        raise ProviderError("reason_missing")
    Relation.objects.update_or_create(
        association=association,
        provider=provider,
        person=person,
        defaults={"words": words, "declared_at": now},
    )
    under_way = Evaluation.objects.filter(
        application__association=association,
        application__provider=provider,
        officer=person,
        state=State.OPEN,
    )
    for evaluation in under_way.select_related("application"):
        leave(evaluation=evaluation, by=person, now=now)
