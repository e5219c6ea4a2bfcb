"""A campaign that is over, and what was suggested to all of its firms at once."""

from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import Organisation, User
from assessment.demo.campaigns import WELCOME
from associations.allocation.preview import make_preview
from associations.campaigns.inviting import invite_at_once
from associations.campaigns.services import Plan, begin_campaign, close_campaign
from associations.models import Allocation, Campaign, Invitation
from background.unwatched import Unwatched
from indexes.models import IndexVersion
from survey.models import Newest

SINCE, LASTS = timedelta(days=270), timedelta(days=240)
MOST = 3  # providers of one firm
PREVIEWED, SENT = timedelta(days=9), timedelta(days=8)


def suggest_to_all(
    association: Organisation,
    version: IndexVersion,
    staff: User,
    now: datetime,
) -> Allocation:
    campaign = _past_campaign(association, version, staff, now)
    allocation = Allocation.objects.create(
        campaign=campaign, most=MOST, asked_by=staff, asked_at=now - PREVIEWED
    )
    make_preview(allocation, now, Unwatched())
    allocation.made_at = now - PREVIEWED + timedelta(minutes=1)
    # As if: nobody invented is written to.
    allocation.sent_at = now - SENT
    allocation.firms.update(written_at=allocation.sent_at)
    allocation.save(update_fields=["made_at", "sent_at"])
    return allocation


def _past_campaign(
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
    _note_answers(campaign)
    ended = began + LASTS
    return close_campaign(campaign=campaign, because="", by=None, now=ended)


def _plan(version: IndexVersion, began: datetime) -> Plan:
    first_day = timezone.localdate(began)
    return Plan(
        name="Sẵn sàng số mùa trước",
        index_version=version,
        begins_on=first_day,
        ends_on=first_day + LASTS,
        target=Campaign.Target.ALL,
        chosen={},
        table=None,
        welcome=WELCOME,
        reminder_days=[30, 90, 180],
        quiet_from=18,
        quiet_until=8,
        on_working_days=True,
    )


def _note_answers(campaign: Campaign) -> None:
    """Whoever is here has answered it; the others were written to, and never came."""
    invitations = Invitation.objects.filter(campaign=campaign)
    invitations.update(written=4, written_at=campaign.created_at)
    results = Newest.objects.filter(
        result__index_version=campaign.index_version,
        result__created_at__gte=campaign.created_at,
        result__created_at__lt=campaign.created_at + LASTS,
    )
    newest = {row.organisation_id: row for row in results.select_related("result")}
    known = invitations.filter(member__enterprise__in=newest)
    for invitation in known.select_related("member"):
        result = newest[invitation.member.enterprise_id].result
        invitation.stage = Invitation.Stage.SUBMITTED
        invitation.assessment_id = result.assessment_id
        invitation.submitted_at = result.created_at
        invitation.save(update_fields=["stage", "assessment", "submitted_at"])
