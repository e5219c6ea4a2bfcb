"""Counting that somebody of an enterprise opened the pages of a provider."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.access.visitors import Visitor
from accounts.ratelimit import turns
from providers.directory.capacity import month_of
from providers.models import Provider, ProviderMonth

A_DAY = 86_400  # seconds


def note_opening(*, provider: Provider, visitor: Visitor, now: datetime) -> None:
    """Once a day of each person; nobody's own people count, nor who has no account."""
    user = visitor.user
    if user is None or provider.organisation_id in visitor.roles:
        return
    # Counted under a hash that is gone after a day: who it was is kept nowhere.
    if turns("opening", f"{provider.pk} {user.pk}", seconds=A_DAY) > 1:
        return
    month = timezone.localdate(month_of(now))
    with transaction.atomic():
        row, _is_new = ProviderMonth.objects.get_or_create(
            provider=provider, month=month
        )
        ProviderMonth.objects.filter(pk=row.pk).update(opened=F("opened") + 1)
