"""Too many requests left without an answer pause a provider by themselves."""

from datetime import datetime, timedelta

from django.utils import timezone

from providers.models import LeadEvent, Pause, Provider
from providers.pauses.email import tell_of_pause
from providers.pauses.services import pause
from registry.files import registry


def pause_if_overdue(*, provider: Provider, now: datetime) -> Pause | None:
    """Called where a request was released; what paused once does not pause again.

    How many, within how many days, and for how long: fixtures/registry/complaints.yaml, which
    is shown to everybody.
    """
    lengths = registry("complaints")
    least, within = lengths["overdue"]["requests"], lengths["overdue"]["within"]
    since = _since(provider, now - timedelta(days=within))
    released = LeadEvent.objects.filter(
        lead__provider=provider, name="lead.released", at__gt=since, at__lte=now
    )
    keys = list(
        released.order_by("-at", "-pk").values_list("lead__public_id", flat=True)
    )
    if len(keys) < least:
        return None
    days = timedelta(days=lengths["pauses"]["overdue"] - 1)
    made = pause(
        provider=provider,
        reason=Pause.Reason.OVERDUE,
        ends=timezone.localdate(now) + days,
        about=f"lead:{keys[0]}",
        by=None,
        now=now,
    )
    tell_of_pause(made)
    return made


def _since(provider: Provider, earliest: datetime) -> datetime:
    """What led to a pause before counts no more."""
    last = Pause.objects.filter(provider=provider, reason=Pause.Reason.OVERDUE)
    made = last.order_by("-made_at").values_list("made_at", flat=True).first()
    return max(made, earliest) if made else earliest
