"""Pausing a provider and letting it go on; `Provider.paused_until` follows by itself.

That a pause is over needs nobody: matching compares its last day with today. Only the first
day of one that was set ahead is brought about, every night (`tasks`).
"""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.audit.services import record_event
from accounts.models import User
from providers.errors import ProviderError
from providers.models import Pause, Provider
from providers.pauses.queries import beginning_on, paused_until, standing
from providers.webhooks.events import About
from providers.webhooks.services import announce

OWN = Pause.Reason.OWN


@transaction.atomic
def pause(
    *,
    provider: Provider,
    reason: str,
    ends: date | None,
    by: User | None,
    now: datetime,
    begins: date | None = None,
    about: str = "",
) -> Pause:
    """Suggest a provider to nobody from a day on (today), until a day or until resumed (None).

    A provider's own pause takes the place of its own before; any other stands once for what
    it is about, and asked for again it is what stands.
    Raises ProviderError: pause_is_over.
    """
    today = timezone.localdate(now)
    begins = begins or today
    # One day is a pause too: its last day is its first.
    if ends is not None and ends < max(begins, today):
        raise ProviderError("pause_is_over")
    locked = _locked(provider)
    before = standing(locked, today).filter(reason=reason, about=about)
    if reason == OWN:
        # Lifted and not deleted: that it was paused until now stays true.
        before.update(lifted_at=now)
    else:
        already = before.first()
        if already:
            return already
    made = Pause.objects.create(
        provider=locked,
        reason=reason,
        begins=begins,
        ends=ends,
        about=about,
        made_at=now,
    )
    _follow(locked, today, provider)
    _record("provider.paused", made, by, now)
    return made


@transaction.atomic
def resume(
    *,
    provider: Provider,
    reason: str,
    by: User | None,
    now: datetime,
    about: str = "",
) -> int:
    """End what stands of this reason, and of this thing; other pauses go on.

    How many were ended: asked for again, none.
    """
    today = timezone.localdate(now)
    locked = _locked(provider)
    ending = list(standing(locked, today).filter(reason=reason, about=about))
    for each in ending:
        each.lifted_at = now
        each.save(update_fields=["lifted_at"])
        _record("provider.resumed", each, by, now)
    if ending:
        _follow(locked, today, provider)
    return len(ending)


@transaction.atomic
def set_own_pause(
    *, provider: Provider, until: date | None, by: User | None, now: datetime
) -> bool:
    """What a provider says of itself in one day, as the directory file does; whether it is new.

    None, or a day that is over: it takes requests.
    """
    today = timezone.localdate(now)
    own = standing(provider, today).filter(reason=OWN).first()
    if until is None or until < today:
        return resume(provider=provider, reason=OWN, by=by, now=now) > 0
    # The file is imported again and again, and must not write a log entry each time.
    if own and own.runs_on(today) and own.ends == until:
        return False
    pause(provider=provider, reason=OWN, ends=until, by=by, now=now)
    return True


@transaction.atomic
def begin_pauses(*, today: date) -> int:
    """Of those set ahead for today or a day on which no worker lived; of how many providers."""
    providers = beginning_on(today)
    for provider in providers:
        locked = _locked(provider)
        _follow(locked, today, provider)
    return len(providers)


def _locked(provider: Provider) -> Provider:
    """Whoever pauses next waits here, so that the day is that of all pauses."""
    locked = Provider.objects.select_for_update(of=("self",))
    return locked.select_related("organisation").get(pk=provider.pk)


def _follow(locked: Provider, today: date, *held: Provider) -> None:
    """held: what callers have in hand, so that they read the same day."""
    until = paused_until(locked, today)
    locked.paused_until = until
    locked.save(update_fields=["paused_until"])
    for provider in held:
        provider.paused_until = until


def _record(action: str, made: Pause, by: User | None, now: datetime) -> None:
    organisation = made.provider.organisation
    is_over = action == "provider.resumed"
    announce(
        provider=made.provider,
        event="pause.ended" if is_over else "pause.begun",
        about=About("provider", organisation.public_id, str(made.reason)),
        now=now,
    )
    record_event(
        action=action,
        organisation=organisation,
        actor=by,
        subject=f"provider:{organisation.public_id}",
        now=now,
        details={
            "reason": str(made.reason),
            "about": made.about,
            "begins": str(made.begins),
            "ends": str(made.ends or ""),
        },
    )
