"""Beginning, extending, closing and repeating campaigns."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from accounts.audit.services import record_event
from accounts.models import Organisation, User
from associations.campaigns.inviting import invite_members
from associations.errors import AssociationError
from associations.models import Campaign, MemberImport
from background.enqueuing import enqueue_for
from indexes.models import IndexVersion

CODE_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read as another
CODE_LENGTH = 8


@dataclass(frozen=True)
class Plan:
    """What an officer decides of a campaign."""

    name: str
    index_version: IndexVersion
    begins_on: date
    ends_on: date
    target: str
    chosen: Mapping[str, str]
    table: MemberImport | None
    welcome: Mapping[str, str]
    reminder_days: Sequence[int]
    quiet_from: int
    quiet_until: int
    on_working_days: bool


@transaction.atomic
def begin_campaign(
    *,
    association: Organisation,
    plan: Plan,
    by: User | None,
    now: datetime,
    repeats: Campaign | None = None,
) -> Campaign:
    """Its members are invited in the background; letters leave from the day it begins.

    Raises AssociationError: index_retired, period_backwards.
    """
    if plan.index_version.status != IndexVersion.Status.PUBLISHED:
        raise AssociationError("index_retired")
    if plan.ends_on < plan.begins_on:
        raise AssociationError("period_backwards")
    campaign = Campaign.objects.create(
        association=association,
        code=_new_code(),
        created_at=now,
        created_by=by,
        repeats=repeats,
        **_fields_of(plan),
    )
    _record("campaign.begun", campaign, by, now)
    page = reverse(
        "associations:campaign", args=[association.public_id, campaign.public_id]
    )
    campaign.inviting = enqueue_for(
        by,
        invite_members,
        campaign.pk,
        about=str(association.public_id),
        leads_to=page,
    )
    campaign.save(update_fields=["inviting"])
    # Where tasks run at once, in tests and commands, it is running by now.
    campaign.refresh_from_db(fields=["state"])
    return campaign


def _fields_of(plan: Plan) -> dict:
    fields = dict(vars(plan))
    fields["chosen"] = dict(plan.chosen)
    fields["welcome"] = dict(plan.welcome)
    fields["reminder_days"] = sorted(set(plan.reminder_days))
    return fields


def _new_code() -> str:
    return "".join(secrets.choice(CODE_SIGNS) for _sign in range(CODE_LENGTH))


@transaction.atomic
def extend_campaign(
    *,
    campaign: Campaign,
    ends_on: date,
    by: User,
    now: datetime,
) -> Campaign:
    """Until a later day; one whose period ended by itself runs again.

    Raises AssociationError: not_later, campaign_closed where somebody closed it.
    """
    locked = _locked(campaign)
    # Closed by hand is a decision that members were told of; a period only runs out.
    if locked.closed_because:
        raise AssociationError("campaign_closed")
    # Shortening would cut off those who were promised a day: that is closing, with a
    # reason.
    if ends_on <= locked.ends_on:
        raise AssociationError("not_later")
    before = locked.ends_on
    locked.ends_on = ends_on
    locked.closed_at = None
    if locked.state == Campaign.State.CLOSED:
        locked.state = Campaign.State.RUNNING
    locked.save(update_fields=["ends_on", "closed_at", "state"])
    days = {"before": before.isoformat(), "after": ends_on.isoformat()}
    _record("campaign.extended", locked, by, now, **days)
    return locked


@transaction.atomic
def close_campaign(
    *,
    campaign: Campaign,
    because: str,
    by: User | None,
    now: datetime,
) -> Campaign:
    """No letter leaves any more, and no link begins anything; what was begun stays its firm's.

    because: the officer's reason; empty where the period is over. Twice is once.
    """
    locked = _locked(campaign)
    if locked.state == Campaign.State.CLOSED:
        return locked
    locked.state = Campaign.State.CLOSED
    locked.closed_at = now
    locked.closed_because = because
    locked.save(update_fields=["state", "closed_at", "closed_because"])
    _record("campaign.closed", locked, by, now, by_hand=bool(because))
    return locked


def _locked(campaign: Campaign) -> Campaign:
    locked = Campaign.objects.select_for_update(of=("self",))
    return locked.select_related("association").get(pk=campaign.pk)


def _record(
    action: str,
    campaign: Campaign,
    by: User | None,
    now: datetime,
    **details,
) -> None:
    record_event(
        action=action,
        organisation=campaign.association,
        actor=by,
        subject=f"campaign:{campaign.public_id}",
        now=now,
        details=details,
    )
