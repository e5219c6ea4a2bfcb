"""Handing letters to the mail server, at the rate that was set, none of them twice.

In the moment in which a letter is handed over it is marked so. Whoever dies in that moment
leaves it unsure, and nobody sends it a second time by himself.
"""

import logging
import re
import smtplib
from datetime import datetime, timedelta
from time import monotonic

from anymail.exceptions import AnymailRecipientsRefused
from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from accounts.audit.services import record_event
from accounts.models import BadAddress, Letter, Organisation
from accounts.outbox.addresses import mark_bad
from accounts.outbox.stopping.queries import is_letter_stopped
from background.enqueuing import enqueue_unless_waiting
from background.performing import Job
from background.policy import doubled
from background.tasks import task

log = logging.getLogger(__name__)

LOST = "letter.lost"
GIVE_UP = timedelta(hours=24)
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
AWAY = "mail-server-away"
A_MINUTE = timedelta(minutes=1)
# Nothing takes so long: a mail server has ten words of ten seconds for a letter.
UNSURE_AFTER = timedelta(minutes=15)
# Of one letter; any other error is of the server, or of what we say to get in there.
OF_LETTER = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError)
OF_SERVICE = (401, 403, 408, 429)
LONGEST_LINE = 30.0  # seconds
WORDS = ("subject", "text", "html", "stop_url")
# What RFC 3463 says of an address that is none, has moved, or takes nothing any more.
NO_MAILBOX = re.compile(rb"\b5\.(1\.[0-9]+|2\.1)\b")


@task(in_one=False)
def send_letters(job: Job) -> None:
    """All that are due, one after the other; it is asked for again when the next one is."""
    line = Line()
    done = 0
    try:
        while letter := _next_due(timezone.now()):
            wait = _wait(timezone.now())
            if wait:
                ask_for_sending(timezone.now() + wait)
                return
            _send(line, letter)
            done += 1
            job.say(done, done)
    finally:
        line.close()
    next_due = _waiting().values_list("due_at", flat=True).first()
    if next_due:
        ask_for_sending(next_due)


def ask_for_sending(due_at: datetime) -> None:
    """Once for all letters, however many wait."""
    with transaction.atomic(savepoint=False):
        enqueue_unless_waiting(send_letters, due_at)


def _waiting() -> QuerySet[Letter]:
    waiting = Letter.objects.filter(state=Letter.State.WAITING)
    return waiting.order_by("due_at", "pk")


def _next_due(now: datetime) -> int | None:
    return _waiting().filter(due_at__lte=now).values_list("pk", flat=True).first()


@task()
def settle_letters(_job: Job) -> None:
    """Those whose bearer died in the moment of handing them over."""
    long_ago = timezone.now() - UNSURE_AFTER
    handed = Letter.objects.filter(state=Letter.State.HANDED, tried_at__lt=long_ago)
    unsure = handed.update(state=Letter.State.UNSURE)
    if unsure:
        log.error("It is not known of %s letters whether they left", unsure)


class Line:
    """To the mail server: opened by the first letter, for those that follow.

    Anew where it was cut off, and before the server, or we (accounts.mail_server), end it.
    """

    def __init__(self) -> None:
        self._backend = get_connection()
        self._since: float | None = None

    def send(self, letter: Letter) -> None:
        if self._since is not None and monotonic() - self._since > LONGEST_LINE:
            self.close()
        if self._since is None:
            # Or it would be closed again behind each letter.
            self._backend.open()
            self._since = monotonic()
        self._backend.send_messages([_message_of(letter)])

    def close(self) -> None:
        self._since = None
        self._backend.close()


def _wait(now: datetime) -> timedelta | None:
    """Until the mail server is tried again, or the rate that was set has room."""
    if cache.get(AWAY):
        return A_MINUTE
    if not settings.EMAIL_PER_MINUTE:
        return None
    lately = Letter.objects.filter(
        state=Letter.State.SENT,
        tried_at__gt=now - A_MINUTE,
    ).order_by("-tried_at")
    oldest = lately.values_list("tried_at", flat=True)[
        settings.EMAIL_PER_MINUTE - 1 : settings.EMAIL_PER_MINUTE
    ]
    return next((at + A_MINUTE - now for at in oldest), None)


