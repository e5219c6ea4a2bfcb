"""How far a campaign has come, in numbers. Each number is a list in associations.campaigns.people.

A constant number of queries, each over the index of a campaign's invitations.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, QuerySet

from associations.campaigns.people import (
    NO_PAGE,
    REVIEWED,
    RING_TODAY,
    Stage,
    Unreachable,
    in_group,
    invited,
    ring_today,
)
from associations.campaigns.sample import Share, is_lopsided
from associations.models import Campaign, Invitation


@dataclass(frozen=True)
class Stopped:
    """How many stand at a page of the questionnaire, and since when the first of them."""

    page: str
    count: int
    since: datetime


@dataclass(frozen=True)
class Funnel:
    """counts: by the word of the list that is behind each."""

    counts: Mapping[str, int]
    stopped: Sequence[Stopped]
    by_sector: Sequence[Share]
    by_size: Sequence[Share]
    asking: int

    @property
    def invited(self) -> int:
        return self.counts["moi"]

    @property
    def submitted(self) -> int:
        return self.counts["da-gui"]

    @property
    def lopsided(self) -> list[Share]:
        """Groups that answer far less or far more often than all do."""
        groups = [*self.by_sector, *self.by_size]
        return [group for group in groups if is_lopsided(group, self.whole)]

    @property
    def whole(self) -> Share:
        return Share("", self.invited, self.submitted)


Row = tuple[int, str, str, str, int]  # shown, sector, size, unreachable, how many


def funnel_of(campaign: Campaign, now: datetime) -> Funnel:
    rows = _grouped(campaign, now)
    everybody = invited(campaign, now)
    counts = _counts(rows)
    reviewed = in_group(everybody, REVIEWED, campaign, now)
    counts[REVIEWED] = reviewed.count()
    unwritten = in_group(_plain(campaign), "chua-gui", campaign, now)
    counts["chua-gui"] = unwritten.count()
    counts[RING_TODAY] = ring_today(campaign, now).count()
    waiting = Invitation.objects.filter(campaign=campaign, member__isnull=True)
    return Funnel(
        counts=counts,
        stopped=_stopped(everybody),
        by_sector=_shares(rows, 1),
        by_size=_shares(rows, 2),
        asking=waiting.count(),
    )


def _plain(campaign: Campaign) -> QuerySet[Invitation]:
    return Invitation.objects.filter(campaign=campaign, member__isnull=False)


def _grouped(campaign: Campaign, now: datetime) -> list[Row]:
    everybody = invited(campaign, now).order_by()
    grouped = everybody.values_list("shown", "sector", "size", "unreachable")
    return list(grouped.annotate(count=Count("pk")))


def _counts(rows: Iterable[Row]) -> dict[str, int]:
    stages: Counter[int] = Counter()
    unreachable: Counter[str] = Counter()
    for shown, _sector, _size, why, count in rows:
        stages[shown] += count
        unreachable[why] += count
    return {
        "moi": stages.total(),
        "thu-tra-lai": unreachable[Unreachable.BOUNCED],
        "khong-email": unreachable[Unreachable.NO_ADDRESS],
        "khong-nhan-thu": unreachable[Unreachable.STOPPED],
        "chua-mo": stages[Stage.INVITED],
        "da-mo": stages.total() - stages[Stage.INVITED],
        "da-bat-dau": stages[Stage.STARTED] + stages[Stage.SUBMITTED],
        "dang-lam": stages[Stage.STARTED],
        "da-gui": stages[Stage.SUBMITTED],
    }


def _stopped(everybody: QuerySet[Invitation]) -> list[Stopped]:
    """The page at which most stand first."""
    started = everybody.filter(stage=Stage.STARTED, shown=Stage.STARTED)
    grouped = started.order_by().values_list("page")
    counted = grouped.annotate(count=Count("pk"), since=Min("assessment__changed_at"))
    pages = [Stopped(page or NO_PAGE, count, since) for page, count, since in counted]
    return sorted(pages, key=lambda each: (-each.count, each.page))


def _shares(rows: Iterable[Row], column: int) -> list[Share]:
    """By sector or by size; the largest groups first."""
    asked: Counter[str] = Counter()
    sent: Counter[str] = Counter()
    for row in rows:
        shown, count = row[0], row[-1]
        asked[row[column]] += count
        if shown == Stage.SUBMITTED:
            sent[row[column]] += count
    return [Share(name, count, sent[name]) for name, count in asked.most_common()]
