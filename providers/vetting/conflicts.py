"""Who is too near to a provider to judge it: told by what is kept and by what was declared."""

from accounts.models import Membership, Organisation, User
from providers.models import Application, Evaluation, Provider
from providers.models import VettingStep as Step
from providers.nearness import (
    are_one_house,
    is_declared,
    is_named,
    is_of_house,
    where_their_people_are,
)


def conflict_of_association(association: Organisation, provider: Provider) -> str:
    """Why it may vet this provider by nobody at all; nothing where it may."""
    # Else each of its officers would judge the employer of a colleague.
    staff = Membership.objects.filter(organisation=association).values("user")
    working_there = Membership.objects.filter(
        organisation=provider.organisation_id, user__in=staff
    )
    if working_there.exists():
        return "works_there"
    if are_one_house(provider.organisation, association):
        return "same_company"
    return ""


def conflict_of_person(person: User, application: Application) -> str:
    """Why this officer may not judge it; nothing where nothing speaks against it."""
    provider, association = application.provider, application.association
    house = provider.organisation
    own = Organisation.objects.filter(memberships__user=person)
    if own.filter(pk=house.pk).exists():
        return "belongs"
    # The association itself was asked about before anything was sent.
    elsewhere = own.exclude(pk=association.pk)
    if elsewhere.filter(pk__in=where_their_people_are([house]).values("pk")).exists():
        return "same_employer"
    if is_of_house([house], elsewhere):
        return "same_company"
    this_one = Application.objects.filter(pk=application.pk)
    if is_declared(person, provider) or is_named(person, this_one):
        return "relation"
    if had_part(person, application):
        return "had_part"
    return ""


def had_part(person: User, application: Application) -> bool:
    """Of an appeal: in what it is against, it is for other people."""
    if application.kind != Application.Kind.APPEAL:
        return False
    before = application.after_id
    judged = Evaluation.objects.filter(application=before, officer=person)
    decided = Step.objects.filter(application=before, by=person)
    return judged.exists() or decided.exists()
