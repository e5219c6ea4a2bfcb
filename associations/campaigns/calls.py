"""Noting calls, who follows a member, and when to ring again."""

from datetime import date, datetime

from django.db import transaction

from accounts.audit.services import record_event
from accounts.models import User
from associations.models import Call, Campaign, FollowUp, Member


@transaction.atomic
def note_call(
    *,
    member: Member,
    campaign: Campaign,
    outcome: str,
    note: str,
    next_on: date | None,
    is_followed: bool,
    by: User,
    now: datetime,
) -> Call:
    """next_on: when somebody is to ring again. is_followed: by whoever notes it."""
    call = Call.objects.create(
        member=member,
        campaign=campaign,
        at=now,
        by=by,
        outcome=outcome,
        note=note,
    )
    follow_up, _is_new = FollowUp.objects.select_for_update().get_or_create(
        member=member
    )
    follow_up.next_on = next_on
    if is_followed:
        follow_up.follower = by
    elif follow_up.follower_id == by.pk:
        follow_up.follower = None
    follow_up.save()
    record_event(
        action="member.called",
        organisation=member.association,
        actor=by,
        subject=f"member:{member.public_id}",
        now=now,
        details={"outcome": str(outcome)},
    )
    return call
