"""Of whom and of which kind a letter is that nobody asked for, and the link that ends such letters.

The link holds all of it, signed: it works as long as the letter lies in a mailbox, however long
ago its row was deleted here.
"""

from dataclasses import dataclass

from django.core.signing import BadSignature, dumps, loads
from django.urls import reverse

from accounts.models import Organisation
from accounts.outbox.addresses import folded
from accounts.site import at_site

SALT = "accounts.outbox.stopping"


@dataclass(frozen=True)
class Unasked:
    """kind: one of LetterStop.Kind."""

    sender: Organisation
    kind: str

    def stop_url(self, to: str) -> str:
        parts = [self.sender.pk, self.kind, folded(to)]
        token = dumps(parts, salt=SALT, compress=True)
        return at_site(reverse("account_stop_letters", args=[token]))


def opened(token: str) -> tuple[Unasked, str] | None:
    """The letters that it ends, and whose; nothing where it is no link of ours."""
    try:
        number, kind, address = loads(token, salt=SALT)
    except (BadSignature, ValueError):
        return None
    sender = Organisation.objects.filter(pk=number).first()
    return (Unasked(sender, kind), address) if sender else None
