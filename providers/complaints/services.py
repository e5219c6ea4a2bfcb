"""Complaints: one side of a request opens one, the other answers, an officer decides, and either
appeals once to other people.

An upheld complaint about a provider pauses it in the same transaction; an appeal that is won
restores it in the same.
"""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.dispatch import Signal
from django.utils import timezone

from accounts.models import Organisation, User
from providers.complaints.conflicts import conflict_of
from providers.complaints.email import tell
from providers.complaints.moving import LONGEST_WORDS, locked, move, step
from providers.complaints.terms import due, last_day_of, pause_days
from providers.complaints.transitions import OFFICE, OTHER
from providers.errors import ProviderError
from providers.models import Complaint, ComplaintStep, Lead, Pause
from providers.pauses.services import pause, resume

# The wording of providers/complaints/complain.html; another wording gets another name.
AGREED_TEXT = "complaint-2026-12"
Kind, Side, State = ComplaintStep.Kind, Complaint.Side, Complaint.State

# Sent where a complaint needs an association whose officers can decide it: associations
# stand above, and know which one that is. Receivers call `give_to`.
office_wanted = Signal()


@transaction.atomic
def open_complaint(
    *,
    lead: Lead,
    side: str,
    category: str,
    words: str,
    wanted: str,
    by: User,
    now: datetime,
    text_version: str = AGREED_TEXT,
) -> Complaint:
    """The other side is told and has its days to answer.

    Raises ProviderError: words_missing, wanted_missing, category_unknown, complained_already.
    """
    words, wanted = words.strip()[:LONGEST_WORDS], wanted.strip()[:LONGEST_WORDS]
    _check(side, category, words, wanted)
    today = timezone.localdate(now)
    complaint = Complaint(
        lead=lead,
        enterprise=lead.organisation,
        provider=lead.provider,
        side=side,
        category=category,
        text_version=text_version,
        opened_at=now,
        answer_by=due(today, "answer"),
        decide_by=due(today, "decision"),
        remind_on=due(today, "answer_reminder"),
    )
    _save_once(complaint)
    step(complaint, Kind.OPENED, side, words, by, now, wanted)
    find_office(complaint, now)
    tell(complaint, Kind.OPENED, (OTHER, OFFICE))
    return complaint


def _check(side: str, category: str, words: str, wanted: str) -> None:
    if not words:
        raise ProviderError("words_missing")
    if not wanted:
        raise ProviderError("wanted_missing")
    if category not in categories_of(side):
        raise ProviderError("category_unknown")


def categories_of(side: str) -> tuple[str, ...]:
    is_firm = side == Side.ENTERPRISE
    return Complaint.OF_ENTERPRISE if is_firm else Complaint.OF_PROVIDER


def _save_once(complaint: Complaint) -> None:
    try:
        # A savepoint: PostgreSQL goes on in a transaction only without its failure.
        with transaction.atomic():
            complaint.save(force_insert=True)
    except IntegrityError as error:
        raise ProviderError("complained_already") from error


def find_office(complaint: Complaint, now: datetime) -> None:
    office_wanted.send(Complaint, complaint=complaint, now=now)


@transaction.atomic
def give_to(*, complaint: Complaint, association: Organisation | None) -> None:
    """Its officers decide; none where nobody can yet, and it is tried again."""
    complaint.association = association
    complaint.save(update_fields=["association"])


@transaction.atomic
def answer_complaint(
    *, complaint: Complaint, words: str, by: User, now: datetime
) -> Complaint:
    """Also after its days, as long as nothing is decided. Raises as `move`."""
    side = complaint.other_side
    return move(
        complaint=complaint, kind=Kind.ANSWERED, side=side, words=words, by=by, now=now
    )


@transaction.atomic
def take_back(*, complaint: Complaint, by: User, now: datetime) -> Complaint:
    """Neither the other side nor the association reads it any more. Raises as `move`."""
    return move(
        complaint=complaint,
        kind=Kind.WITHDRAWN,
        side=complaint.side,
        words="",
        by=by,
        now=now,
    )


@transaction.atomic
def pass_on(*, complaint: Complaint, now: datetime) -> Complaint:
    """The days for an answer are over: an officer decides on what is there."""
    return move(
        complaint=complaint,
        kind=Kind.PASSED_ON,
        side=Side.CLOCK,
        words="",
        by=None,
        now=now,
    )


@transaction.atomic
def decide(
    *, complaint: Complaint, upheld: bool, words: str, by: User, now: datetime
) -> Complaint:
    """An officer decides, with the reason.

    Raises ProviderError: conflict_of_officer, and those of `move`.
    """
    if conflict_of(by, locked(complaint)):
        raise ProviderError("conflict_of_officer")
    kind = Kind.UPHELD if upheld else Kind.REFUSED
    held = move(
        complaint=complaint, kind=kind, side=Side.OFFICE, words=words, by=by, now=now
    )
    if held.state in Complaint.DECIDED:
        held.decided_by = by
        held.save(update_fields=["decided_by"])
    if held.is_about_provider:
        _bring_about(held, by, now)
    return held


@transaction.atomic
def appeal(*, complaint: Complaint, side: str, words: str, by: User, now: datetime):
    """Once, by whoever did not get its way; other people look again. Raises as `move`."""
    held = move(
        complaint=complaint, kind=Kind.APPEALED, side=side, words=words, by=by, now=now
    )
    # Where nobody else of the association can, another one does.
    find_office(held, now)
    return held


def _bring_about(held: Complaint, by: User, now: datetime) -> None:
    """Upheld: paused for its published days. An appeal that is won: restored."""
    about = {
        "provider": held.provider,
        "reason": Pause.Reason.COMPLAINT,
        "about": f"complaint:{held.public_id}",
        "by": by,
        "now": now,
    }
    if not held.was_upheld:
        resume(**about)
    elif held.state == State.UPHELD or not _is_paused_for(held):
        today = timezone.localdate(now)
        ends = last_day_of(today, pause_days(_length(held, now)))
        pause(ends=ends, **about)


def _is_paused_for(held: Complaint) -> bool:
    """It was upheld before, and its pause ran or runs."""
    about = f"complaint:{held.public_id}"
    return Pause.objects.filter(provider=held.provider, about=about).exists()


def _length(held: Complaint, now: datetime) -> str:
    since = now - timedelta(days=pause_days("again_within"))
    others = Complaint.objects.filter(
        provider=held.provider,
        side=Side.ENTERPRISE,
        state__in=Complaint.COUNTS,
        decided_at__gte=since,
    )
    return "upheld_again" if others.exclude(pk=held.pk).exists() else "upheld"