def _send(line: Line, number: int) -> None:
    waiting = Letter.objects.filter(pk=number, state=Letter.State.WAITING)
    now = timezone.now()
    handed = waiting.update(
        state=Letter.State.HANDED,
        tries=F("tries") + 1,
        tried_at=now,
    )
    if not handed:
        return  # it has left, or is in other hands, or was taken back
    letter = Letter.objects.select_related("about", "sender", "under").get(pk=number)
    if letter.under and not letter.under.stands_at(now):
        letter.delete()  # taken back, or run out, after it was written
        return
    if is_letter_stopped(letter):
        _over(letter, Letter.State.STOPPED)  # said after it was written
        return
    try:
        line.send(letter)
    except Exception as error:
        # Only its name: what the server complains of names the address.
        log.error("A letter could not be sent: %s", type(error).__name__)  # noqa: TRY400
        line.close()
        _not_sent(letter, error, now)
    else:
        _over(letter, Letter.State.SENT)


def _message_of(letter: Letter) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        letter.subject,
        letter.text,
        to=[letter.to],
        headers=_headers_of(letter),
    )
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    return message


def _headers_of(letter: Letter) -> dict[str, str]:
    """One click in the mail program (RFC 8058)."""
    if not letter.stop_url:
        return {}
    return {
        "List-Unsubscribe": f"<{letter.stop_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _not_sent(letter: Letter, error: Exception, now: datetime) -> None:
    letter.error = type(error).__name__
    if _is_no_mailbox(error):
        mark_bad(letter.to, BadAddress.Why.BOUNCED, now)
        _lost(letter, Letter.State.REFUSED, now)
        return
    if _is_for_good(error) or now - letter.written_at > GIVE_UP:
        _lost(letter, Letter.State.FAILED, now)
        return
    if isinstance(error, OSError) and not isinstance(error, OF_LETTER):
        # Nobody is there: the others need not find out one by one.
        cache.set(AWAY, True, A_MINUTE.total_seconds())
    letter.state = Letter.State.WAITING
    letter.due_at = now + doubled(FIRST_WAIT, letter.tries, LONGEST_WAIT)
    letter.save(update_fields=["state", "error", "due_at"])


def _is_no_mailbox(error: Exception) -> bool:
    answers = getattr(error, "recipients", {}).values()
    refused = any(NO_MAILBOX.search(words) for _code, words in answers)
    return refused or isinstance(error, AnymailRecipientsRefused)


def _is_for_good(error: Exception) -> bool:
    """The server will say the same of this letter tomorrow."""
    # Of a mail service: what it says of us, and of too many at once, is not of this letter.
    status = getattr(error, "status_code", None) or 0
    if 400 <= status < 500 and status not in OF_SERVICE:
        return True
    if not isinstance(error, OF_LETTER):
        return False
    codes = [code for code, _words in getattr(error, "recipients", {}).values()]
    return max([*codes, getattr(error, "smtp_code", 0)]) >= 500


def _over(letter: Letter, state: Letter.State) -> None:
    """What it said is nobody's any more."""
    letter.state = state
    letter.subject = letter.text = letter.html = letter.stop_url = ""
    letter.save(update_fields=["state", "error", *WORDS])


def _lost(letter: Letter, state: Letter.State, now: datetime) -> None:
    if state == Letter.State.REFUSED:
        _over(letter, state)
    else:
        letter.state = state
        letter.save(update_fields=["state", "error"])
    note_lost(letter.about, letter.tracked_as, now)


def note_lost(about: Organisation | None, tracked_as: str, now: datetime) -> None:
    if not tracked_as:
        return
    record_event(
        action=LOST,
        organisation=about,
        actor=None,
        subject=tracked_as,
        now=now,
    )
