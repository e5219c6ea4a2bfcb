"""Reads of complaints: whose they are, what is due, and what everybody may know."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.access.actions import Action, may, not_found
from accounts.access.fetching import speak_to
from accounts.access.owners import own_enterprises
from accounts.access.visitors import Visitor, visitor_of
from accounts.models import Organisation
from providers.models import Complaint, Lead, Provider
from providers.staffed import staffed_providers
from scoring.benchmark import MINIMUM

Side, State = Complaint.Side, Complaint.State
_SEEN = ("enterprise", "provider__organisation", "association", "lead")
# What each side needs to be allowed to do with itself, to read and to write.
READS = {Side.ENTERPRISE: Action.SHARE, Side.PROVIDER: Action.STAFF}
WRITES = {Side.ENTERPRISE: Action.SHARE, Side.PROVIDER: Action.FOLLOW_UP}


def complaints() -> QuerySet[Complaint]:
    return Complaint.objects.select_related(*_SEEN)


def fetch_complaint(request: HttpRequest, public_id) -> tuple[Complaint, str]:
    """A complaint of this visitor's, and on which side they are; else 404."""
    complaint = get_object_or_404(complaints(), public_id=public_id)
    visitor = visitor_of(request)
    for side, action in READS.items():
        house = complaint.house_of(side)
        if house is not None and may(visitor, action, house):
            speak_to(complaint.enterprise or house)
            return complaint, str(side)
    raise not_found(visitor, complaint.provider.organisation)


def complaints_of(visitor: Visitor) -> QuerySet[Complaint]:
    """Of the enterprises this visitor speaks for, and of the providers they work for."""
    firms = own_enterprises(visitor)
    # By the providers themselves: "or" over two tables reads all complaints of all.
    staffed = staffed_providers(visitor)
    return complaints().filter(Q(enterprise__in=firms) | Q(provider__in=staffed))


def of_lead(lead: Lead, side: str) -> Complaint | None:
    """The newest that this side opened about it."""
    return Complaint.objects.filter(lead=lead, side=side).first()


def to_decide(association: Organisation) -> QuerySet[Complaint]:
    """What its officers have to decide, what is due first first."""
    waiting = complaints().filter(
        association=association, state__in=Complaint.TO_DECIDE
    )
    return waiting.order_by("decide_by", "pk")


def handled_by(association: Organisation) -> QuerySet[Complaint]:
    return complaints().filter(association=association)


def overdue_on(day: date) -> Q:
    """Whose turn has passed."""
    unanswered = Q(state=State.OPEN, answer_by__lt=day)
    return unanswered | Q(state__in=Complaint.TO_DECIDE, decide_by__lt=day)


def upheld_against(provider: Provider) -> int:
    """By rule for everybody to see, however few."""
    about = Complaint.objects.filter(provider=provider, side=Side.ENTERPRISE)
    return about.filter(state__in=Complaint.COUNTS).count()


@dataclass(frozen=True)
class PublicCounts:
    """Of all complaints. A number that few stand behind is not told: None.

    by_category: about providers, where each has enough.
    """

    opened: int | None
    decided: int | None
    upheld: int
    by_category: list[tuple[str, int]]
    least: int = MINIMUM


def public_counts() -> PublicCounts:
    """One by one for providers, who are known; never so that one firm can be told."""
    about = Complaint.objects.filter(side=Side.ENTERPRISE)
    ended = Q(state__in=(*Complaint.DECIDED, State.UPHELD_FINAL, State.REFUSED_FINAL))
    counts = about.aggregate(
        opened=Count("pk"),
        decided=Count("pk", filter=ended),
        upheld=Count("pk", filter=Q(state__in=Complaint.COUNTS)),
    )
    kinds = about.order_by().values_list("category").annotate(count=Count("pk"))
    told = [(category, count) for category, count in kinds if count >= MINIMUM]
    # The one left out could be worked out from the sum.
    if len(told) + 1 == len(kinds):
        told = sorted(told, key=lambda kind: (kind[1], kind[0]))[1:]
    return PublicCounts(
        opened=_enough(counts["opened"]),
        decided=_enough(counts["decided"]),
        upheld=counts["upheld"],
        by_category=sorted(told, key=lambda kind: (-kind[1], kind[0])),
    )


def _enough(count: int) -> int | None:
    return count if count >= MINIMUM else None
