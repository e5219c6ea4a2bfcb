"""Writes: belonging to an association, asked for, granted, left; and that a member is real."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from accounts.audit.services import record_event
from accounts.models import Confirmation, Consent, Organisation, User
from accounts.services import withdraw_consent
from associations.belonging.known import (
    forget_asking,
    link_known,
    note_asking,
    note_leaving,
)
from associations.errors import AssociationError
from associations.models import Affiliation, Member


@transaction.atomic
def ask_to_join(
    *,
    association: Organisation,
    enterprise: Organisation,
    by: User | None,
    now: datetime,
) -> Affiliation:
    """The enterprise asks to belong to the association, which alone can grant it.

    Asking again after leaving or being declined is a new beginning; who belongs or has
    asked stays so.
    """
    kinds = (association.kind, enterprise.kind)
    # The form offers associations only; programs and commands may hand in anything.
    if kinds != (Organisation.Kind.ASSOCIATION, Organisation.Kind.ENTERPRISE):
        raise AssociationError("wrong_kind_of_organisation")

    # Locked: of two who ask at once, the second finds it asked.
    asked = {"state": Affiliation.State.ASKED, "since": now}
    affiliation, is_new = Affiliation.objects.select_for_update().get_or_create(
        association=association, enterprise=enterprise, defaults=asked
    )
    if is_new:
        _ask(affiliation, by, now)
    elif affiliation.state in (Affiliation.State.ENDED, Affiliation.State.DECLINED):
        _turn(affiliation, Affiliation.State.ASKED, now)
        _ask(affiliation, by, now)
    return affiliation


def _ask(affiliation: Affiliation, by: User | None, now: datetime) -> None:
    note_asking(affiliation, now)
    _record("affiliation.asked", affiliation, by, now)


@transaction.atomic
def join(
    *,
    member: Member,
    enterprise: Organisation,
    by: User,
    now: datetime,
) -> Affiliation:
    """The enterprise belongs, since the association invited it and it agreed.

    It shows nothing of it. Raises AssociationError: known_as_another where the member is
    another enterprise by now.
    """
    # The letter was passed on, and another firm has answered it by now.
    if member.enterprise_id not in (None, enterprise.pk):
        raise AssociationError("known_as_another")
    affiliation, _is_new = Affiliation.objects.select_for_update().get_or_create(
        association=member.association,
        enterprise=enterprise,
        # Made as ended, so that one way alone begins it, whether there was a row or
        # not.
        defaults={"state": Affiliation.State.ENDED, "since": now},
    )
    link_known(member, enterprise)
    if affiliation.state != Affiliation.State.ACTIVE:
        _turn(affiliation, Affiliation.State.ACTIVE, now)
        _record("affiliation.begun", affiliation, by, now)
    return affiliation


@transaction.atomic
def answer_request(
    *,
    affiliation: Affiliation,
    is_granted: bool,
    by: User | None,
    now: datetime,
    reason: str = "",
    member: Member | None = None,
) -> Affiliation:
    """What the association says to an enterprise that asked.

    reason: why not. member: as whom the association knew it before.
    Raises AssociationError: not_asked where it was answered already, or taken back.
    """
    asked = Affiliation.objects.select_for_update().filter(pk=affiliation.pk)
    # Two officers answer at once, or the firm takes it back: the first one counts.
    waiting = asked.filter(state=Affiliation.State.ASKED).first()
    if waiting is None:
        raise AssociationError("not_asked")
    if is_granted:
        _turn(waiting, Affiliation.State.ACTIVE, now)
        if member is not None:
            link_known(member, waiting.enterprise)
        _record("affiliation.begun", waiting, by, now)
    else:
        _turn(waiting, Affiliation.State.DECLINED, now, reason)
        # Declined, the association keeps nothing that the firm told by asking.
        forget_asking(waiting)
        _record("affiliation.declined", waiting, by, now)
    return waiting


def _turn(
    affiliation: Affiliation,
    state: str,
    now: datetime,
    reason: str = "",
) -> None:
    affiliation.state, affiliation.since, affiliation.ended_at = state, now, None
    affiliation.reason = reason
    affiliation.save(update_fields=["state", "since", "ended_at", "reason"])


@transaction.atomic
def take_request_back(
    *,
    association: Organisation,
    enterprise: Organisation,
    by: User | None,
    now: datetime,
) -> None:
    """The enterprise asks no longer; whoever belongs already goes on belonging.

    Raises AssociationError: not_asked where it was answered meanwhile, or never asked.
    """
    asked = _locked_affiliation(association, enterprise, Affiliation.State.ASKED)
    if asked is None:
        raise AssociationError("not_asked")
    _end(asked, now)
    forget_asking(asked)
    _record("affiliation.taken_back", asked, by, now)


@transaction.atomic
def leave(
    *,
    association: Organisation,
    enterprise: Organisation,
    by: User | None,
    now: datetime,
) -> bool:
    """Leaving ends belonging and, in the same moment, everything the association could see.

    Whether it belonged; where it did not, nothing ends.
    """
    belonging = _locked_affiliation(association, enterprise, Affiliation.State.ACTIVE)
    if belonging is None:
        return False
    # What may be seen ends before belonging does: nobody reads in between.
    for consent in _standing_consents(enterprise, association):
        withdraw_consent(consent=consent, by=by, now=now)
    withdraw_confirmations(
        association=association,
        enterprise=enterprise,
        by=by,
        now=now,
    )
    _end(belonging, now)
    note_leaving(belonging, now)
    _record("affiliation.ended", belonging, by, now)
    return True


def _locked_affiliation(
    association: Organisation, enterprise: Organisation, state: str
) -> Affiliation | None:
    affiliations = Affiliation.objects.select_for_update().filter(
        association=association,
        enterprise=enterprise,
        state=state,
    )
    return affiliations.first()


def _end(affiliation: Affiliation, now: datetime) -> None:
    affiliation.state = Affiliation.State.ENDED
    affiliation.ended_at = now
    affiliation.save(update_fields=["state", "ended_at"])


@transaction.atomic
def confirm_enterprise(
    *,
    association: Organisation,
    enterprise: Organisation,
    by: User,
    now: datetime,
) -> Confirmation:
    """The association says that one of its members is real; said twice it is said once.

    Raises AssociationError: not_member.
    """
    # Locked, so that nobody leaves or confirms in the same moment.
    member = _locked_affiliation(association, enterprise, Affiliation.State.ACTIVE)
    if member is None:
        raise AssociationError("not_member")
    standing = _standing_confirmations(enterprise, association).first()
    if standing:
        return standing
    confirmation = Confirmation.objects.create(
        enterprise=enterprise,
        association=association,
        given_by=by,
        given_at=now,
    )
    _record("enterprise.confirmed", member, by, now)
    return confirmation


@transaction.atomic
def withdraw_confirmations(
    *,
    association: Organisation,
    enterprise: Organisation,
    by: User | None,
    now: datetime,
) -> None:
    """From the next count on they stand for nothing; a second call changes nothing."""
    standing = _standing_confirmations(enterprise, association)
    if standing.update(withdrawn_at=now):
        record_event(
            action="enterprise.confirmation_withdrawn",
            organisation=enterprise,
            actor=by,
            subject=f"organisation:{association.public_id}",
            now=now,
        )


def _standing_confirmations(
    enterprise: Organisation,
    association: Organisation,
) -> QuerySet[Confirmation]:
    return Confirmation.objects.filter(
        enterprise=enterprise,
        association=association,
        withdrawn_at__isnull=True,
    )


def _standing_consents(
    enterprise: Organisation, association: Organisation
) -> QuerySet[Consent]:
    """For whatever purpose: one that is new ends with the others."""
    return Consent.objects.filter(
        enterprise=enterprise,
        grantee=association,
        withdrawn_at__isnull=True,
    )


def _record(
    action: str, affiliation: Affiliation, by: User | None, now: datetime
) -> None:
    record_event(
        action=action,
        organisation=affiliation.enterprise,
        actor=by,
        subject=f"organisation:{affiliation.association.public_id}",
        now=now,
    )
