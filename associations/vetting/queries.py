"""Lists of applications, as an association works through them."""

from collections.abc import Mapping

from django.db.models import Count, F, Q, QuerySet

from accounts.models import Organisation, User
from providers.models import Application, Evaluation
from providers.vetting.applications.queries import applications
from providers.vetting.evaluations.queries import looking_for

State = Application.State
# The words of the list in its address, and what each shows.
PARTS: Mapping[str, tuple[str, ...]] = {
    "": (State.SENT, State.APART, State.SETTLED),
    "hoi": (State.ASKED, State.RETURNED),
    "dang-co": (State.ACCEPTED, State.SUSPENDED),
    "xong": (State.DECLINED, State.REVOKED, State.EXPIRED, State.WITHDRAWN),
}


def applications_to(association: Organisation, part: str = "") -> QuerySet[Application]:
    """By what is due first; those that stand by when they run out. No drafts: they are theirs."""
    rows = applications().filter(association=association, state__in=PARTS[part])
    is_looking = looking_for(association, "evaluations__")
    looking = Count("evaluations", filter=is_looking, distinct=True)
    # What stands is looked at by when it runs out, what is over by when that was.
    order = F("valid_until" if part == "dang-co" else "due_on").asc(nulls_last=True)
    if part == "xong":
        order = F("decided_at").desc(nulls_last=True)
    return rows.annotate(looking=looking).order_by(order, "pk")


def counts_of(association: Organisation) -> dict[str, int]:
    """How many are in each part."""
    rows = Application.objects.filter(association=association).order_by()
    # One query for all parts.
    by_state = dict(rows.values_list("state").annotate(n=Count("pk")))
    counts = {}
    for part, states in PARTS.items():
        counts[part] = sum(by_state.get(state, 0) for state in states)
    return counts


def to_take(association: Organisation, officer: User) -> QuerySet[Application]:
    """Those that lack officers, and that this one has not had."""
    rows = applications_to(association).exclude(evaluations__officer=officer)
    lacks_two = Q(state=State.SENT, looking__lt=2)
    # The first two count among them: they are far apart.
    lacks_third = Q(state=State.APART, looking__lt=3)
    return rows.filter(lacks_two | lacks_third)


def with_me(association: Organisation, officer: User) -> QuerySet[Application]:
    """Those that this officer has taken on and not handed in."""
    own = Evaluation.objects.filter(officer=officer, state=Evaluation.State.OPEN)
    rows = applications().filter(
        association=association, state__in=[State.SENT, State.APART]
    )
    return rows.filter(pk__in=own.values("application"))


def to_decide(association: Organisation) -> QuerySet[Application]:
    return applications().filter(association=association, state=State.SETTLED)
