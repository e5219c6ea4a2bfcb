"""Reads of campaigns. Each function needs a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from accounts.models import Organisation
from associations.campaigns.people import Stage, with_shown_of
from associations.models import Campaign, Invitation


@dataclass(frozen=True)
class Summary:
    campaign: Campaign
    invited: int
    submitted: int


def campaigns_of(association: Organisation) -> QuerySet[Campaign]:
    """The newest first."""
    return Campaign.objects.filter(association=association)


def summaries(campaigns: Iterable[Campaign], now: datetime) -> list[Summary]:
    """Counted as the page of each campaign counts."""
    campaigns = list(campaigns)
    invitations = Invitation.objects.filter(
        campaign__in=campaigns, member__isnull=False
    )
    if not campaigns:
        return []
    shown = with_shown_of(invitations, campaigns[0].association_id, now)
    counted = (
        shown.order_by()
        .values("campaign")
        .annotate(
            invited=Count("pk"),
            submitted=Count("pk", filter=Q(shown=Stage.SUBMITTED)),
        )
    )
    counts = {row["campaign"]: row for row in counted}
    return [_summary(campaign, counts.get(campaign.pk)) for campaign in campaigns]


def _summary(campaign: Campaign, counted: dict | None) -> Summary:
    if counted is None:
        return Summary(campaign, 0, 0)
    return Summary(campaign, counted["invited"], counted["submitted"])
