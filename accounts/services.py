"""Writes on organisations, memberships and consents.

Each is recorded in the transaction that does it.
"""

from collections.abc import Sequence
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Min
from django.dispatch import Signal

from accounts.access.grants import check_consent
from accounts.access.scopes import scope_of_items
from accounts.access.visitors import works_for_others
from accounts.addresses import follow_address
from accounts.audit.services import record_event
from accounts.errors import AccountError
from accounts.models import ROLES_OF, Consent, Membership, Organisation, User
from accounts.models.people import RoundKey, round_name
from accounts.outbox.services import take_back_under, tell_under
from accounts.sessions.services import end_for_rights

# Of the administration: with them a session is much shorter.
RIGHTS = {"is_staff", "is_superuser"}
KEYS_AT_ONCE = 500  # in one statement
EVERY_ROUND: RoundKey = ("", 0)

# Sent before an account goes, with `user`, `by` and `now`, in the transaction that deletes it:
# whoever keeps what names the person empties it.
user_leaves = Signal()
# Sent with `organisation`, in the transaction that makes it: what each of a kind has from the
# beginning is made there.
organisation_made = Signal()


@transaction.atomic
def create_organisation(
    *,
    kind: str,
    name: str,
    now: datetime,
    by: User | None = None,
    is_fictional: bool = False,
    **profile,
) -> Organisation:
    """A new organisation; `by`, when given, becomes its owner or manager.

    profile: tax_code, sector, area, is_household.
    """
    organisation = Organisation(
        kind=kind, name=name, is_fictional=is_fictional, created_at=now, **profile
    )
    keep_new_organisation(organisation=organisation, by=by, now=now)
    if by is not None:
        add_member(
            organisation=organisation,
            user=by,
            role=ROLES_OF[kind][0],
            by=by,
            now=now,
        )
    return organisation


@transaction.atomic
def keep_new_organisation(
    *, organisation: Organisation, by: User | None, now: datetime
) -> None:
    """Save an organisation that was put together elsewhere, as in the administration.

    It has no members yet.
    """
    organisation.save(force_insert=True)
    kind = str(organisation.kind)
    _record_organisation("organisation.created", organisation, by, now, kind=kind)
    organisation_made.send(sender=Organisation, organisation=organisation)


@transaction.atomic
def change_organisation(
    *, organisation: Organisation, fields: Sequence[str], by: User | None, now: datetime
) -> None:
    """Save these fields of an organisation as they stand on it."""
    if not fields:
        return
    organisation.save(update_fields=fields)
    changed = sorted(fields)
    _record_organisation("organisation.changed", organisation, by, now, fields=changed)


def _record_organisation(
    action: str, organisation: Organisation, by: User | None, now: datetime, **details
) -> None:
    record_event(
        action=action,
        organisation=organisation,
        actor=by,
        subject=f"organisation:{organisation.public_id}",
        now=now,
        details=details,
    )


@transaction.atomic
def add_member(
    *, organisation: Organisation, user: User, role: str, by: User | None, now: datetime
) -> Membership:
    """Give the user this role in the organisation, whatever role it had there before.

    From now on the organisation is claimed. Whoever begins to work for others signs in anew.
    Raises AccountError: wrong_role where an organisation of this kind has no such role.
    """
    if role not in ROLES_OF[organisation.kind]:
        raise AccountError("wrong_role", role=str(role))
    if _begins_to_work_for_others(user, organisation):
        end_for_rights(user=user, by=by, now=now)
    membership, _created = Membership.objects.update_or_create(
        organisation=organisation,
        user=user,
        defaults={"role": role},
        create_defaults={"role": role, "since": now},
    )
    _follow_second_step(organisation, user)
    unclaimed = Organisation.objects.filter(pk=organisation.pk, claimed_at__isnull=True)
    if unclaimed.update(claimed_at=now):
        organisation.claimed_at = now
    record_event(
        action="member.added",
        organisation=organisation,
        actor=by,
        subject=f"user:{user.pk}",
        now=now,
        details={"role": str(role)},
    )
    return membership


def _begins_to_work_for_others(user: User, organisation: Organisation) -> bool:
    if organisation.kind == Organisation.Kind.ENTERPRISE:
        return False
    # Of administrators sessions are the shortest already.
    is_administrator = user.is_staff or user.is_superuser
    return not is_administrator and not works_for_others(user)


@transaction.atomic
def remove_member(*, membership: Membership, by: User | None, now: datetime) -> None:
    """The organisation stays claimed, also without its last member."""
    record_event(
        action="member.removed",
        organisation=membership.organisation,
        actor=by,
        subject=f"user:{membership.user_id}",
        now=now,
        details={"role": str(membership.role)},
    )
    membership.delete()
    _follow_second_step(membership.organisation, membership.user)


@transaction.atomic
def demand_second_step(
    *,
    organisation: Organisation,
    since: datetime | None,
    by: User | None,
    now: datetime,
) -> None:
    """Of everybody who works there, from `since` on; None where it is demanded no more."""
    organisation.second_step_from = since
    organisation.save(update_fields=["second_step_from"])
    for membership in organisation.memberships.select_related("user"):
        _renew_second_step(membership.user)
    details = {"since": since.isoformat() if since else ""}
    _record_organisation("organisation.second_step", organisation, by, now, **details)


def _follow_second_step(organisation: Organisation, user: User) -> None:
    """After joining or leaving; enterprises demand nothing."""
    if organisation.kind != Organisation.Kind.ENTERPRISE:
        _renew_second_step(user)


def _renew_second_step(user: User) -> None:
    """The earliest of all places of work: kept with the account, which every page reads anyway."""
    places = Organisation.objects.filter(memberships__user=user)
    earliest = places.aggregate(Min("second_step_from"))["second_step_from__min"]
    if earliest != user.second_step_from:
        user.second_step_from = earliest
        user.save(update_fields=["second_step_from"])


