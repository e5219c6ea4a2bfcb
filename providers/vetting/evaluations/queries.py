"""Reads of evaluations; who must not see what others found does not get it."""

from django.db.models import Q, QuerySet

from accounts.access.actions import Action
from accounts.access.reviewing import people_who_may
from accounts.models import Organisation, User
from providers.models import Application, Evaluation
from providers.vetting.applications.queries import criteria_of
from providers.vetting.evaluations.outcome import Outcome, outcome_of

State = Evaluation.State
ENOUGH = 2
# In these states somebody is still to judge by what is on paper alone.
_BEING_JUDGED = (
    Application.State.SENT,
    Application.State.ASKED,
    Application.State.APART,
    Application.State.RETURNED,
)


def evaluation_of(application: Application, officer: User) -> Evaluation | None:
    own = Evaluation.objects.filter(application=application, officer=officer)
    return own.exclude(state=State.LEFT).first()


def scores_in(evaluation: Evaluation) -> dict[str, int]:
    return {score.criterion: score.points for score in evaluation.scores.all()}


def looking_for(association: Organisation, prefix: str = "") -> Q:
    """Of the evaluations of its applications those that take a place; prefix: the way to them.

    Whoever gave it back leaves a place, and so does who began and vets there no more: else nobody
    could ever take it on instead.
    """
    begun = {
        f"{prefix}state": State.OPEN,
        f"{prefix}officer__in": people_who_may(Action.VET, association),
    }
    return Q(**{f"{prefix}state": State.DONE}) | Q(**begun)


def officers_to_hand_to(application: Application, by: User) -> QuerySet[User]:
    """Colleagues who have not had it; who is too near to judge it is found when one is named."""
    had = application.evaluations.values("officer")
    officers = people_who_may(Action.VET, application.association)
    return officers.exclude(pk=by.pk).exclude(pk__in=had).order_by("full_name", "pk")


def places_left(application: Application) -> int:
    """How many officers are still wanted."""
    looking = application.evaluations.filter(looking_for(application.association))
    if application.state == Application.State.APART:
        return 0 if looking.filter(is_third=True).exists() else 1
    if application.state in (Application.State.SENT, Application.State.ASKED):
        return max(ENOUGH - looking.count(), 0)
    return 0


def standing_evaluations(application: Application) -> list[Evaluation]:
    """What the decision goes by: the third's where there was one."""
    done = Evaluation.objects.filter(application=application, state=State.DONE)
    rows = list(done.prefetch_related("scores").select_related("officer"))
    return [row for row in rows if row.is_third] or rows


def outcome(application: Application) -> Outcome | None:
    standing = [scores_in(row) for row in standing_evaluations(application)]
    if not standing:
        return None
    return outcome_of(criteria_of(application), standing)


def visible_evaluations(application: Application, person: User) -> QuerySet[Evaluation]:
    """Those handed in, as far as this officer may see them.

    While it is being judged only to whoever has handed in an evaluation of their own: who might
    still be the third must know nothing of the first two.
    """
    done = Evaluation.objects.filter(application=application, state=State.DONE)
    done = done.select_related("officer").prefetch_related("scores")
    if application.state not in _BEING_JUDGED:
        return done
    if done.filter(officer=person).exists():
        return done
    return done.none()
