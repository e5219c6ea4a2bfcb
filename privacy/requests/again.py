"""Who was deleted is deleted again where an older state of the site comes back from a backup."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import AuditEvent, Organisation, StaffInvitation, User
from accounts.services import delete_user
from privacy.erasure.services import delete_enterprise, empty_address
from privacy.models import PersonRequest
from privacy.persons.queries import person_of_address
from privacy.requests.services import mark_of
from providers.models import Lead
from survey.models import Respondent

# Where the address of somebody without an account stands.
ADDRESSES = (
    (Lead, "contact_email"),
    (Respondent, "email"),
    (StaffInvitation, "email"),
    (PersonRequest, "email"),
)


@dataclass(frozen=True)
class Gone:
    """users: numbers of accounts. enterprises: public ids. marks: of addresses (mark_of)."""

    users: tuple[str, ...] = ()
    enterprises: tuple[str, ...] = ()
    marks: frozenset[str] = frozenset()


def gone_since(moment: datetime) -> Gone:
    """By the log, and by requests that were done; neither names anybody any more."""
    deleted = PersonRequest.objects.filter(
        kind=PersonRequest.Kind.DELETE,
        state=PersonRequest.State.DONE,
        closed_at__gte=moment,
    )
    return Gone(
        # Numbers, since the log of a deletion names nobody.
        users=_subjects("user.deleted", moment),
        enterprises=_subjects("enterprise.deleted", moment),
        marks=frozenset(deleted.values_list("mark", flat=True)),
    )


def _subjects(action: str, moment: datetime) -> tuple[str, ...]:
    """What is named after the colon."""
    events = AuditEvent.objects.filter(action=action, at__gte=moment)
    subjects = events.order_by("pk").values_list("subject", flat=True)
    return tuple(subject.partition(":")[2] for subject in subjects)


@transaction.atomic
def delete_again(*, gone: Gone, now: datetime) -> int:
    """How many accounts, enterprises and addresses.

    Enterprises first: whoever owned them chose so. What was handed over then has no owner.
    """
    enterprises = Organisation.objects.filter(public_id__in=gone.enterprises)
    users = User.objects.filter(pk__in=gone.users)
    again = 0
    for enterprise in enterprises:
        delete_enterprise(enterprise=enterprise, by=None, now=now)
        again += 1
    for user in users:
        delete_user(user=user, by=None, now=now)
        again += 1
    for address in _addresses(gone.marks):
        person = person_of_address(address)
        empty_address(person=person, by=None, now=now)
        again += 1
    return again


def _addresses(marks: frozenset[str]) -> Iterator[str]:
    """Read as a whole before the first is emptied."""
    found = set()
    for model, field in ADDRESSES:
        kept = model.objects.exclude(**{field: ""})
        found |= {address.lower() for address in kept.values_list(field, flat=True)}
    # Marks cannot be turned back: each address that is kept is marked and compared.
    for address in sorted(found):
        if mark_of(address) in marks:
            yield address
