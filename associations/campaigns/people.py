"""Who is behind each number of a campaign. The numbers and the lists ask by the same conditions.

How far a firm has come is seen while it allows that; withdrawn, it stands as having opened.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import (
    Case,
    Count,
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
from accounts.models import Consent, User
from associations.models import Call, Campaign, FollowUp, Invitation, Review
from associations.review.assignments.queries import reviews_of
from language.collation import unaccented
from survey.models import Assessment

Stage = Invitation.Stage
Unreachable = Invitation.Unreachable
Campaigns = Sequence[Campaign] | QuerySet[Campaign]
SILENT_FOR = timedelta(days=7)  # since when somebody is to ring who has stopped

BOUNCED = "thu-tra-lai"
# By the word that stands in the address.
GROUPS: Mapping[str, Q] = {
    "moi": Q(),
    "chua-gui": Q(written=0, unreachable=""),
    BOUNCED: Q(unreachable=Unreachable.BOUNCED),
    "khong-email": Q(unreachable=Unreachable.NO_ADDRESS),
    "khong-nhan-thu": Q(unreachable=Unreachable.STOPPED),
    # With the stage that is kept, which has an index: less is shown, never more.
    "chua-mo": Q(stage=Stage.INVITED),
    "da-mo": Q(stage__gte=Stage.OPENED),
    "da-bat-dau": Q(stage__gte=Stage.STARTED, shown__gte=Stage.STARTED),
    "dang-lam": Q(stage=Stage.STARTED, shown=Stage.STARTED),
    "da-gui": Q(stage=Stage.SUBMITTED, shown=Stage.SUBMITTED),
    "da-xem-xet": Q(stage=Stage.SUBMITTED, shown=Stage.SUBMITTED),
}
RING_TODAY = "goi-hom-nay"
STOPPED_HALFWAY = "dung-lai"
REVIEWED = "da-xem-xet"


@dataclass(frozen=True)
class Filters:
    """page: of the questionnaire, among those who stopped there."""

    group: str = ""
    page: str = ""
    name: str = ""
    sector: str = ""
    size: str = ""
    is_mine: bool = False


def invited(campaign: Campaign, now: datetime) -> QuerySet[Invitation]:
    """All members of a campaign, each with how far it is `shown` to have come."""
    invitations = Invitation.objects.filter(campaign=campaign, member__isnull=False)
    return with_shown_of(invitations, campaign.association_id, now)


def with_shown_of(
    invitations: QuerySet[Invitation],
    association_id: int,
    now: datetime,
) -> QuerySet[Invitation]:
    consents = Consent.objects.filter(
        in_force(now),
        grantee=association_id,
        purpose=Consent.Purpose.CAMPAIGN,
    )
    # Found once for all rows: to look for the consent of each costs three times as much.
    agreed = Assessment.objects.filter(organisation__in=consents.values("enterprise"))
    shown = Case(
        When(stage__lt=Stage.STARTED, then=F("stage")),
        When(assessment__in=agreed.order_by().values("pk"), then=F("stage")),
        default=Value(Stage.OPENED),
        output_field=IntegerField(),
    )
    return invitations.annotate(shown=shown)


def people(
    campaign: Campaign,
    filters: Filters,
    reader: User,
    now: datetime,
) -> QuerySet[Invitation]:
    """Those of one number, with what an officer needs to ring them, by name.

    Those to ring today: who has a telephone number first.
    """
    rows = those_of(filters.group, campaign, now)
    if filters.page:
        page = "" if filters.page == NO_PAGE else filters.page
        rows = rows.filter(shown=Stage.STARTED, page=page)
    rows = rows.filter(**_equal(filters))
    if filters.name:
        rows = rows.filter(member__search_key__contains=unaccented(filters.name))
    if filters.is_mine:
        rows = rows.filter(member__follow_up__follower=reader)
    if filters.group == RING_TODAY:
        rows = _who_can_be_rung_first(rows)
    return _with_calls(rows).select_related(
        "assessment",
        "member__follow_up__follower",
    )


def those_of(
    group: str,
    campaign: Campaign,
    now: datetime,
) -> QuerySet[Invitation]:
    """Behind one number of a campaign."""
    if group == RING_TODAY:
        return ring_today(campaign, now)
    rows = invited(campaign, now)
    if group == STOPPED_HALFWAY:
        return rows.filter(_has_stopped(now))
    return in_group(rows, group, campaign, now)


def _who_can_be_rung_first(rows: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Whose date has come before all others; without a number nobody can be rung."""
    has_no_number = Case(When(member__phone="", then=1), default=0)
    next_on = F("member__follow_up__next_on").asc(nulls_last=True)
    return rows.order_by(has_no_number, next_on, "pk")


