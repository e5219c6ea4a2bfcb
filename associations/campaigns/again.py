"""Sending one letter again by hand, as when somebody asks for it on the telephone."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.audit.services import record_event
from accounts.models import User
from accounts.outbox.addresses import is_bad
from associations.campaigns.letters import address_to, send_letter
from associations.errors import AssociationError
from associations.models import Campaign, Invitation
from indexes.models import IndexVersion


@transaction.atomic
def send_again(*, invitation: Invitation, by: User, now: datetime) -> None:
    """Once a day, also in quiet hours: who asked for it waits for it.

    Raises AssociationError: campaign_closed; index_retired; member_gone; nobody_reached;
    sent_today.
    """
    locked = Invitation.objects.select_for_update(of=("self",))
    row = locked.select_related("member").get(pk=invitation.pk)
    campaign = _campaign_of(row)
    _check(campaign, row)
    today = timezone.localdate(now)
    if row.written_at and timezone.localdate(row.written_at) == today:
        raise AssociationError("sent_today")
    address_to(row, row.member.email)
    send_letter(campaign, row, 0, again=f":{today.isoformat()}")
    row.written = max(row.written, 1)
    row.written_at = now
    row.save()
    record_event(
        action="campaign.letter_sent_again",
        organisation=campaign.association,
        actor=by,
        subject=f"member:{row.member.public_id}",
        now=now,
    )


def _campaign_of(invitation: Invitation) -> Campaign:
    related = Campaign.objects.select_related("association", "index_version")
    return related.get(pk=invitation.campaign_id)


def _check(campaign: Campaign, invitation: Invitation) -> None:
    if campaign.state != Campaign.State.RUNNING:
        raise AssociationError("campaign_closed")
    if campaign.index_version.status != IndexVersion.Status.PUBLISHED:
        raise AssociationError("index_retired")
    # A letter to whoever said no would be one too many, whoever presses the button.
    if invitation.member.left_at or invitation.member.declined_at:
        raise AssociationError("member_gone")
    email = invitation.member.email
    if not email or is_bad(email) or invitation.unreachable:
        raise AssociationError("nobody_reached")
