"""Reads of requests: a person's own, and how the operator stands with its terms."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Consent, Membership, Organisation, User
from privacy.models import PersonRequest
from privacy.requests.services import mark_of
from registry.working_days import is_listed

# Whoever adds the holidays of the coming year has so long before it begins.
LISTED_BEFORE = timedelta(days=45)


def own_requests(user: User | None, email: str) -> QuerySet[PersonRequest]:
    # By its mark, as addresses are taken out of what is over; and never what an account
    # asked: who reads the mailbox is not signed in.
    is_own = Q(mark=mark_of(email), user__isnull=True)
    if user:
        is_own = Q(user=user)
    return PersonRequest.objects.filter(is_own).order_by("-received_at", "-pk")


def standing_consents(user: User, now: datetime) -> list[Consent]:
    """Of enterprises that the account owns, and may withdraw."""
    owned = Membership.objects.filter(
        user=user,
        role=Membership.Role.OWNER,
        organisation__kind=Organisation.Kind.ENTERPRISE,
    )
    given = Consent.objects.filter(
        enterprise__in=owned.values("organisation"), withdrawn_at__isnull=True
    )
    related = given.select_related("enterprise", "grantee")
    # Some have run out without being withdrawn.
    return [consent for consent in related if consent.stands_at(now)]


def waiting() -> QuerySet[PersonRequest]:
    return PersonRequest.objects.filter(state__in=PersonRequest.OPEN)


def overdue(now: datetime) -> QuerySet[PersonRequest]:
    """Open ones past their term, or not acknowledged in theirs."""
    today = timezone.localdate(now)
    late = Q(due_on__lt=today)
    unanswered = Q(acknowledged_at__isnull=True, acknowledge_by__lt=today)
    return waiting().filter(late | unanswered)


@dataclass(frozen=True)
class Health:
    waiting: int
    due_this_week: int
    overdue: list[PersonRequest]
    unlisted_years: list[int]


def health_of(now: datetime) -> Health:
    today = timezone.localdate(now)
    soon = waiting().filter(due_on__lte=today + timedelta(days=7))
    years = {today.year, (today + LISTED_BEFORE).year}
    return Health(
        waiting=waiting().count(),
        due_this_week=soon.count(),
        overdue=list(overdue(now)),
        unlisted_years=sorted(year for year in years if not is_listed(year)),
    )