NO_PAGE = "cuoi"  # all is answered, and it is not sent


def in_group(
    rows: QuerySet[Invitation],
    group: str,
    campaign: Campaign,
    now: datetime,
) -> QuerySet[Invitation]:
    in_it = rows.filter(GROUPS.get(group, Q()))
    if group != REVIEWED:
        return in_it
    # As the pages of reviews say it: a review came to its end, and may be looked at.
    reviews = reviews_of(campaign.association, now)
    decided = reviews.filter(state=Review.State.DECIDED)
    assessments = decided.order_by().values("result__assessment")
    return in_it.filter(assessment__in=assessments)


def _equal(filters: Filters) -> dict[str, str]:
    texts = {"sector": filters.sector, "size": filters.size}
    return {name: text for name, text in texts.items() if text}


def _with_calls(rows: QuerySet[Invitation]) -> QuerySet[Invitation]:
    newest = Call.objects.filter(member=OuterRef("member")).order_by("-at", "-pk")
    return rows.annotate(
        called_at=Subquery(newest.values("at")[:1]),
        call_outcome=Subquery(newest.values("outcome")[:1]),
        call_note=Subquery(newest.values("note")[:1]),
    )


def ring_today(campaign: Campaign, now: datetime) -> QuerySet[Invitation]:
    rows = _to_see_to([campaign], campaign.association_id, now)
    return rows.filter(_is_to_ring(now))


def counts_to_see_to(
    campaigns: Campaigns,
    association_id: int,
    now: datetime,
) -> QuerySet[Invitation]:
    """Of several campaigns of an association, by the conditions of `those_of`. One query."""
    rows = _to_see_to(campaigns, association_id, now).order_by()
    return rows.values("campaign").annotate(
        ring=Count("pk", filter=_is_to_ring(now)),
        stopped=Count("pk", filter=_has_stopped(now)),
    )


def _to_see_to(
    campaigns: Campaigns,
    association_id: int,
    now: datetime,
) -> QuerySet[Invitation]:
    """Whose date has come, whom no letter reaches, and who has stopped: each by its index.

    Whatever else is asked is then asked of few.
    """
    own = Invitation.objects.filter(campaign__in=campaigns, member__isnull=False)
    own = own.order_by().values("pk")
    dated = FollowUp.objects.filter(
        member__association=association_id,
        next_on__lte=timezone.localdate(now),
    )
    has_date = own.filter(member__in=dated.values("member"))
    unreachable = own.exclude(unreachable="")
    stopped = own.filter(_is_silent(now))
    # Each once: PostgreSQL then looks for these rows, and not through all others.
    keys = has_date.union(unreachable, stopped)
    candidates = Invitation.objects.filter(pk__in=keys, campaign__in=campaigns)
    return with_shown_of(candidates, association_id, now)


def _is_silent(now: datetime) -> Q:
    """Has begun, and answered nothing for a while."""
    return Q(stage=Stage.STARTED, assessment__changed_at__lt=now - SILENT_FOR)


def _has_stopped(now: datetime) -> Q:
    """As far as the firm allows that to be seen."""
    return _is_silent(now) & Q(shown=Stage.STARTED)


def _is_to_ring(now: datetime) -> Q:
    """Whose date has come, and whom no letter reaches or who has stopped, unless just called.

    Never who has sent, or said not to want to.
    """
    follow_ups = FollowUp.objects.filter(member=OuterRef("member"))
    # A date agreed on holds, also one that is still to come: before it nobody rings.
    dated = follow_ups.filter(next_on__isnull=False)
    due = follow_ups.filter(next_on__lte=timezone.localdate(now))
    calls = Call.objects.filter(member=OuterRef("member"))
    lately = calls.filter(at__gt=now - SILENT_FOR)
    declined = calls.filter(
        campaign=OuterRef("campaign"),
        outcome=Call.Outcome.DECLINED,
    )
    is_to_see_to = ~Q(unreachable="") | _has_stopped(now)
    is_left_alone = ~Q(Exists(dated)) & ~Q(Exists(lately))
    # What is kept, before what is shown: that asks for consents.
    is_open = Q(stage__lt=Stage.SUBMITTED) | Q(shown__lt=Stage.SUBMITTED)
    is_due = Q(Exists(due)) | (is_to_see_to & is_left_alone)
    return is_open & is_due & ~Q(Exists(declined))
