"""Writes of an association: questions, returning, deciding, suspending, withdrawing."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from accounts.models import User
from providers.errors import ProviderError
from providers.models import Application, Inquiry, Pause
from providers.pauses.queries import running
from providers.vetting.applications.queries import criteria_of
from providers.vetting.applications.services import end_letters
from providers.vetting.email import tell_provider
from providers.vetting.evaluations.queries import outcome
from providers.vetting.evaluations.services import check_officer
from providers.vetting.references.queries import customers_heard
from providers.vetting.transitions import (
    lock_application,
    move,
    record,
    stand,
    stand_no_more,
)
from registry.working_days import after, working_days_until

LONGEST_WORDS = 2000
State = Application.State


def _reason(words: str) -> str:
    words = words.strip()[:LONGEST_WORDS]
    if not words:
        raise ProviderError("reason_missing")
    return words


@transaction.atomic
def note_inquiry(
    *, application: Application, words: str, by: User, now: datetime
) -> Inquiry:
    """Asked with all others at once. Raises ProviderError: reason_missing, asked_already,
    not_now, and those of `check_officer`.
    """
    held = lock_application(application)
    check_officer(held, by)
    _check_not_asked(held)
    return Inquiry.objects.create(
        application=held, asked_by=by, words=_reason(words), noted_at=now
    )


def _check_not_asked(application: Application) -> None:
    if application.state != State.SENT:
        raise ProviderError("not_now", state=application.state)
    # All at once means once: nobody is asked again and again.
    if application.inquiries.filter(asked_at__isnull=False).exists():
        raise ProviderError("asked_already")


@transaction.atomic
def ask(*, application: Application, by: User, now: datetime) -> Application:
    """Raises ProviderError: nothing_asked, asked_already, not_now, those of `check_officer`."""
    held = lock_application(application)
    check_officer(held, by)
    _check_not_asked(held)
    if not held.inquiries.update(asked_at=now):
        raise ProviderError("nothing_asked")
    days = criteria_of(held).terms.questions_answered_in
    due_on = after(localdate(now), days).day
    asked = move(held, "ask", by=by, now=now, due_on=due_on)
    tell_provider(asked, "asked")
    return asked


@transaction.atomic
def give_back(
    *, application: Application, words: str, by: User | None, now: datetime
) -> Application:
    """To be completed and sent again; all that was entered is there. Raises ProviderError:
    reason_missing, not_now, and those of `check_officer`.
    """
    held = lock_application(application)
    if by is not None:
        check_officer(held, by)
    words = _reason(words)
    given = move(
        held, "give_back", by=by, now=now, words=words, reasons=words, due_on=None
    )
    tell_provider(given, "returned")
    return given


@transaction.atomic
def decide(
    *, application: Application, words: str, by: User, now: datetime, few: str = ""
) -> Application:
    """What the scores come to, with reasons. few: why it is approved although fewer customers
    answered than the criteria ask for. Raises ProviderError: reason_missing, not_now,
    complaint_open, customers_missing, and those of `check_officer`.
    """
    held = lock_application(application)
    check_officer(held, by)
    words = _reason(words)
    found = outcome(held)
    # What is decided follows from the scores; whoever decides gives the reasons.
    if held.state != State.SETTLED or found is None:
        raise ProviderError("not_now", state=held.state)
    today = localdate(now)
    if found.passes:
        _check_gates(held, today)
        words = _with_few(held, words, few, by, now)
    took = working_days_until(localdate(held.sent_at), today)
    known = {
        "reasons": words,
        "decided_at": now,
        "took": took,
        "percent": found.percent,
        "due_on": None,
    }
    if found.passes:
        decided = _accept(held, words, by, now, known)
    else:
        decided = move(held, "decline", by=by, now=now, words=words, **known)
        tell_provider(decided, "declined")
    end_letters(decided)
    return decided


def _check_gates(application: Application, today: date) -> None:
    """Raises ProviderError: complaint_open, while an upheld complaint pauses the provider."""
    reasons = {pause.reason for pause in running(application.provider, today)}
    if Pause.Reason.COMPLAINT in reasons:
        raise ProviderError("complaint_open")


def _with_few(
    application: Application, words: str, few: str, by: User, now: datetime
) -> str:
    """The reasons, with why too few customers are enough. Raises ProviderError:
    customers_missing.
    """
    heard = customers_heard(application)
    if heard.are_enough:
        return words
    few = few.strip()[:LONGEST_WORDS]
    if not few:
        raise ProviderError("customers_missing")
    # Whoever checks afterwards finds each time it went below what is asked for.
    record(application, "vetting.few_customers", by, now, heard=heard.heard)
    return f"{words}\n\n{few}"


def _accept(
    application: Application, words: str, by: User, now: datetime, known: dict
) -> Application:
    provider = application.provider
    before = provider.applications.filter(state__in=Application.STANDING).first()
    begins = localdate(now)
    if before is not None:
        # A renewal goes on where the first one ends: nobody loses days by being early.
        if before.state == State.ACCEPTED and before.valid_until > begins:
            begins = before.valid_until
        move(before, "replace", by=by, now=now)
    days = criteria_of(application).terms.valid_for_days
    until = begins + timedelta(days=days)
    accepted = move(
        application, "accept", by=by, now=now, words=words, valid_until=until, **known
    )
    stand(provider, until, application.association)
    tell_provider(accepted, "accepted")
    return accepted


@transaction.atomic
def suspend(
    *, application: Application, words: str, by: User, now: datetime
) -> Application:
    """Suggested to nobody from now on. Raises ProviderError: reason_missing, not_now, and those
    of `check_officer`.
    """
    return _end(application, "suspend", words, by, now)


@transaction.atomic
def revoke(
    *, application: Application, words: str, by: User, now: datetime
) -> Application:
    """Raises as `suspend` does."""
    return _end(application, "revoke", words, by, now)


def _end(
    application: Application, action: str, words: str, by: User, now: datetime
) -> Application:
    held = lock_application(application)
    check_officer(held, by)
    words = _reason(words)
    ended = move(held, action, by=by, now=now, words=words, reasons=words)
    # In the same transaction: no page suggests it a second longer.
    stand_no_more(ended.provider, now)
    tell_provider(ended, "suspended" if action == "suspend" else "revoked")
    return ended


@transaction.atomic
def lift(
    *, application: Application, words: str, by: User, now: datetime
) -> Application:
    """The suspension ends; it is valid as long as it was. Raises as `suspend` does."""
    held = lock_application(application)
    check_officer(held, by)
    words = _reason(words)
    lifted = move(held, "lift", by=by, now=now, words=words, reasons=words)
    stand(lifted.provider, lifted.valid_until, lifted.association)
    tell_provider(lifted, "lifted")
    return lifted


@transaction.atomic
def run_out(*, application: Application, now: datetime) -> Application:
    """After its last day. Raises ProviderError: not_now."""
    over = move(application, "run_out", by=None, now=now)
    tell_provider(over, "over")
    return over
