"""What the two sides say to each other on a request: messages with files, offers, outcomes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from providers.errors import ProviderError
from providers.leads.email import tell
from providers.leads.moving import locked_lead, move, moved_on, note, start_clock
from providers.leads.states import ENTERPRISE, PROVIDER, State
from providers.models import (
    Lead,
    LeadFile,
    LeadMessage,
    LeadOffer,
    LeadOutcome,
    Side,
)
from survey.errors import SurveyError
from survey.evidence.files import CheckedFile
from survey.evidence.keeping import stored

OTHER = {ENTERPRISE: PROVIDER, PROVIDER: ENTERPRISE}
MOST_MESSAGES = 200  # on one request
MOST_FILES = 20


@dataclass(frozen=True)
class Offer:
    """What a provider would do. amount: VND, with all taxes."""

    amount: int
    scope: str
    begins_on: date
    ends_on: date


@transaction.atomic
def write_message(
    *,
    lead: Lead,
    side: Side,
    text: str,
    by: User,
    now: datetime,
    files: Sequence[CheckedFile] = (),
) -> LeadMessage:
    """The other side is told. Who has accepted and writes is in talks; who talks has time anew.

    files: judged before, as `survey.evidence.services.judge_file` does.
    Raises ProviderError: moved_on, message_missing, too_many_messages, too_many_files.
    """
    lead = locked_lead(lead)
    _check_talking(lead, now)
    text = text.strip()
    if not text and not files:
        raise ProviderError("message_missing")
    if lead.messages.count() >= MOST_MESSAGES:
        raise ProviderError("too_many_messages", most=MOST_MESSAGES)

    message = LeadMessage.objects.create(lead=lead, side=side, by=by, at=now, text=text)
    for file in files:
        _keep_file(lead, side, file, by, now, message)
    _go_on_talking(lead, side, by, now)
    note(lead, side, "lead.message", by, now)
    tell(OTHER[side], "lead.message", lead, now)
    return message


def _check_talking(lead: Lead, now: datetime) -> None:
    if lead.state not in Lead.LIVE or not lead.consent.stands_at(now):
        raise moved_on(lead, now)


def _go_on_talking(lead: Lead, side: Side, by: User, now: datetime) -> None:
    if lead.state == State.ACCEPTED and side == PROVIDER:
        move(lead=lead, to=State.TALKING, side=side, by=by, now=now)
        lead.refresh_from_db()
    elif lead.state == State.TALKING:
        start_clock(lead, timezone.localdate(now))
        lead.save(update_fields=["due_on", "remind_on"])


def _keep_file(
    lead: Lead,
    side: Side,
    file: CheckedFile,
    by: User,
    now: datetime,
    message: LeadMessage | None = None,
) -> LeadFile:
    if lead.files.count() >= MOST_FILES:
        raise ProviderError("too_many_files", most=MOST_FILES)
    kept = LeadFile(
        lead=lead,
        message=message,
        side=side,
        by=by,
        at=now,
        name=file.name,
        kind=file.kind,
        size=len(file.content),
    )
    try:
        with stored(kept.file, file):
            kept.save(force_insert=True)
    except SurveyError as error:
        # In words for the two sides of a request.
        raise ProviderError(error.code) from error
    return kept


@transaction.atomic
def make_offer(
    *,
    lead: Lead,
    offer: Offer,
    by: User,
    now: datetime,
    file: CheckedFile | None = None,
) -> Lead:
    """Before it was agreed to, or changed afterwards: then it is to be agreed to anew.

    Raises ProviderError: moved_on, dates_in_wrong_order, too_many_files.
    """
    if offer.ends_on < offer.begins_on:
        raise ProviderError("dates_in_wrong_order")
    lead = move(lead=lead, to=State.OFFERED, side=PROVIDER, by=by, now=now)
    LeadOffer.objects.create(
        lead=lead,
        amount=offer.amount,
        scope=offer.scope.strip(),
        begins_on=offer.begins_on,
        ends_on=offer.ends_on,
        file=_keep_file(lead, PROVIDER, file, by, now) if file else None,
        by=by,
        at=now,
    )
    return lead


@transaction.atomic
def agree(*, lead: Lead, offer: LeadOffer, by: User, now: datetime) -> Lead:
    """To this very offer: who was shown an older one is told that there is another.

    Raises ProviderError: moved_on, another_offer.
    """
    lead = locked_lead(lead)
    last = lead.offers.first()
    if last is None or last.pk != offer.pk:
        raise ProviderError("another_offer")
    # The clock begins when the work should be done, not before.
    from_day = max(last.ends_on, timezone.localdate(now))
    return move(
        lead=lead,
        to=State.AGREED,
        side=ENTERPRISE,
        by=by,
        now=now,
        from_day=from_day,
    )


@transaction.atomic
def say_outcome(
    *,
    lead: Lead,
    side: Side,
    said: str,
    words: str,
    by: User,
    now: datetime,
) -> Lead:
    """What this side says came of it; with the second one the request is finished.

    Raises ProviderError: moved_on, said_already.
    """
    lead = locked_lead(lead)
    if lead.state != State.DELIVERED or not lead.consent.stands_at(now):
        raise moved_on(lead, now)
    if lead.outcomes.filter(side=side).exists():
        raise ProviderError("said_already")
    LeadOutcome.objects.create(
        lead=lead,
        side=side,
        said=LeadOutcome.Said(said),
        words=words.strip(),
        by=by,
        at=now,
    )
    if lead.outcomes.count() == len(OTHER):
        return move(lead=lead, to=State.CLOSED, side=side, by=by, now=now)
    note(lead, side, "lead.outcome", by, now)
    tell(OTHER[side], "lead.outcome", lead, now)
    return lead


@transaction.atomic
def say_not_delivered(*, lead: Lead, by: User, now: datetime) -> Lead:
    """The work goes on: what was said of its outcome was too early.

    Raises ProviderError: moved_on.
    """
    lead = move(lead=lead, to=State.AGREED, side=ENTERPRISE, by=by, now=now)
    lead.outcomes.all().delete()
    return lead


@transaction.atomic
def mend_contact(
    *,
    lead: Lead,
    name: str,
    email: str,
    phone: str,
    by: User,
    now: datetime,
) -> Lead:
    """What came back for a wrong contact goes to the provider again, corrected.

    Raises ProviderError: moved_on.
    """
    lead = move(lead=lead, to=State.SENT, side=ENTERPRISE, by=by, now=now)
    lead.contact_name, lead.contact_email, lead.contact_phone = name, email, phone
    lead.save(update_fields=["contact_name", "contact_email", "contact_phone"])
    return lead
