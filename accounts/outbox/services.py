"""Writing letters, taking them back, and sending one more time what did not leave."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Letter, Organisation, User
from accounts.outbox.addresses import folded, is_bad
from accounts.outbox.sending import note_lost, send_letters
from language.texts import language

log = logging.getLogger(__name__)

STOPPED = (Letter.State.FAILED, Letter.State.UNSURE)
HTML = "text/html"
_is_silent: ContextVar[bool] = ContextVar("is_silent", default=False)


@contextmanager
def no_letters() -> Iterator[None]:
    """None is written inside: whom it would be to is invented."""
    before = _is_silent.set(True)
    try:
        yield
    finally:
        _is_silent.reset(before)


def write_letter(
    message: EmailMessage,
    *,
    kind: str,
    about: Organisation | None = None,
    tracked_as: str = "",
    key: str = "",
) -> bool:
    """Whether it is on its way; it leaves once the transaction is over that needs it."""
    if _is_silent.get():
        return True
    (address,) = message.to
    now = timezone.now()
    if is_bad(address):
        log.warning("A letter was not written: none arrives at its address")
        note_lost(about, tracked_as, now)
        return False
    letter = Letter(
        kind=kind,
        to=address,
        person=User.objects.filter(email=folded(address)).first(),
        # The enterprise may have gone in the meantime, and only its own pages ask.
        about=about if tracked_as else None,
        tracked_as=tracked_as,
        key=key,
        language=language(),
        subject=str(message.subject),
        text=message.body,
        html=_html_of(message),
        written_at=now,
    )
    with transaction.atomic():
        if _keep(letter):
            send_letters.enqueue([letter.pk])
    return True


def _html_of(message: EmailMessage) -> str:
    alternatives = getattr(message, "alternatives", ())
    return next(
        (part.content for part in alternatives if part.mimetype == HTML),
        "",
    )


def _keep(letter: Letter) -> bool:
    """Whether none was written for the same reason."""
    try:
        with transaction.atomic():
            letter.save()
    except IntegrityError:
        if not letter.key or not Letter.objects.filter(key=letter.key).exists():
            raise
        return False
    return True


def take_back(is_unwanted: Callable[[Letter], bool]) -> int:
    """Letters that have not left yet and shall not; how many."""
    waiting = Letter.objects.exclude(state=Letter.State.SENT)
    unwanted = [letter.pk for letter in waiting.iterator() if is_unwanted(letter)]
    Letter.objects.filter(pk__in=unwanted).delete()
    return len(unwanted)


def send_again(letter: Letter) -> bool:
    """Whether it had been given up, and waits again now."""
    with transaction.atomic():
        stopped = Letter.objects.filter(pk=letter.pk, state__in=STOPPED)
        if not stopped.update(state=Letter.State.WAITING, written_at=timezone.now()):
            return False
        send_letters.enqueue([letter.pk])
    return True
