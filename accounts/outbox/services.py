"""Writing letters, taking them back, and sending one more time what did not leave."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.audit.services import record_event
from accounts.models import BadAddress, Consent, Letter, Organisation, User
from accounts.outbox.addresses import folded, is_bad
from accounts.outbox.sending import ask_for_sending, note_lost
from accounts.outbox.stopping.queries import is_stopped
from accounts.outbox.stopping.unasked import Unasked
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
    unasked: Unasked | None = None,
    under: Consent | None = None,
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
    if unasked and is_stopped(unasked, address):
        return False
    letter = Letter(
        kind=kind,
        to=address,
        person=User.objects.filter(email=folded(address)).first(),
        # The enterprise may have gone in the meantime, and only its own pages ask.
        about=about if tracked_as else None,
        tracked_as=tracked_as,
        key=key,
        under=under,
        **_terms_of(unasked, address),
        language=language(),
        subject=str(message.subject),
        text=message.body,
        html=_html_of(message),
        written_at=now,
        due_at=now,
    )
    with transaction.atomic():
        if _keep(letter):
            ask_for_sending(now)
    return True


def _terms_of(unasked: Unasked | None, address: str) -> dict[str, object]:
    if unasked is None:
        return {}
    return {
        "sender": unasked.sender,
        "may_be_stopped_as": unasked.kind,
        "stop_url": unasked.stop_url(address),
    }


def _html_of(message: EmailMessage) -> str:
    alternatives = getattr(message, "alternatives", ())
    return next(
        (part.content for part in alternatives if part.mimetype == HTML),
        "",
    )


def _keep(letter: Letter) -> bool:
    """Whether none was written for the same reason."""
    if not letter.key:
        letter.save()
        return True
    try:
        with transaction.atomic():
            letter.save()
    except IntegrityError:
        if not Letter.objects.filter(key=letter.key).exists():
            raise
        return False
    return True


def take_back(is_unwanted: Callable[[Letter], bool]) -> int:
    """Letters that have not left yet and shall not; how many."""
    waiting = Letter.objects.exclude(state=Letter.State.SENT)
    unwanted = [letter.pk for letter in waiting.iterator() if is_unwanted(letter)]
    Letter.objects.filter(pk__in=unwanted).delete()
    return len(unwanted)


def take_back_under(consent: Consent) -> None:
    """What has not left of what may be told under a consent that ends; no word of it is kept."""
    # Of those in somebody's hands the bearer asks once more, should they come back.
    at_rest = Letter.objects.exclude(
        state__in=(Letter.State.SENT, Letter.State.HANDED),
    )
    at_rest.filter(under=consent).delete()


def tell_under(consent: Consent, instead_of: Consent) -> None:
    """Another consent takes the place of one that ended: what it allows as well still leaves."""
    if consent.scope >= instead_of.scope and consent.covers(instead_of.round_key):
        Letter.objects.filter(under=instead_of).update(under=consent)
    else:
        take_back_under(instead_of)


@transaction.atomic
def send_again(*, letter: Letter, by: User, now: datetime) -> bool:
    """Whether it had been given up, and waits again now, as if it had never been tried."""
    stopped = Letter.objects.filter(pk=letter.pk, state__in=STOPPED)
    is_stopped = stopped.update(
        state=Letter.State.WAITING,
        tries=0,
        error="",
        written_at=now,
        due_at=now,
    )
    if is_stopped:
        _record("letter.sent_again", letter, by, now)
        ask_for_sending(now)
    return bool(is_stopped)


@transaction.atomic
def note_bad_address(*, address: BadAddress, by: User, now: datetime) -> None:
    """By hand: somebody said that nothing arrives there."""
    address.save()
    _record("bad_address.noted", address, by, now)


@transaction.atomic
def take_bad_address_away(*, address: BadAddress, by: User, now: datetime) -> None:
    _record("bad_address.taken_away", address, by, now)
    address.delete()


def _record(action: str, row: Letter | BadAddress, by: User, now: datetime) -> None:
    record_event(
        action=action,
        organisation=None,
        actor=by,
        subject=f"{row._meta.model_name}:{row.pk}",
        now=now,
    )
