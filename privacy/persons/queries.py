"""Who somebody is, found by an account or by a confirmed address."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet
from django.db.models.functions import Length, Lower

from accounts.models import AuditEvent, Membership, Organisation, StaffInvitation, User
from language.cleaning import folded, plain
from privacy.persons.person import Person
from providers.models import Lead, Reference
from registry.households import PERSONAL_CODE
from survey.models import Respondent

# Who looks leaves no words behind; staff of an association look at thousands.
ONLY_LOOKED = ("result.opened", "evidence.opened", "report.taken")


def person_of_account(user: User) -> Person:
    return _person(user, _own_addresses(user), {user.full_name} - {""})


def person_of_address(address: str) -> Person:
    """Whoever reads the letters to this address.

    With an account too, where that was made with the address by somebody who never
    confirmed it.
    """
    emails = _lowered([address])
    return _person(unconfirmed_account(address), emails, set())


def confirmed_account(address: str) -> User | None:
    """Whose address it is proved to be, also while the account may not sign in."""
    proved = EmailAddress.objects.filter(verified=True, email__iexact=plain(address))
    row = proved.select_related("user").first()
    return row.user if row else None


def unconfirmed_account(address: str) -> User | None:
    user = User.objects.filter(email__iexact=plain(address)).first()
    if user is None or has_account(address):
        return None
    return user


def has_account(address: str) -> bool:
    """Whether somebody signs in with this address who has confirmed it."""
    confirmed = EmailAddress.objects.filter(verified=True, user__is_active=True)
    return confirmed.filter(email__iexact=plain(address)).exists()


def _own_addresses(user: User) -> frozenset[str]:
    """Not what was typed and never confirmed: letters to that may be a stranger's."""
    rows = EmailAddress.objects.filter(user=user)
    confirmed = _lowered(rows.filter(verified=True).values_list("email", flat=True))
    typed = _lowered(rows.filter(verified=False).values_list("email", flat=True))
    return confirmed | (_lowered([user.email]) - typed)


def _lowered(addresses: Iterable[str]) -> frozenset[str]:
    return frozenset(address.lower() for address in map(plain, addresses) if address)


def _person(user: User | None, emails: frozenset[str], names: set[str]) -> Person:
    leads = list(_leads(user, emails, names))
    invitations = list(invitations_to(emails))
    contacts = {lead.contact_name for lead in leads}
    invited = {respondent.name for respondent in invitations}
    of_enterprises = {lead.organisation_id for lead in leads}
    of_rounds = {each.assessment.organisation_id for each in invitations}
    return Person(
        user=user,
        emails=emails,
        names=frozenset(names | contacts | invited) - {""},
        phones=frozenset(lead.contact_phone for lead in leads) - {""},
        organisations=frozenset(of_enterprises | of_rounds | _traces_of(user)),
    )


def _leads(
    user: User | None, emails: frozenset[str], names: Iterable[str]
) -> Iterable[Lead]:
    """Requests in which the person is the contact."""
    named = set(map(folded, names))
    yield from requests_naming(emails)
    if user is None:
        return
    for lead in Lead.objects.filter(asked_by=user):
        is_by_name = folded(lead.contact_name) in named
        if is_by_name and lead.contact_email.lower() not in emails:
            yield lead


def requests_naming(emails: Iterable[str]) -> QuerySet[Lead]:
    lowered = Lead.objects.annotate(lowered=Lower("contact_email"))
    return lowered.filter(lowered__in=list(emails))


def invitations_to(emails: Iterable[str]) -> QuerySet[Respondent]:
    lowered = Respondent.objects.annotate(lowered=Lower("email"))
    known = lowered.filter(lowered__in=list(emails))
    return known.select_related("assessment__organisation")


def work_offered_to(emails: Iterable[str]) -> QuerySet[StaffInvitation]:
    lowered = StaffInvitation.objects.annotate(lowered=Lower("email"))
    return lowered.filter(lowered__in=list(emails)).select_related("organisation")


def customers_named(emails: Iterable[str]) -> QuerySet[Reference]:
    """By providers that apply, as whom to ask."""
    lowered = Reference.objects.annotate(lowered=Lower("email"))
    return lowered.filter(lowered__in=list(emails))


def requests_of(person: Person) -> list[Lead]:
    """In which the person is the contact, newest first."""
    leads = _leads(person.user, person.emails, person.names)
    return sorted(leads, key=lambda lead: (lead.asked_at, lead.pk), reverse=True)


def enterprises_of(user: User) -> QuerySet[Organisation]:
    """Those the account belongs to today."""
    return Organisation.objects.filter(
        kind=Organisation.Kind.ENTERPRISE,
        pk__in=Membership.objects.filter(user=user).values("organisation"),
    )


def with_codes(person: Person) -> Person:
    """With the numbers that may be theirs; asked for only where the person goes."""
    numbers = households_of(person.user).values_list("tax_code", flat=True)
    return replace(person, codes=frozenset(numbers))


def households_of(user: User | None) -> QuerySet[Organisation]:
    """Whose tax code may be the personal number of this account: it owns or has owned them.

    The log is read as a whole for it: not for a page that is opened often.
    """
    if user is None:
        return Organisation.objects.none()
    owner = Membership.Role.OWNER
    owned = Membership.objects.filter(user=user, role=owner)
    told = AuditEvent.objects.filter(
        subject=f"user:{user.pk}",
        organisation__isnull=False,
        details__role=owner,
    )
    is_theirs = Q(pk__in=owned.values("organisation"))
    was_theirs = Q(pk__in=told.order_by().values("organisation"))
    numbered = Organisation.objects.alias(digits=Length("tax_code"))
    return numbered.filter(is_theirs | was_theirs, digits=PERSONAL_CODE)


def _traces_of(user: User | None) -> set[int]:
    """Of which the account is or was a member, or in which it has done something."""
    if user is None:
        return set()
    own = Membership.objects.filter(user=user)
    by_or_about = Q(actor=user) | Q(subject=f"user:{user.pk}")
    events = AuditEvent.objects.filter(by_or_about, organisation__isnull=False)
    events = events.exclude(action__in=ONLY_LOOKED)
    keys = chain(
        own.values_list("organisation", flat=True),
        events.order_by().values_list("organisation", flat=True).distinct(),
    )
    return set(keys)
