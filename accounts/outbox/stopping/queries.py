"""Which letters somebody does not want."""

from allauth.account.models import EmailAddress
from django.db.models import QuerySet

from accounts.models import Letter, LetterStop, User
from accounts.outbox.addresses import folded
from accounts.outbox.stopping.unasked import Unasked


def is_stopped(unasked: Unasked, address: str) -> bool:
    return LetterStop.objects.filter(
        address=folded(address),
        sender=unasked.sender,
        kind=unasked.kind,
    ).exists()


def is_letter_stopped(letter: Letter) -> bool:
    if letter.sender is None:
        return False
    return is_stopped(Unasked(letter.sender, letter.may_be_stopped_as), letter.to)


def stops_of(user: User) -> QuerySet[LetterStop]:
    """At the addresses that the account has confirmed."""
    own = EmailAddress.objects.filter(user=user, verified=True)
    addresses = {folded(address) for address in own.values_list("email", flat=True)}
    stops = LetterStop.objects.filter(address__in=addresses)
    return stops.select_related("sender")
