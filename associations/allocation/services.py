"""Asking for an allocation, and for its letters: each once."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from accounts.audit.services import record_event
from accounts.models import User
from associations.allocation.tasks import allocate, write_offers
from associations.errors import AssociationError
from associations.models import Allocation, Campaign
from background.enqueuing import enqueue_for
from background.models import Run


@transaction.atomic
def ask_for_allocation(
    *, campaign: Campaign, most: int, by: User, now: datetime
) -> Allocation:
    """A preview: nobody is written to."""
    allocation = Allocation.objects.create(
        campaign=campaign, most=most, asked_by=by, asked_at=now
    )
    _record("allocation.asked", allocation, by, now)
    allocation.run = _enqueue(allocate, allocation, by)
    allocation.save(update_fields=["run"])
    return allocation


@transaction.atomic
def send_offers(*, allocation: Allocation, by: User, now: datetime) -> None:
    """Letters to the firms of it, each of which chooses for itself.

    Raises AssociationError: not_made; already_sent.
    """
    locked = Allocation.objects.select_for_update(of=("self",))
    row = locked.select_related("campaign__association").get(pk=allocation.pk)
    if row.made_at is None:
        raise AssociationError("not_made")
    if row.sent_at is not None:
        raise AssociationError("already_sent")
    row.sent_at = now
    row.save(update_fields=["sent_at"])
    _record("allocation.sent", row, by, now)
    row.sending = _enqueue(write_offers, row, by)
    row.save(update_fields=["sending"])


def _enqueue(task, allocation: Allocation, by: User) -> Run:
    campaign = allocation.campaign
    public_id = campaign.association.public_id
    return enqueue_for(
        by,
        task,
        allocation.pk,
        about=str(public_id),
        leads_to=reverse(
            "associations:allocation", args=[public_id, campaign.public_id]
        ),
    )


def _record(action: str, allocation: Allocation, by: User, now: datetime) -> None:
    record_event(
        action=action,
        organisation=allocation.campaign.association,
        actor=by,
        subject=f"campaign:{allocation.campaign.public_id}",
        now=now,
    )
