"""The one way in which a request comes from one state into another."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.audit.services import record_event
from accounts.models import User
from accounts.services import withdraw_consent
from providers.errors import ProviderError
from providers.leads.email import tell
from providers.leads.queries import next_best, tells_contact
from providers.leads.states import (
    CLOCK,
    CLOCKS,
    ENDED,
    ENTERPRISE,
    MENDABLE,
    PROVIDER,
    State,
    Transition,
    moves_of,
    transition_of,
)
from providers.models import Lead, LeadEvent, Side
from providers.pauses.overdue import pause_if_overdue
from providers.webhooks.events import About
from providers.webhooks.services import announce
from registry.working_days import after

# The enterprise looks for somebody else.
WITHOUT_WORK = (State.RELEASED, State.EXPIRED)


@transaction.atomic
def move(
    *,
    lead: Lead,
    to: str,
    side: Side,
    by: User | None,
    now: datetime,
    code: str = "",
    reason: str = "",
    key: str = "",
    from_day: date | None = None,
) -> Lead:
    """The request under a lock, in its new state: noted, recorded, and told to the others.

    code: the reason, where a state knows several. reason: it in words. key: of what was asked
    for under it before, nothing happens again. from_day: the clock of the new state counts from
    there, not from today.
    Raises ProviderError: moved_on (somebody was faster, or the consent ended), reason_missing.
    """
    lead = locked_lead(lead)
    if key and lead.events.filter(key=key).exists():
        return lead
    transition = _transition(lead, to, side, now)
    _check_reason(lead, transition, code, reason)
    was = lead.state
    _enter(lead, transition, code, now, from_day)
    if transition.takes_words:
        lead.decline_reason = reason.strip()
    lead.save(
        update_fields=[
            "state",
            "moved_at",
            "answered_at",
            "due_on",
            "remind_on",
            "decline_reason",
        ]
    )
    if has_ended(lead.state, code):
        withdraw_consent(consent=lead.consent, by=by, now=now)
    note(lead, side, transition.event, by, now, was=was, code=code, key=key)
    if lead.state == State.RELEASED:
        pause_if_overdue(provider=lead.provider, now=now)
    _tell(transition, lead, now)
    return lead


def moves_now(lead: Lead, side: Side, state: str) -> Iterable[State]:
    """Where this side may move it. state: as it is shown, which knows of ended consents."""
    return moves_of(side, state) if lead.goes_on else []


def has_ended(state: str, code: str = "") -> bool:
    """Whether nothing of the enterprise is to stay open any more."""
    if state == State.RETURNED:
        return code != MENDABLE
    return state in ENDED


def reasons_for(lead: Lead, codes: Iterable[str]) -> list[str]:
    """Of the reasons to return it, those that can hold: no contact, no wrong one."""
    return [code for code in codes if code != MENDABLE or tells_contact(lead)]


def start_clock(lead: Lead, day: date) -> None:
    """Of the state it is in, from this day on. Nothing is saved."""
    clock = CLOCKS.get(State(lead.state))
    lead.due_on = after(day, clock.days).day if clock else None
    lead.remind_on = after(day, clock.remind).day if clock else None


def note(
    lead: Lead,
    side: Side,
    name: str,
    by: User | None,
    now: datetime,
    *,
    was: str = "",
    code: str = "",
    key: str = "",
) -> LeadEvent:
    """An event of a locked request, also in the audit log of its enterprise, and announced
    to systems of the provider.
    """
    event = LeadEvent.objects.create(
        lead=lead,
        number=lead.events.count() + 1,
        side=side,
        was=was,
        state=lead.state,
        name=name,
        code=code,
        by=by,
        at=now,
        key=key,
    )
    details = {
        "provider": str(lead.provider.organisation.public_id),
        "state": str(lead.state),
    }
    record(lead, name, by, now, details | ({"code": code} if code else {}))
    about = About("lead", lead.public_id, lead.state)
    announce(provider=lead.provider, event=name, about=about, now=now)
    return event


def record(
    lead: Lead, action: str, by: User | None, now: datetime, details: Mapping
) -> None:
    record_event(
        action=action,
        organisation=lead.organisation,
        actor=by,
        subject=f"lead:{lead.public_id}",
        now=now,
        details=dict(details),
    )


def locked_lead(lead: Lead) -> Lead:
    related = (
        "consent__enterprise",
        "consent__grantee",
        "organisation",
        "provider__organisation",
        "solution",
        "asked_by",
    )
    # PostgreSQL locks no row that an outer join may leave empty: only the lead itself.
    locked = Lead.objects.select_for_update(of=("self",))
    return locked.select_related(*related).get(pk=lead.pk)


def _transition(lead: Lead, to: str, side: Side, now: datetime) -> Transition:
    transition = transition_of(side, lead.state, to)
    # The table knows states alone: what came back for good has no way on either.
    if transition is None or not lead.goes_on:
        raise moved_on(lead, now)
    if to != State.WITHDRAWN and side != CLOCK and not lead.consent.stands_at(now):
        raise moved_on(lead, now)
    return transition


def moved_on(lead: Lead, now: datetime) -> ProviderError:
    """For whoever comes second: how it stands, and which side brought it there."""
    # The consent ends on the page of consents as well, which knows nothing of leads.
    if lead.goes_on and not lead.consent.stands_at(now):
        return ProviderError("moved_on", state=State.WITHDRAWN, side=ENTERPRISE)
    last = lead.events.exclude(was="").order_by("-number").first()
    side = last.side if last else ENTERPRISE
    return ProviderError("moved_on", state=lead.state, side=side)


def _check_reason(lead: Lead, transition: Transition, code: str, reason: str) -> None:
    if transition.needs_words and not reason.strip():
        raise ProviderError("reason_missing")
    if transition.codes and code not in reasons_for(lead, transition.codes):
        raise ProviderError("reason_missing")


def _enter(
    lead: Lead,
    transition: Transition,
    code: str,
    now: datetime,
    from_day: date | None,
) -> None:
    if transition.side == PROVIDER and lead.answered_at is None:
        lead.answered_at = now
    lead.state, lead.moved_at = transition.to, now
    start_clock(lead, from_day or timezone.localdate(now))
    if has_ended(lead.state, code):
        lead.due_on = lead.remind_on = None


def _tell(transition: Transition, lead: Lead, now: datetime) -> None:
    for side in transition.tells:
        is_free_again = side == ENTERPRISE and lead.state in WITHOUT_WORK
        solutions = next_best(lead, now) if is_free_again else []
        others = [each.provider.organisation.name for each in solutions]
        tell(side, transition.event, lead, now, others)
