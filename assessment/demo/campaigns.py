"""A running campaign of an association, half through: letters, drafts, answers, calls."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from accounts.access.scopes import Scope
from accounts.models import BadAddress, Organisation, User
from accounts.outbox.addresses import mark_bad
from assessment.demo.filling_in import fill_in
from associations.campaigns.calls import note_call
from associations.campaigns.following import note_page
from associations.campaigns.inviting import invite_at_once
from associations.campaigns.services import Plan, begin_campaign
from associations.invitations.starting import Beginning, begin
from associations.models import Call, Campaign, Invitation, Member
from indexes.models import IndexVersion

SINCE = timedelta(days=21)
LASTS = timedelta(days=42)
WELCOME = {
    "vi": "Hiệp hội muốn biết hội viên cần gì để chuyển đổi số, rồi mở lớp cho đúng.",
    "en": "We want to know what members need to go digital, and offer the right courses.",
}
# Of those in order: who has begun at which page, who sent, whom no letter reaches.
STARTED = 14
BOUNCED_EVERY = 18
CALLS = (
    ("promised", "Chị kế toán hứa làm trong tuần này.", 0),
    ("no_answer", "", 0),
    ("reached", "Đang bận mùa cao điểm, gọi lại sau.", 2),
    ("declined", "Sắp đóng cửa hàng.", None),
    ("wrong", "Số này của người khác, hỏi lại ở chợ.", 0),
)


def run_campaign(
    association: Organisation,
    version: IndexVersion,
    staff: User,
    now: datetime,
) -> Campaign:
    began = now - SINCE
    campaign = begin_campaign(
        association=association,
        plan=_plan(version, began),
        by=staff,
        now=began,
    )
    invite_at_once(campaign)
    invitations = Invitation.objects.filter(campaign=campaign)
    members = _not_here(invitations)
    invitations.update(written=2, written_at=began + timedelta(days=7))
    _open_some(invitations, began)
    _answer_some(invitations, members, now)
    _send_some(invitations, now)
    _bounce_some(members, began)
    _ring_some(campaign, members, staff, now)
    return campaign


def _not_here(invitations: QuerySet[Invitation]) -> list[Member]:
    """Those that the association knows, and that never came here."""
    known = invitations.filter(member__enterprise=None).select_related("member")
    return [invitation.member for invitation in known]


def _plan(version: IndexVersion, began: datetime) -> Plan:
    first_day = timezone.localdate(began)
    return Plan(
        name="Sẵn sàng số mùa này",
        index_version=version,
        begins_on=first_day,
        ends_on=first_day + LASTS,
        target=Campaign.Target.ALL,
        chosen={},
        table=None,
        welcome=WELCOME,
        reminder_days=[7, 14, 28],
        quiet_from=18,
        quiet_until=8,
        on_working_days=True,
    )


def _open_some(invitations: QuerySet[Invitation], began: datetime) -> None:
    opened = [each.pk for number, each in enumerate(invitations) if number % 3]
    invitations.filter(pk__in=opened).update(
        stage=Invitation.Stage.OPENED,
        opened_at=began + timedelta(days=2),
    )


def _answer_some(
    invitations: QuerySet[Invitation],
    members: Sequence[Member],
    now: datetime,
) -> None:
    """They stand at many pages, some since yesterday, some for two weeks."""
    for number, member in enumerate(members[: 3 * STARTED : 3]):
        invitation = invitations.get(member=member)
        at = now - timedelta(days=1 + number)
        assessment = begin(
            invitation=invitation,
            beginning=Beginning(None, None, None, 0, Scope.NOTHING),
            now=at,
        )
        enterprise = assessment.organisation
        Organisation.objects.filter(pk=enterprise.pk).update(is_fictional=True)
        share = _share_done(number)
        fill_in(assessment=assessment, member=member, share=share, at=at)
        begun = invitations.select_related("assessment__index_version")
        note_page(begun.get(pk=invitation.pk))


def _share_done(number: int) -> float:
    """Most stop early on; the last one has answered everything and not sent it."""
    return (number / (STARTED - 1)) ** 2


def _send_some(invitations: QuerySet[Invitation], now: datetime) -> None:
    """Members that are here, and sent a round since: it is their response."""
    known = invitations.filter(
        member__enterprise__isnull=False,
        stage__lt=Invitation.Stage.STARTED,
    )
    for invitation in known.select_related("member__enterprise", "campaign"):
        enterprise = invitation.member.enterprise
        sent = enterprise.assessments.filter(
            submitted_at__gte=invitation.campaign.created_at,
            index_version__index_id=invitation.campaign.index_version.index_id,
        )
        if not sent.exists():
            continue
        beginning = Beginning(None, enterprise, None, 0, Scope.NOTHING)
        begin(invitation=invitation, beginning=beginning, now=now)


def _bounce_some(members: Sequence[Member], began: datetime) -> None:
    for number in range(3, len(members), BOUNCED_EVERY):
        mark_bad(members[number].email, BadAddress.Why.BOUNCED, began)


def _ring_some(
    campaign: Campaign,
    members: Sequence[Member],
    staff: User,
    now: datetime,
) -> None:
    today = timezone.localdate(now)
    for (outcome, note, days), member in zip(CALLS, members[1::7], strict=False):
        note_call(
            member=member,
            campaign=campaign,
            outcome=Call.Outcome(outcome),
            note=note,
            next_on=None if days is None else today + timedelta(days=days),
            is_followed=True,
            by=staff,
            now=now - timedelta(days=2),
        )
