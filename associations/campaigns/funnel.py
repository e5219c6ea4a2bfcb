"""How far a campaign has come, in numbers. Each number is a list in associations.campaigns.people.

A constant number of queries, each over the index of a campaign's invitations.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Min, Q, QuerySet

from associations.campaigns.people import (
    GROUPS,
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


@dataclass(frozen=True)
class Row:
    """How many are alike in what is kept of them."""

    stage: int
    sector: str
    size: str
    unreachable: str
    count: int
    agreed: int  # who allow that this stage is shown
    unwritten: int


# In the order of the index: then nothing is sorted.
KEPT = ("stage", "sector", "size", "unreachable")
COUNTED = ("count", "agreed", "unwritten")


def funnel_of(campaign: Campaign, now: datetime) -> Funnel:
    rows = _grouped(campaign, now)
    everybody = invited(campaign, now)
    counts = _counts(rows)
    # On its own: that a review came to its end is kept of no invitation.
    reviewed = in_group(everybody, REVIEWED, campaign, now)
    counts[REVIEWED] = reviewed.count()
    counts[RING_TODAY] = ring_today(campaign, now).count()
    waiting = Invitation.objects.filter(campaign=campaign, member__isnull=True)
    return Funnel(
        counts=counts,
        stopped=_stopped(everybody),
        by_sector=_shares(rows, "sector"),
        by_size=_shares(rows, "size"),
        asking=waiting.count(),
    )


def _grouped(campaign: Campaign, now: datetime) -> list[Row]:
    everybody = invited(campaign, now).order_by()
    counted = everybody.values(*KEPT).annotate(
        count=Count("pk"),
        agreed=Count("pk", filter=Q(shown=F("stage"))),
        unwritten=Count("pk", filter=GROUPS["chua-gui"]),
    )
    return [Row(**row) for row in counted.values(*KEPT, *COUNTED)]


def _counts(rows: Sequence[Row]) -> dict[str, int]:
    kept: Counter[int] = Counter()
    agreed: Counter[int] = Counter()
    unreachable: Counter[str] = Counter()
    for row in rows:
        kept[row.stage] += row.count
        agreed[row.stage] += row.agreed
        unreachable[row.unreachable] += row.count
    return {
        "moi": kept.total(),
        "chua-gui": sum(row.unwritten for row in rows),
        "thu-tra-lai": unreachable[Unreachable.BOUNCED],
        "khong-email": unreachable[Unreachable.NO_ADDRESS],
        "khong-nhan-thu": unreachable[Unreachable.STOPPED],
        "chua-mo": kept[Stage.INVITED],
        "da-mo": kept.total() - kept[Stage.INVITED],
        "da-bat-dau": agreed[Stage.STARTED] + agreed[Stage.SUBMITTED],
        "dang-lam": agreed[Stage.STARTED],
        "da-gui": agreed[Stage.SUBMITTED],
    }


def _stopped(everybody: QuerySet[Invitation]) -> list[Stopped]:
    """The page at which most stand first."""
    started = everybody.filter(stage=Stage.STARTED, shown=Stage.STARTED)
    grouped = started.order_by().values_list("page")
    counted = grouped.annotate(count=Count("pk"), since=Min("assessment__changed_at"))
    pages = [Stopped(page or NO_PAGE, count, since) for page, count, since in counted]
    # By the page too, so that equal numbers do not change places from look to look.
    return sorted(pages, key=lambda each: (-each.count, each.page))


def _shares(rows: Iterable[Row], of: str) -> list[Share]:
    """By sector or by size; the largest groups first."""
    asked: Counter[str] = Counter()
    sent: Counter[str] = Counter()
    for row in rows:
        group = getattr(row, of)
        asked[group] += row.count
        # Who does not allow that it is shown was asked, and has sent nothing as far as
        # one sees.
        if row.stage == Stage.SUBMITTED:
            sent[group] += row.agreed
    return [Share(name, count, sent[name]) for name, count in asked.most_common()]
