"""How an application goes from one state to the next: this one table, and who writes by it."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from accounts.audit.services import record_event
from accounts.models import Organisation, User
from providers.errors import ProviderError
from providers.models import Application, Provider, VettingStep
from providers.webhooks.events import About
from providers.webhooks.services import announce

State = Application.State
# An appeal or a renewal goes the same way: only who may judge it differs.
_UNDER_WAY = frozenset(Application.UNDER_WAY)
# What is done: in which states it may be, and which one it leads to.
TRANSITIONS: Mapping[str, tuple[frozenset[str], str]] = {
    "send": (frozenset({State.DRAFT, State.RETURNED}), State.SENT),
    "ask": (frozenset({State.SENT}), State.ASKED),
    "answer": (frozenset({State.ASKED}), State.SENT),
    "differ": (frozenset({State.SENT}), State.APART),
    "agree": (frozenset({State.SENT, State.APART}), State.SETTLED),
    "give_back": (frozenset({State.SENT, State.ASKED}), State.RETURNED),
    "take_back": (_UNDER_WAY | {State.DRAFT, State.RETURNED}, State.WITHDRAWN),
    "accept": (frozenset({State.SETTLED}), State.ACCEPTED),
    "decline": (frozenset({State.SETTLED}), State.DECLINED),
    "suspend": (frozenset({State.ACCEPTED}), State.SUSPENDED),
    "lift": (frozenset({State.SUSPENDED}), State.ACCEPTED),
    "revoke": (frozenset(Application.STANDING), State.REVOKED),
    "run_out": (frozenset(Application.STANDING), State.EXPIRED),
    "replace": (frozenset(Application.STANDING), State.REPLACED),
}


# What a system of the provider is told, and in which word.
ANNOUNCED: Mapping[str, str] = {
    "ask": "asked",
    "give_back": "returned",
    "accept": "accepted",
    "decline": "declined",
    "suspend": "suspended",
    "lift": "lifted",
    "revoke": "revoked",
    "run_out": "expired",
}


def may_be(application: Application, action: str) -> bool:
    return application.state in TRANSITIONS[action][0]


def lock_application(application: Application) -> Application:
    """The same, as it stands now, held until the transaction ends."""
    held = Application.objects.select_for_update(of=("self",))
    related = held.select_related("provider__organisation", "association")
    return related.get(pk=application.pk)


def check_editable(application: Application) -> Application:
    """Held until the transaction ends. Raises ProviderError: not_now."""
    held = lock_application(application)
    if held.state not in Application.EDITABLE:
        raise ProviderError("not_now", state=held.state)
    return held


@transaction.atomic
def move(
    application: Application,
    action: str,
    *,
    by: User | None,
    now: datetime,
    words: str = "",
    **fields: object,
) -> Application:
    """Raises ProviderError: not_now, where somebody else was first or it is too late."""
    held = lock_application(application)
    if not may_be(held, action):
        raise ProviderError("not_now", state=held.state)
    # Under the lock: of two who act at once the second finds the state of the first.
    held.state = TRANSITIONS[action][1]
    for name, value in fields.items():
        setattr(held, name, value)
    held.save(update_fields=["state", *fields])
    # What the parties read; the log below is for whoever checks it afterwards.
    VettingStep.objects.create(
        application=held,
        action=action,
        state=held.state,
        at=now,
        by=by,
        words=words,
    )
    record(held, f"vetting.{action}", by, now)
    if action in ANNOUNCED:
        announce(
            provider=held.provider,
            event=f"vetting.{ANNOUNCED[action]}",
            about=About("vetting", held.public_id, str(held.state)),
            now=now,
        )
    return held


def record(
    application: Application, action: str, by: User | None, now: datetime, **details
) -> None:
    record_event(
        action=action,
        organisation=application.provider.organisation,
        actor=by,
        subject=f"vetting:{application.public_id}",
        now=now,
        details={
            "association": str(application.association.public_id),
            "state": str(application.state),
            **details,
        },
    )


def stand(provider: Provider, until: date, association: Organisation) -> None:
    """From now on matching, directory and leads go by it."""
    kept = Provider.objects.filter(pk=provider.pk)
    kept.update(vetted_until=until, vetted_by=association)


def stand_no_more(provider: Provider, now: datetime) -> None:
    """The last day of its vetting was yesterday: it is suggested to nobody from this day on."""
    until = localdate(now) - timedelta(days=1)
    # What ended earlier keeps its own day.
    still = Provider.objects.filter(pk=provider.pk, vetted_until__gt=until)
    still.update(vetted_until=until)
