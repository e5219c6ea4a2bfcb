"""Writes on members as their association knows them; what they said here is not touched."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from accounts.audit.services import record_event
from accounts.models import Organisation, User
from associations.belonging.services import leave, take_request_back
from associations.members.states import ASKS, BELONGS
from associations.models import Member
from associations.models.members import LEARNT


@transaction.atomic
def add_member(
    *,
    association: Organisation,
    typed: Mapping[str, str],
    by: User,
    now: datetime,
) -> Member:
    member = Member.objects.create(
        association=association,
        added_by=by,
        added_at=now,
        **typed,
    )
    _record("member.added", member, by, now)
    return member


@transaction.atomic
def change_member(
    *,
    member: Member,
    typed: Mapping[str, str],
    by: User,
    now: datetime,
) -> None:
    """Nothing is written where nothing has changed."""
    locked = Member.objects.select_for_update().get(pk=member.pk)
    changed = locked.learn(typed)
    if not changed:
        return
    locked.save(update_fields=[*changed, *LEARNT])
    _record("member.changed", locked, by, now, fields=changed)


@transaction.atomic
def remove_member(*, member: Member, state: str, by: User, now: datetime) -> None:
    """What the association typed goes; belonging ends, and with it all that was shared.

    state: as the page showed it, by `queries.with_state`.
    """
    pair = {"association": member.association, "enterprise": member.enterprise}
    if state == BELONGS:
        leave(**pair, by=by, now=now)
    elif state == ASKS:
        take_request_back(**pair, by=by, now=now)
    _record("member.removed", member, by, now)
    Member.objects.filter(pk=member.pk).delete()


def _record(
    action: str,
    member: Member,
    by: User | None,
    now: datetime,
    **details: object,
) -> None:
    record_event(
        action=action,
        organisation=member.association,
        actor=by,
        subject=f"member:{member.public_id}",
        now=now,
        details=details,
    )
