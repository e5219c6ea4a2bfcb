"""Writes: an account goes with all that names its person, an enterprise with all it has."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from accounts.audit.services import record_event
from accounts.models import Membership, Organisation, User
from accounts.services import add_member, delete_user, withdraw_consent
from associations.exports.services import empty_files_with
from privacy.erasure.errors import ErasureError
from privacy.erasure.queries import LastOwned, last_owned_by
from privacy.erasure.traces import empty_traces
from privacy.persons.person import Person
from providers.leads.services import withdraw_lead
from providers.models import Lead

DELETE = "delete"


@transaction.atomic
def delete_account(
    *, user: User, choices: Mapping[str, str], by: User | None, now: datetime
) -> None:
    """choices: by public id of each enterprise that has no other owner, the number of the
    colleague who is its owner from now on, or DELETE.

    Raises ErasureError: choice_missing, not_a_colleague.
    """
    settle_owned(user=user, choices=choices, by=by, now=now)
    delete_user(user=user, by=by, now=now)


@transaction.atomic
def settle_owned(
    *, user: User, choices: Mapping[str, str], by: User | None, now: datetime
) -> None:
    """What becomes of what only this account answers for, before it goes (delete_account)."""
    for last in last_owned_by(user):
        choice = choices.get(str(last.enterprise.public_id), "")
        _settle(last, choice, by, now)


def _settle(last: LastOwned, choice: str, by: User | None, now: datetime) -> None:
    if not choice:
        raise ErasureError("choice_missing")
    # Asked of each enterprise by itself: one may go and another be handed over.
    if choice == DELETE:
        delete_enterprise(enterprise=last.enterprise, by=by, now=now)
        return
    # Only of those offered: a number typed into the form makes no stranger an owner.
    heirs = [user for user in last.colleagues if str(user.pk) == choice]
    if not heirs:
        raise ErasureError("not_a_colleague")
    add_member(
        organisation=last.enterprise,
        user=heirs[0],
        role=Membership.Role.OWNER,
        by=by,
        now=now,
    )


@transaction.atomic
def delete_enterprise(
    *, enterprise: Organisation, by: User | None, now: datetime
) -> None:
    """With its answers, files, results, consents and its part of the audit log.

    Figures of many keep its numbers, without its name, until they change. Files of an
    association that may hold something of it are emptied. That it was deleted stands in a chain
    of the site.
    """
    leads = Lead.objects.filter(organisation=enterprise)
    for lead in leads.filter(state__in=Lead.LIVE):
        withdraw_lead(lead=lead, by=by, now=now)
    # They hold their consents, which go with the enterprise.
    leads.delete()
    # Before consents go: they tell which associations may hold something of it.
    empty_files_with(enterprise)
    for consent in enterprise.consents_given.filter(withdrawn_at__isnull=True):
        withdraw_consent(consent=consent, by=by, now=now)
    subject = f"organisation:{enterprise.public_id}"
    # Its own chain of the log goes with it; what is left names the number, so that a
    # gap is explained.
    chain = str(enterprise.pk)
    enterprise.delete()
    record_event(
        action="enterprise.deleted",
        organisation=None,
        actor=by,
        subject=subject,
        now=now,
        details={"chain": chain},
    )


@transaction.atomic
def empty_address(*, person: Person, by: User | None, now: datetime) -> None:
    """All that names whoever has this address, and the account where there is one.

    What only that account owns was settled before.
    """
    # Before the account: by it is known which organisations and addresses are meant.
    empty_traces(person=person, by=by, now=now)
    if person.user:
        delete_user(user=person.user, by=by, now=now)