@transaction.atomic
def change_user(
    *, user: User, fields: Sequence[str], by: User | None, now: datetime
) -> None:
    """Save a user whose account or rights somebody else has changed.

    A new one has no fields to name. Another address, or the administration, ends all sessions.
    """
    action = "user.created" if user.pk is None else "user.changed"
    before = User.objects.filter(pk=user.pk).values_list("email", flat=True).first()
    user.save()
    record_event(
        action=action,
        organisation=None,
        actor=by,
        subject=f"user:{user.pk}",
        now=now,
        details={"fields": sorted(fields)},
    )
    if before and "email" in fields:
        follow_address(user=user, before=before, by=by, now=now)
    elif (user.is_staff or user.is_superuser) and RIGHTS.intersection(fields):
        end_for_rights(user=user, by=by, now=now)


@transaction.atomic
def make_administrator(*, email: str, password: str, now: datetime) -> User:
    """An account that may do everything, whether it was there before or not.

    Its address counts as confirmed: whoever sets the site up has no letters yet.
    """
    user = User.objects.filter(email__iexact=email).first() or User(email=email)
    user.is_staff = user.is_superuser = user.is_active = True
    user.set_password(password)
    change_user(user=user, fields=["is_staff", "is_superuser"], by=None, now=now)
    addresses = EmailAddress.objects
    addresses.filter(user=user, primary=True).exclude(email=user.email).update(
        primary=False
    )
    addresses.update_or_create(
        user=user,
        email=user.email,
        defaults={"verified": True, "primary": True},
    )
    return user


@transaction.atomic
def delete_user(*, user: User, by: User | None, now: datetime) -> None:
    """Delete an account. What its organisations answered stays theirs."""
    user_leaves.send(sender=User, user=user, by=by, now=now)
    # One by one, so that the log tells of each organisation that loses a member.
    for membership in user.memberships.select_related("organisation"):
        remove_member(membership=membership, by=by, now=now)
    record_event(
        action="user.deleted",
        organisation=None,
        actor=by,
        subject=f"user:{user.pk}",
        now=now,
    )
    user.delete()


@transaction.atomic
def give_consent(
    *,
    enterprise: Organisation,
    grantee: Organisation,
    purpose: str,
    items: Sequence[str],
    text_version: str,
    by: User | None,
    now: datetime,
    expires_at: datetime | None = None,
    round_key: RoundKey = EVERY_ROUND,
) -> Consent:
    """Let the grantee see `items`, of every round or of one.

    Another scope or wording withdraws the standing consent and gives a new one. One to every
    round takes the place of those to single rounds, and the other way round.
    """
    items = sorted(str(item) for item in items)
    check_consent(enterprise, grantee, purpose, items, text_version)
    # Two clicks at once give one consent.
    Organisation.objects.select_for_update().get(pk=enterprise.pk)

    terms = {"items": items, "text_version": text_version, "expires_at": expires_at}
    terms["index"], terms["round"] = round_key
    parties = {"enterprise": enterprise, "grantee": grantee, "purpose": purpose}
    replaced = []
    for standing in Consent.objects.filter(**parties, withdrawn_at__isnull=True):
        if all(getattr(standing, name) == term for name, term in terms.items()):
            return standing
        # Those to other single rounds stay beside it.
        if standing.covers(round_key) or round_key == EVERY_ROUND:
            _end_consent(standing, by, now)
            replaced.append(standing)

    consent = Consent.objects.create(
        **parties,
        **terms,
        scope=scope_of_items(items),
        given_by=by,
        given_at=now,
    )
    _record_consent("consent.given", consent, by, now)
    for before in replaced:
        tell_under(consent, instead_of=before)
    return consent


@transaction.atomic
def withdraw_consent(*, consent: Consent, by: User | None, now: datetime) -> Consent:
    """End the consent at once. The row stays as proof; a second call changes nothing.

    Letters that tell what it allowed, and have not left, are taken back.
    """
    _end_consent(consent, by, now)
    take_back_under(consent)
    return consent


def _end_consent(consent: Consent, by: User | None, now: datetime) -> None:
    standing = Consent.objects.filter(pk=consent.pk, withdrawn_at__isnull=True)
    is_ended_now = standing.update(withdrawn_at=now)
    # Of two clicks at once only the one that ended it is recorded.
    consent.refresh_from_db(fields=["withdrawn_at"])
    if is_ended_now:
        _record_consent("consent.withdrawn", consent, by, now)


def _record_consent(
    action: str, consent: Consent, by: User | None, now: datetime
) -> None:
    details = {
        "purpose": str(consent.purpose),
        "items": consent.items,
        "text_version": consent.text_version,
        "grantee": str(consent.grantee.public_id),
    }
    if consent.round:
        details["round"] = round_name(consent.round_key)
    record_event(
        action=action,
        organisation=consent.enterprise,
        actor=by,
        subject=f"consent:{consent.public_id}",
        now=now,
        details=details,
    )


@transaction.atomic
def renew_keys() -> int:
    """Of how many organisations the keys were those of another version of the site."""
    # Locked, so that nobody gives another name in between.
    organisations = Organisation.objects.select_for_update()
    named = organisations.only("name", "sort_key", "search_key")
    changed = [each for each in named.iterator() if _has_other_keys(each)]
    Organisation.objects.bulk_update(changed, ["sort_key", "search_key"], KEYS_AT_ONCE)
    return len(changed)


def _has_other_keys(organisation: Organisation) -> bool:
    before = organisation.sort_key, organisation.search_key
    organisation.set_keys()
    return before != (organisation.sort_key, organisation.search_key)
