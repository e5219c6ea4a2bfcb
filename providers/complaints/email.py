"""Letters about complaints: that there is news, and by when who has to act. Nothing of what was
written, and no name of an enterprise.
"""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.functional import Promise

from accounts.access.actions import Action
from accounts.access.owners import owners_of
from accounts.access.reviewing import people_who_may
from accounts.email import send_email
from accounts.models import Organisation
from accounts.site import at_site
from providers.complaints.transitions import OFFICE, role_of, side_of
from providers.complaints.wording import DUTIES, NEWS, NEXT
from providers.models import Complaint

LETTER = "providers/complaints/email/news"
Side = Complaint.Side


def tell(complaint: Complaint, kind: str, whom: Iterable[str]) -> None:
    """After the transaction; a letter that fails undoes nothing."""
    sides = [side_of(who, complaint) for who in whom]
    transaction.on_commit(lambda: _tell(complaint, NEWS[kind], sides), robust=True)


def remind(complaint: Complaint) -> None:
    """Whoever is to act next, by when it is."""
    is_open = complaint.state == Complaint.State.OPEN
    side = complaint.other_side if is_open else OFFICE
    what = DUTIES[complaint.state]
    transaction.on_commit(lambda: _tell(complaint, what, [side]), robust=True)


def _tell(complaint: Complaint, what: Promise, sides: Iterable[str]) -> None:
    for side in sides:
        url = at_site(_address(complaint, side))
        context = {
            "provider": complaint.provider.organisation.name,
            "what": what,
            "next": NEXT.get((complaint.state, role_of(side, complaint)), ""),
            "due": complaint.due_on,
            "url": url,
        }
        about = complaint.enterprise if side == Side.ENTERPRISE else None
        for address, language in _readers(complaint, side):
            send_email(LETTER, address, language, context, about)


def _address(complaint: Complaint, side: str) -> str:
    if side == OFFICE and complaint.association:
        return reverse(
            "associations:complaint",
            args=[complaint.association.public_id, complaint.public_id],
        )
    return reverse("providers:complaint", args=[complaint.public_id])


def _readers(complaint: Complaint, side: str) -> Iterator[tuple[str, str]]:
    if side == OFFICE:
        yield from _people(Action.VET, complaint.association)
    elif side == Side.ENTERPRISE:
        if complaint.enterprise:
            for owner in owners_of(complaint.enterprise):
                yield owner.email, owner.language
    else:
        provider = complaint.provider
        people = list(_people(Action.FOLLOW_UP, provider.organisation))
        if not people and provider.email:
            people = [(provider.email, settings.LANGUAGE_CODE)]
        yield from people


def _people(
    action: Action, organisation: Organisation | None
) -> Iterator[tuple[str, str]]:
    if organisation is not None:
        for person in people_who_may(action, organisation).distinct():
            yield person.email, person.language
