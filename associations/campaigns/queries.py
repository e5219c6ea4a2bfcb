"""Reads of campaigns. Each function needs a constant number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet

from accounts.models import Organisation
from associations.campaigns.people import (
    RING_TODAY,
    STOPPED_HALFWAY,
    Stage,
    counts_to_see_to,
    with_shown_of,
)
from associations.models import Campaign, Invitation, MemberImport


@dataclass(frozen=True)
class Summary:
    campaign: Campaign
    invited: int
    submitted: int


def campaigns_of(association: Organisation) -> QuerySet[Campaign]:
    """The newest first."""
    return Campaign.objects.filter(association=association)


def imports_to_invite(association: Organisation) -> QuerySet[MemberImport]:
    """The newest first, each with how many of its members would be `invited` now."""
    still_belong = Q(members__left_at__isnull=True, members__declined_at__isnull=True)
    imports = MemberImport.objects.filter(
        association=association,
        state=MemberImport.State.DONE,
    )
    counted = imports.annotate(invited=Count("members", filter=still_belong))
    return counted.filter(invited__gt=0).defer("content")


def campaigns_ending(association: Organisation, today: date) -> QuerySet[Campaign]:
    """Those that run and end by the Sunday of this week."""
    sunday = today + timedelta(days=6 - today.weekday())
    running = campaigns_of(association).filter(state=Campaign.State.RUNNING)
    return running.filter(ends_on__lte=sunday)


@dataclass(frozen=True)
class ToSeeTo:
    """How many of a campaign somebody has to see to, by the word of their list."""

    campaign: Campaign
    counts: Mapping[str, int]


def running_to_see_to(association: Organisation, now: datetime) -> list[ToSeeTo]:
    """Of the campaigns that run, what ends first first. Two queries."""
    running = campaigns_of(association).filter(state=Campaign.State.RUNNING)
    campaigns = list(running.order_by("ends_on", "pk"))
    if not campaigns:
        return []
    rows = {
        row["campaign"]: row for row in counts_to_see_to(campaigns, association.pk, now)
    }
    return [
        ToSeeTo(campaign, _by_word(rows[campaign.pk]))
        for campaign in campaigns
        if campaign.pk in rows
    ]


def _by_word(row: Mapping[str, int]) -> Mapping[str, int]:
    return {
        RING_TODAY: row["ring"],
        STOPPED_HALFWAY: row["stopped"],
    }


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
