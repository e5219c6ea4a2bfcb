"""Leads: an enterprise asks a provider to get in touch, the provider accepts or declines,
the enterprise withdraws. What else follows on what: `providers.leads.states`.

A lead lives with the consent behind it: when it ends, the consent ends in the same
transaction. Letters leave after it, and a letter that fails undoes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.access.scopes import Item
from accounts.models import Consent, Organisation, User
from accounts.services import give_consent, withdraw_consent
from providers.errors import ProviderError
from providers.leads.email import tell
from providers.leads.moving import locked_lead, move, note, record, start_clock
from providers.leads.queries import (
    CONTACT_OPENED,
    closed_reason,
    leads_at,
    live_lead,
    tells_contact,
    weakest_pillars,
)
from providers.leads.states import CLOCK, ENTERPRISE, PROVIDER, State
from providers.matching.plan import Plan
from providers.matching.queries import may_be_asked, recommendation_of
from providers.matching.services import recommend
from providers.models import Lead, Provider, Solution
from survey.models import Result

# The wording of providers/ask.html; another wording gets another name.
CONSENT_TEXT = "lead-2-2026-12"

# What a consent to a provider names of how it may answer: one of them at least.
ANSWERED_BY = {Item.CONTACT, Item.MESSAGES}


@dataclass(frozen=True)
class Contact:
    """Whom the provider may call or write to."""

    name: str
    email: str
    phone: str = ""


NOT_TOLD = Contact(name="", email="")


@dataclass(frozen=True)
class Shown:
    """What of the enterprise is named in a request. steps: question, from level, to level."""

    answers: tuple[str, ...] = ()
    steps: tuple[tuple[str, int, int], ...] = ()

    @property
    def kept(self) -> dict[str, list]:
        return {"answers": list(self.answers), "steps": list(map(list, self.steps))}


@transaction.atomic
def ask_provider(
    *,
    result: Result,
    solution: Solution,
    contact: Contact,
    items: Sequence[str],
    by: User,
    now: datetime,
    budget: int | None = None,
    message: str = "",
    wanted_within: str = "",
    shown: Shown | None = None,
    text_version: str = CONSENT_TEXT,
    plan: Plan | None = None,
) -> Lead:
    """Pass on exactly what was agreed to, and tell the provider that a request is waiting.

    plan: what the firm means to do, by which it was shown who helps; None for the way we
    advise.
    Raises ProviderError: consent_missing, not_suggested, conflict, not_vetted, paused,
    full_this_month, already_asked.
    """
    # Whoever asks next waits here, so that the last place is not given away twice.
    solution.provider = _locked_provider(solution)
    # Whoever is asked has to have a way to answer.
    if not ANSWERED_BY.intersection(items):
        raise ProviderError("consent_missing")
    _check_open(result, solution, plan, by, now)
    consent = give_consent(
        enterprise=result.organisation,
        grantee=solution.provider.organisation,
        purpose=Consent.Purpose.CONTACT,
        items=items,
        text_version=text_version,
        by=by,
        now=now,
    )
    lead = _new_lead(result, solution, contact, consent)
    lead.budget, lead.message = budget, message
    lead.wanted_within = wanted_within
    if shown:
        lead.shown = shown.kept
    _send(lead, by, now)
    return lead


def _send(lead: Lead, by: User, now: datetime) -> None:
    lead.asked_by, lead.asked_at, lead.moved_at = by, now, now
    start_clock(lead, timezone.localdate(now))
    _save_once(lead)
    note(lead, ENTERPRISE, "lead.asked", by, now)
    for side in (PROVIDER, ENTERPRISE):
        tell(side, "lead.asked", lead, now)


def _check_open(
    result: Result,
    solution: Solution,
    plan: Plan | None,
    by: User,
    now: datetime,
) -> None:
    # The request refers to what was suggested: it is kept as it was on this day.
    if recommendation_of(result) is None:
        recommend(result=result, plan=plan, now=now, by=by)
    if not may_be_asked(result, solution, now):
        raise ProviderError("not_suggested")
    _settle(result.organisation, solution.provider, now)
    open_lead = live_lead(result.organisation, solution.provider, now)
    reason = closed_reason(open_lead, solution, result.organisation, now)
    if reason:
        raise ProviderError(reason)


def _settle(enterprise: Organisation, provider: Provider, now: datetime) -> None:
    """A request whose consent ended elsewhere stands in nobody's way."""
    ended = leads_at(now).filter(organisation=enterprise, provider=provider)
    for lead in ended.filter(shown_state=State.WITHDRAWN, state__in=Lead.LIVE):
        move(lead=lead, to=State.WITHDRAWN, side=CLOCK, by=None, now=now)


def _new_lead(
    result: Result, solution: Solution, contact: Contact, consent: Consent
) -> Lead:
    if Item.CONTACT not in consent.items:
        # What nobody may read is not kept either.
        contact = NOT_TOLD
    lead = Lead(
        organisation=result.organisation,
        provider=solution.provider,
        solution=solution,
        result=result,
        consent=consent,
        contact_name=contact.name,
        contact_email=contact.email,
        contact_phone=contact.phone,
    )
    if Item.PILLARS in consent.items:
        lead.weak_pillars = weakest_pillars(result)
    return lead


def _save_once(lead: Lead) -> None:
    try:
        # A savepoint: PostgreSQL goes on in a transaction only without its failure.
        with transaction.atomic():
            lead.save()
    except IntegrityError as error:
        raise ProviderError("already_asked") from error


def accept_lead(*, lead: Lead, by: User | None, now: datetime) -> Lead:
    """The provider takes it on; from now on it may open the contact details.

    Raises ProviderError: moved_on.
    """
    return move(lead=lead, to=State.ACCEPTED, side=PROVIDER, by=by, now=now)


def decline_lead(*, lead: Lead, reason: str, by: User | None, now: datetime) -> Lead:
    """The provider says no, and why; nothing of the enterprise stays open to it.

    Raises ProviderError: reason_missing, moved_on.
    """
    return move(
        lead=lead,
        to=State.DECLINED,
        side=PROVIDER,
        by=by,
        now=now,
        reason=reason,
    )


@transaction.atomic
def withdraw_lead(*, lead: Lead, by: User | None, now: datetime) -> Lead:
    """The enterprise takes its request back; the provider sees nothing of it any more.

    Repeating changes nothing.
    """
    lead = locked_lead(lead)
    # Also of a request that was declined: nothing shall stay open by mistake.
    withdraw_consent(consent=lead.consent, by=by, now=now)
    if not lead.goes_on:
        return lead
    return move(lead=lead, to=State.WITHDRAWN, side=ENTERPRISE, by=by, now=now)


@transaction.atomic
def open_contact(*, lead: Lead, by: User, now: datetime) -> Contact:
    """The contact details, and a record of who opened them.

    Raises ProviderError: contact_closed.
    """
    lead = locked_lead(lead)
    if not _is_contact_open(lead, now):
        raise ProviderError("contact_closed")
    provider = str(lead.provider.organisation.public_id)
    details = {"provider": provider, "state": str(lead.state)}
    record(lead, CONTACT_OPENED, by, now, details)
    return Contact(lead.contact_name, lead.contact_email, lead.contact_phone)


def _is_contact_open(lead: Lead, now: datetime) -> bool:
    return (
        lead.state in Lead.TAKEN and lead.consent.stands_at(now) and tells_contact(lead)
    )


def _locked_provider(solution: Solution) -> Provider:
    locked = Provider.objects.select_for_update(of=("self",))
    return locked.select_related("organisation").get(pk=solution.provider_id)
