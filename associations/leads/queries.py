"""Requests of members to providers, as far as each owner lets the association follow them."""

from datetime import datetime, timedelta

from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils import timezone

from accounts.access.scopes import in_force
from accounts.models import Consent, Organisation
from associations.models import Affiliation, Member
from providers.leads.queries import SHOWN_GOING_ON, leads_at
from providers.models import Lead, LeadFollower

# In the address, and on the page in this order.
GOING_ON, OVER = "", "xong"
LATE, ON_TIME, ENDED = range(3)
# Its time was up, and nobody did anything: the firm is left alone with it. After a month it has
# found another way, or never will.
LEFT_ALONE = (Lead.State.RELEASED, Lead.State.EXPIRED)
LATE_FOR = timedelta(days=30)
# What was asked, shown and said is not read here at all.
WITHHELD = (
    "contact_name",
    "contact_email",
    "contact_phone",
    "message",
    "decline_reason",
    "budget",
    "shown",
    "weak_pillars",
)


def leads_followed(association: Organisation, now: datetime) -> QuerySet[Lead]:
    """Those of firms that belong to it, under a consent in force to follow them.

    Each with its `place` in the list, and the `member` that its firm is here.
    """
    pair = {"association": association, "enterprise": OuterRef("organisation")}
    belongs = Affiliation.objects.filter(**pair, state=Affiliation.State.ACTIVE)
    members = Member.objects.filter(**pair, left_at__isnull=True).order_by("pk")
    leads = leads_at(now).filter(Exists(_followers(association, now)), Exists(belongs))
    leads = leads.select_related(None).defer(*WITHHELD)
    return leads.select_related("organisation", "provider__organisation").annotate(
        place=_place(now),
        member=Subquery(members.values("public_id")[:1]),
    )


def _followers(association: Organisation, now: datetime) -> QuerySet[LeadFollower]:
    # Of this purpose a consent names one thing: how requests go.
    consents = Consent.objects.filter(
        in_force(now), grantee=association, purpose=Consent.Purpose.LEADS
    )
    return LeadFollower.objects.filter(lead=OuterRef("pk"), consent__in=consents)


def _left_alone(now: datetime) -> Q:
    return Q(state__in=LEFT_ALONE, moved_at__gt=now - LATE_FOR)


def _place(now: datetime) -> Case:
    overdue = SHOWN_GOING_ON & Q(due_on__lt=timezone.localdate(now))
    return Case(
        When(_left_alone(now) | overdue, then=Value(LATE)),
        When(SHOWN_GOING_ON, then=Value(ON_TIME)),
        default=Value(ENDED),
        output_field=IntegerField(),
    )


def listed(association: Organisation, group: str, now: datetime) -> QuerySet[Lead]:
    """What is overdue, then by what is due; what is over, newest first."""
    leads = leads_followed(association, now)
    # Not by `place`: what is worked out the database takes for rare, and looks up one by one.
    unsettled = _left_alone(now) | SHOWN_GOING_ON
    if group == OVER:
        return leads.filter(~unsettled).order_by("-moved_at", "-pk")
    soonest = F("due_on").asc(nulls_last=True)
    return leads.filter(unsettled).order_by("place", soonest, "moved_at", "pk")
