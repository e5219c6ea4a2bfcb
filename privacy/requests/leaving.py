"""A person deletes what names them, at once: with the password, or by a link to the address."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from django.db import transaction

from accounts.email import send_email
from privacy.erasure.services import delete_account, empty_address, settle_owned
from privacy.models import PersonRequest
from privacy.persons.person import Person
from privacy.requests.asking import Asking
from privacy.requests.services import record_own_doing


@transaction.atomic
def delete_person(
    *, asking: Asking, choices: Mapping[str, str], now: datetime
) -> PersonRequest:
    """choices: of enterprises without another owner (privacy.erasure.services.delete_account).

    What proves it stays, without a name; the last letter says that it is done.
    Raises ErasureError: choice_missing, not_a_colleague.
    """
    # First: once the account is gone nothing tells who asked.
    request = record_own_doing(
        kind=PersonRequest.Kind.DELETE,
        email=asking.email,
        language=asking.language,
        user=asking.user,
        now=now,
    )
    if asking.user:
        delete_account(user=asking.user, choices=choices, by=asking.user, now=now)
    else:
        _delete_by_letter(asking.person, choices, now)
    context = {"number": str(request.public_id), "at": now}
    letter = partial(
        send_email, "privacy/email/gone", asking.email, asking.language, context
    )
    # A partial has no name, by which Django tells of one that failed.
    transaction.on_commit(lambda: letter(), robust=True)  # noqa: PLW0108
    return request


def _delete_by_letter(
    person: Person, choices: Mapping[str, str], now: datetime
) -> None:
    """With an account that may not sign in, or was never confirmed, where there is one."""
    if person.user:
        settle_owned(user=person.user, choices=choices, by=None, now=now)
    empty_address(person=person, by=None, now=now)
