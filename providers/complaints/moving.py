"""The one way through the table of transitions; two people at once: the second is told."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.audit.services import record_event
from accounts.models import User
from providers.complaints.email import tell
from providers.complaints.terms import due
from providers.complaints.transitions import Transition, side_of, transition_of
from providers.errors import ProviderError
from providers.models import Complaint, ComplaintStep
from providers.webhooks.events import About
from providers.webhooks.services import announce

LONGEST_WORDS = 4000


def locked(complaint: Complaint) -> Complaint:
    rows = Complaint.objects.select_for_update(of=("self",))
    related = rows.select_related(
        "enterprise", "provider__organisation", "association", "lead"
    )
    return related.get(pk=complaint.pk)


@transaction.atomic
def move(
    *,
    complaint: Complaint,
    kind: str,
    side: str,
    words: str,
    by: User | None,
    now: datetime,
) -> Complaint:
    """Under a lock, with its step, its entry in the log and its letters.

    Raises ProviderError: complaint_moved_on (somebody was quicker), not_your_turn,
    words_missing, appeal_too_late.
    """
    held = locked(complaint)
    row = _allowed(held, kind, side, now)
    words = words.strip()[:LONGEST_WORDS]
    if row.needs_words and not words:
        raise ProviderError("words_missing")
    held.state = row.to
    _set_clock(held, row, now)
    held.save()
    step(held, kind, side, words, by, now)
    tell(held, kind, row.tells)
    return held


def _allowed(held: Complaint, kind: str, side: str, now: datetime) -> Transition:
    row = transition_of(kind, held.state)
    if row is None:
        raise ProviderError("complaint_moved_on", state=held.state)
    if side_of(row.by, held) != side:
        raise ProviderError("not_your_turn")
    # Asked here and not by a state: the day may be over before the nightly work closes
    # it.
    is_appeal = row.to == Complaint.State.APPEALED
    if is_appeal and timezone.localdate(now) > held.appeal_by:
        raise ProviderError("appeal_too_late")
    return row


def _set_clock(held: Complaint, row: Transition, now: datetime) -> None:
    today = timezone.localdate(now)
    opened = timezone.localdate(held.opened_at)
    # From the day it was opened, as both sides were promised, and not from the step
    # before.
    held.remind_on = due(opened, row.remind) if row.remind else None
    if row.to == Complaint.State.APPEALED:
        held.decide_by = due(today, "appeal_decision")
        held.remind_on = due(today, "decision_reminder")
    elif row.to in Complaint.DECIDED:
        held.decided_at, held.appeal_by = now, due(today, "appeal")
        held.was_upheld = row.to == Complaint.State.UPHELD
    elif row.to not in Complaint.UNDER_WAY:
        held.ended_at = now
        # What was decided first stays noted until the appeal says otherwise.
        if row.to == Complaint.State.UPHELD_FINAL:
            held.was_upheld = True
        elif row.to == Complaint.State.REFUSED_FINAL:
            held.was_upheld = False


def step(
    held: Complaint,
    kind: str,
    side: str,
    words: str,
    by: User | None,
    now: datetime,
    wanted: str = "",
) -> ComplaintStep:
    # The state alone: what was written is read on the page, by who may.
    about = About("complaint", held.public_id, str(held.state))
    announce(provider=held.provider, event=f"complaint.{kind}", about=about, now=now)
    record_event(
        action=f"complaint.{kind}",
        organisation=held.provider.organisation,
        actor=by,
        subject=f"complaint:{held.public_id}",
        now=now,
        details={"state": str(held.state), "side": str(side)},
    )
    return ComplaintStep.objects.create(
        complaint=held,
        kind=kind,
        side=side,
        house=held.house_of(side),
        words=words,
        wanted=wanted,
        by=by,
        at=now,
    )
