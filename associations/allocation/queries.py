"""Reads of allocations, and whom one is for."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from accounts.access.scopes import Scope, consents_on_rounds
from associations.models import AllocatedFirm, Allocation, Campaign, Invitation
from survey.models import Newest, Result
from survey.results.queries import results


def cohort_of(campaign: Campaign, now: datetime) -> QuerySet[Result]:
    """Who has sent, and lets the association see its answers today; its newest result."""
    sent = Invitation.objects.filter(
        campaign=campaign,
        stage=Invitation.Stage.SUBMITTED,
        member__isnull=False,
    )
    consents = consents_on_rounds(campaign.association, now)
    return results().filter(
        Exists(consents.filter(scope__gte=Scope.ANSWERS)),
        assessment__in=sent.values("assessment"),
        pk__in=Newest.objects.values("result"),
    )


def allocations_of(campaign: Campaign) -> QuerySet[Allocation]:
    return Allocation.objects.filter(campaign=campaign).select_related("run", "sending")


def allocations_to_write() -> QuerySet[Allocation]:
    """Sent, and firms of it are still to be written to."""
    waiting = AllocatedFirm.objects.filter(
        allocation=OuterRef("pk"), written_at__isnull=True
    )
    sent = Allocation.objects.filter(Exists(waiting), sent_at__isnull=False)
    return sent.order_by("sent_at", "pk")


def waiting_of(allocation: Allocation) -> int:
    """Firms that a letter is still to be written to; none before it is sent."""
    if allocation.sent_at is None:
        return 0
    return allocation.firms.filter(written_at__isnull=True).count()
