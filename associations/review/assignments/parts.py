"""The bar above the pages of reviews, and how many days an appeal has left."""

from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access.actions import Action, may
from accounts.access.visitors import visitor_of
from accounts.models import Organisation
from associations.models import Assignment, Review
from associations.review.assignments.queries import counts_of
from registry.working_days import working_days_until

# The words of the address, and the state of what is shown under them.
PARTS = {
    "": Assignment.State.WAITING,
    "hoi-lai": Assignment.State.ASKING,
    "da-nop": Assignment.State.DONE,
}


def parts_of(request: HttpRequest, association: Organisation) -> dict:
    visitor, now = visitor_of(request), timezone.now()
    counts = counts_of(association, request.user, visitor.roles, now)
    parts = []
    for name, state in PARTS.items():
        number = counts.get(state, 0)
        parts.append({"name": name, "label": _label(state), "number": number})
    leads = may(visitor, Action.MANAGE, association)
    return {"parts": parts, "counts": counts, "leads": leads}


def _label(state: str) -> str:
    labels = {
        Assignment.State.WAITING: _("To review"),
        Assignment.State.ASKING: _("Waiting for a reply"),
        Assignment.State.DONE: _("Handed in"),
    }
    return labels[state]


def days_left(review: Review, today: date) -> dict[str, int | None]:
    """Working days until an appeal is due, or how many it is late."""
    if review.due_on is None:
        return {"left": None, "late": None}
    left = working_days_until(today, review.due_on)
    return {"left": left, "late": -left}
