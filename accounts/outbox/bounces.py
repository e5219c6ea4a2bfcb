"""What a mail service tells of letters afterwards: that one came back, or was called unwanted."""

from anymail.signals import tracking
from django.utils import timezone

from accounts.models import BadAddress, Letter
from accounts.outbox.addresses import folded, mark_bad
from accounts.outbox.sending import note_lost

WHY = {
    "bounced": BadAddress.Why.BOUNCED,
    "complained": BadAddress.Why.COMPLAINED,
}


def watch_services() -> None:
    tracking.connect(note_event, dispatch_uid="accounts.outbox.bounces")


def note_event(event, **_others) -> None:
    why = WHY.get(event.event_type)
    if why is None or not event.recipient:
        return
    now = timezone.now()
    mark_bad(event.recipient, why, now)
    if why == BadAddress.Why.COMPLAINED:
        return  # it arrived
    sent = Letter.objects.filter(
        to__iexact=folded(event.recipient),
        state=Letter.State.SENT,
    )
    letter = sent.select_related("about").first()
    if letter is not None:
        letter.state = Letter.State.REFUSED
        letter.save(update_fields=["state"])
        note_lost(letter.about, letter.tracked_as, now)
