"""What a mail service tells of letters afterwards: that one came back, or was called unwanted."""

import re

from anymail.signals import AnymailTrackingEvent, tracking
from django.db import transaction
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.models import BadAddress, Letter
from accounts.outbox.addresses import folded, mark_bad
from accounts.outbox.sending import NO_MAILBOX, note_lost

# HardBounce, hard_bounce, Permanent, permanent: words of Postmark, Brevo, SES, Mailgun and others.
HARD = re.compile(r"hard.?bounce|permanent", re.IGNORECASE)
WHY = {
    "bounced": BadAddress.Why.BOUNCED,
    "complained": BadAddress.Why.COMPLAINED,
}


def watch_services() -> None:
    tracking.connect(note_event, dispatch_uid="accounts.outbox.bounces")


@transaction.atomic
def note_event(event: AnymailTrackingEvent, **_others) -> None:
    why = WHY.get(event.event_type)
    if why is None or not event.recipient:
        return
    now = timezone.now()
    if why == BadAddress.Why.COMPLAINED:
        mark_bad(event.recipient, why, now)
        return  # it arrived
    # A mailbox that is full, or a server that is away, is none that has gone.
    if is_for_good(event):
        mark_bad(event.recipient, why, now)
    # Lowered as in the index: `iexact` would read every letter.
    letters = Letter.objects.annotate(reader=Lower("to"))
    sent = letters.filter(
        reader=folded(event.recipient),
        state=Letter.State.SENT,
    )
    letter = sent.select_related("about").first()
    if letter is not None:
        letter.state = Letter.State.REFUSED
        letter.save(update_fields=["state"])
        note_lost(letter.about, letter.tracked_as, now)


def is_for_good(event: AnymailTrackingEvent) -> bool:
    """By the answer of the server there, or as the service itself calls it."""
    answer = (event.mta_response or "").encode()
    return bool(NO_MAILBOX.search(answer) or HARD.search(str(event.esp_event)))
