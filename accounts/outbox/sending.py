"""Handing letters to the mail server, at the rate that was set, none of them twice.

In the moment in which a letter is handed over it is marked so. Whoever dies in that moment
leaves it unsure, and nobody sends it a second time by himself.
"""

import logging
import re
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.utils import timezone

from accounts.audit.services import record_event
from accounts.models import BadAddress, Letter, Organisation
from accounts.outbox.addresses import mark_bad
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
# What RFC 3463 says of an address that is none, has moved, or takes nothing any more.
NO_MAILBOX = re.compile(rb"\b5\.(1\.[0-9]+|2\.1)\b")


@task(in_one=False)
def send_letters(job: Job, numbers: list[int]) -> None:
    """One after the other over one line; what has to wait is asked for again, later."""
    with _line() as line:
        for done, number in enumerate(numbers):
            job.say(done, len(numbers))
            wait = _wait(timezone.now())
            if wait:
                later = send_letters.using(run_after=timezone.now() + wait)
                later.enqueue(numbers[done:])
                return
            _send(line, number)


@task()
def settle_letters(_job: Job) -> None:
    """Those whose bearer died in the moment of handing them over."""
    long_ago = timezone.now() - UNSURE_AFTER
    handed = Letter.objects.filter(state=Letter.State.HANDED, tried_at__lt=long_ago)
    unsure = handed.update(state=Letter.State.UNSURE)
    if unsure:
        log.error("It is not known of %s letters whether they left", unsure)


@contextmanager
def _line() -> Iterator[BaseEmailBackend]:
    """Opened by the first letter, for all of them, and anew by the next where it was cut off."""
    line = get_connection()
    try:
        yield line
    finally:
        line.close()


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


def _send(line: BaseEmailBackend, number: int) -> None:
    waiting = Letter.objects.filter(pk=number, state=Letter.State.WAITING)
    now = timezone.now()
    handed = waiting.update(
        state=Letter.State.HANDED,
        tries=F("tries") + 1,
        tried_at=now,
    )
    if not handed:
        return  # it has left, or is in other hands, or was taken back
    letter = Letter.objects.select_related("about").get(pk=number)
    try:
        line.open()  # or it would be closed again behind each letter
        line.send_messages([_message_of(letter)])
    except Exception as error:
        # Only its name: what the server complains of names the address.
        log.error("A letter could not be sent: %s", type(error).__name__)  # noqa: TRY400
        line.close()
        _not_sent(letter, error, now)
    else:
        _over(letter, Letter.State.SENT)


def _message_of(letter: Letter) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(letter.subject, letter.text, to=[letter.to])
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    return message


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
    letter.save(update_fields=["state", "error"])
    wait = doubled(FIRST_WAIT, letter.tries, LONGEST_WAIT)
    send_letters.using(run_after=now + wait).enqueue([letter.pk])


def _is_no_mailbox(error: Exception) -> bool:
    answers = getattr(error, "recipients", {}).values()
    return any(NO_MAILBOX.search(words) for _code, words in answers)


def _is_for_good(error: Exception) -> bool:
    """The server will say the same of this letter tomorrow (5xx)."""
    if not isinstance(error, OF_LETTER):
        return False
    codes = [code for code, _words in getattr(error, "recipients", {}).values()]
    return max([*codes, getattr(error, "smtp_code", 0)]) >= 500


def _over(letter: Letter, state: Letter.State) -> None:
    """What it said is nobody's any more."""
    letter.state = state
    letter.subject = letter.text = letter.html = ""
    letter.save(update_fields=["state", "error", "subject", "text", "html"])


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
