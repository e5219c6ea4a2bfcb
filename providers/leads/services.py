"""Leads: an enterprise asks a provider to get in touch, the provider accepts or declines, the enterprise withdraws.

A lead lives with the consent behind it: declined or withdrawn, the consent ends in the same transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.access import Item
from accounts.models import Consent, User
from accounts.services import give_consent, record_event, withdraw_consent
from providers.errors import ProviderError
from providers.leads import email as mail
from providers.leads.queries import CONTACT_OPENED, closed_reason, weakest_pillars
from providers.matching.queries import may_be_asked, recommendation_of
from providers.matching.services import recommend
from providers.models import Lead, Provider, Solution
from survey.models import Result

CONSENT_TEXT = "lead-2026-11"  # the wording of providers/ask.html; another wording gets another name


@dataclass(frozen=True)
class Contact:
    """Whom the provider may call or write to."""

    name: str
    email: str
    phone: str = ""


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
    text_version: str = CONSENT_TEXT,
) -> Lead:
    """Pass on exactly what was agreed to, and tell the provider that a request is waiting.

    Raises ProviderError: consent_missing, not_suggested, not_vetted, full_this_month, already_asked.
    """
    locked = Provider.objects.select_for_update(of=("self",)).select_related(
        "organisation"
    )
    provider = locked.get(pk=solution.provider_id)
    if Item.CONTACT not in items:
        raise ProviderError("consent_missing")
    _check_open(result, solution, provider, by, now)
    consent = give_consent(
        enterprise=result.organisation,
        grantee=provider.organisation,
        purpose=Consent.Purpose.CONTACT,
        items=items,
        text_version=text_version,
        by=by,
        now=now,
    )
    lead = Lead(
        organisation=result.organisation,
        provider=provider,
        solution=solution,
        result=result,
    )
    lead.weak_pillars = weakest_pillars(result) if Item.PILLARS in items else []
    lead.contact_name, lead.contact_email, lead.contact_phone = (
        contact.name,
        contact.email,
        contact.phone,
    )
    lead.consent, lead.budget, lead.message, lead.asked_by, lead.asked_at = (
        consent,
        budget,
        message,
        by,
        now,
    )
    try:
        with transaction.atomic():
            lead.save()
    except IntegrityError as error:
        raise ProviderError("already_asked") from error
    _record("lead.asked", lead, by, now)
    transaction.on_commit(lambda: mail.tell_provider("asked", lead), robust=True)
    return lead


def _check_open(
    result: Result, solution: Solution, provider: Provider, by: User, now: datetime
) -> None:
    if recommendation_of(result) is None:
        recommend(result=result, now=now, by=by)
    if not may_be_asked(result, solution, now):
        raise ProviderError("not_suggested")
    solution.provider = provider
    reason = closed_reason(result.organisation, solution, now)
    if reason:
        raise ProviderError(reason)


@transaction.atomic
def accept_lead(*, lead: Lead, by: User, now: datetime) -> Lead:
    """The provider takes it on; from now on it may open the contact details. ProviderError: not_open."""
    lead = _decide(lead, Lead.State.ACCEPTED, by, now)
    transaction.on_commit(lambda: mail.tell_enterprise("accepted", lead), robust=True)
    return lead


@transaction.atomic
def decline_lead(*, lead: Lead, reason: str, by: User, now: datetime) -> Lead:
    """The provider says no, and why; nothing of the enterprise stays open to it.

    Raises ProviderError: reason_missing, not_open.
    """
    if not reason.strip():
        raise ProviderError("reason_missing")
    lead = _decide(lead, Lead.State.DECLINED, by, now, reason.strip())
    withdraw_consent(consent=lead.consent, by=by, now=now)
    transaction.on_commit(lambda: mail.tell_enterprise("declined", lead), robust=True)
    return lead


@transaction.atomic
def withdraw_lead(*, lead: Lead, by: User, now: datetime) -> Lead:
    """The enterprise takes its request back; the provider sees nothing of it any more. Repeating changes nothing."""
    lead = _locked(lead)
    withdraw_consent(consent=lead.consent, by=by, now=now)
    if lead.state not in Lead.LIVE:
        return lead
    lead.state, lead.decided_at = Lead.State.WITHDRAWN, now
    lead.save(update_fields=["state", "decided_at"])
    _record("lead.withdrawn", lead, by, now)
    transaction.on_commit(lambda: mail.tell_provider("withdrawn", lead), robust=True)
    return lead


@transaction.atomic
def open_contact(*, lead: Lead, by: User, now: datetime) -> Contact:
    """The contact details, and a record of who opened them. ProviderError: contact_closed."""
    lead = _locked(lead)
    if (
        lead.state != Lead.State.ACCEPTED
        or not lead.consent.stands_at(now)
        or Item.CONTACT not in lead.consent.items
    ):
        raise ProviderError("contact_closed")
    _record(CONTACT_OPENED, lead, by, now)
    return Contact(lead.contact_name, lead.contact_email, lead.contact_phone)


def _decide(lead: Lead, state: str, by: User, now: datetime, reason: str = "") -> Lead:
    lead = _locked(lead)
    if lead.state != Lead.State.NEW or not lead.consent.stands_at(now):
        raise ProviderError("not_open", state=lead.state)
    lead.state, lead.decline_reason, lead.decided_at = state, reason, now
    lead.save(update_fields=["state", "decline_reason", "decided_at"])
    _record(f"lead.{state}", lead, by, now)
    return lead


def _locked(lead: Lead) -> Lead:
    related = (
        "consent__enterprise",
        "consent__grantee",
        "organisation",
        "provider__organisation",
        "solution",
    )
    locked = Lead.objects.select_related(*related, "asked_by").select_for_update(
        of=("self",)
    )
    return locked.get(pk=lead.pk)


def _record(action: str, lead: Lead, by: User, now: datetime) -> None:
    record_event(
        action=action,
        organisation=lead.organisation,
        actor=by,
        subject=f"lead:{lead.public_id}",
        now=now,
        details={
            "provider": str(lead.provider.organisation.public_id),
            "state": str(lead.state),
        },
    )
