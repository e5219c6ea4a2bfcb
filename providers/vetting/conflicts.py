"""Who is too near to a provider to judge it: told by what is kept and by what was declared."""

from collections.abc import Iterable

from accounts.models import Membership, Organisation, User
from language.collation import unaccented
from providers.models import Application, Declaration, Evaluation, Provider, Relation
from providers.models import VettingStep as Step
from registry.tax_code import family_of

# Beside the criteria: whom the provider knows at the association.
RELATIONS = "relations"


def conflict_of_association(association: Organisation, provider: Provider) -> str:
    """Why it may vet this provider by nobody at all; nothing where it may."""
    # Else each of its officers would judge the employer of a colleague.
    staff = Membership.objects.filter(organisation=association).values("user")
    working_there = Membership.objects.filter(
        organisation=provider.organisation_id, user__in=staff
    )
    if working_there.exists():
        return "works_there"
    if _is_family(provider.organisation, [association]):
        return "same_company"
    return ""


def conflict_of_person(person: User, application: Application) -> str:
    """Why this officer may not judge it; nothing where nothing speaks against it."""
    provider, association = application.provider, application.association
    own = list(Organisation.objects.filter(memberships__user=person))
    theirs = _organisations_around(provider, association)
    if provider.organisation_id in {each.pk for each in own}:
        return "belongs"
    if theirs & {each.pk for each in own}:
        return "same_employer"
    # The association itself was asked about before anything was sent.
    elsewhere = [each for each in own if each.pk != association.pk]
    if _is_family(provider.organisation, elsewhere):
        return "same_company"
    if _is_declared(person, application):
        return "relation"
    if had_part(person, application):
        return "had_part"
    return ""


def _organisations_around(provider: Provider, association: Organisation) -> set[int]:
    """Wherever somebody of the provider works or owns something besides."""
    people = Membership.objects.filter(organisation=provider.organisation_id)
    around = Membership.objects.filter(user__in=people.values("user"))
    keys = set(around.values_list("organisation", flat=True))
    return keys - {provider.organisation_id, association.pk}


def _is_family(organisation: Organisation, others: Iterable[Organisation]) -> bool:
    """The same company, or a branch of it: the first ten digits of the tax code."""
    if not organisation.tax_code:
        return False
    family = family_of(organisation.tax_code)
    return any(
        other.tax_code and family_of(other.tax_code) == family for other in others
    )


def _is_declared(person: User, application: Application) -> bool:
    declared = Relation.objects.filter(
        association=application.association,
        provider=application.provider,
        person=person,
    )
    return declared.exists() or _is_named(person, application)


def _is_named(person: User, application: Application) -> bool:
    """By the provider, by name or address, with marks or without."""
    rows = Declaration.objects.filter(application=application, criterion=RELATIONS)
    values = rows.values_list("values", flat=True).first() or {}
    known = {unaccented(person.email), unaccented(person.full_name)} - {""}
    # Part of a line is enough: people write "chị Lan, phòng đào tạo".
    lines = unaccented(values.get("people", "")).splitlines()
    return any(name in line for line in lines for name in known)


def had_part(person: User, application: Application) -> bool:
    """Of an appeal: in what it is against, it is for other people."""
    if application.kind != Application.Kind.APPEAL:
        return False
    before = application.after_id
    judged = Evaluation.objects.filter(application=before, officer=person)
    decided = Step.objects.filter(application=before, by=person)
    return judged.exists() or decided.exists()
