"""Writes: what an association says of itself."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.audit.services import record_event
from accounts.models import User
from associations.models import AssociationProfile


@transaction.atomic
def save_profile(
    *, profile: AssociationProfile, fields: Sequence[str], by: User, now: datetime
) -> None:
    """Keep what an association says of itself, as it stands on `profile`."""
    profile.save()
    record_event(
        action="organisation.changed",
        organisation=profile.organisation,
        actor=by,
        subject=f"organisation:{profile.organisation.public_id}",
        now=now,
        details={"fields": sorted(fields)},
    )
