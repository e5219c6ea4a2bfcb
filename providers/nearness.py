"""Who is near to whom: one place for whoever judges a provider, or between it and a firm.

Each rule that refuses somebody (`vetting.conflicts`, `complaints.conflicts`) says by itself which
of these it goes by, and in which words.
"""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from accounts.models import Membership, Organisation, User
from language.collation import unaccented
from providers.models import Application, Declaration, Provider, Relation
from registry.tax_code import family_of

# Beside the criteria of vetting: whom the provider knows at the association.
RELATIONS = "relations"


def are_one_house(one: Organisation, other: Organisation) -> bool:
    """The same, or of one company with its branches, as far as tax codes tell."""
    if one.pk == other.pk:
        return True
    family = family_of(one.tax_code)
    # Two without a code have nothing in common.
    return bool(family) and family == family_of(other.tax_code)


def is_of_house(sides: Iterable[Organisation], others: Iterable[Organisation]) -> bool:
    held = list(others)
    return any(are_one_house(side, other) for side in sides for other in held)


def is_of_a_provider(places: Iterable[Organisation]) -> bool:
    """Whether one of these is a provider, or of one house with one."""
    held = list(places)
    near = Q(pk__in=[each.pk for each in held])
    for family in filter(None, (family_of(each.tax_code) for each in held)):
        near |= Q(tax_code__startswith=family)
    providers = Organisation.objects.filter(near, kind=Organisation.Kind.PROVIDER)
    return is_of_house(providers, held)


def where_their_people_are(sides: Iterable[Organisation]) -> QuerySet[Organisation]:
    """Wherever somebody of the sides works or owns something, the sides too."""
    people = Membership.objects.filter(organisation__in=sides)
    around = Membership.objects.filter(user__in=people.values("user"))
    return Organisation.objects.filter(pk__in=around.values("organisation"))


def is_declared(person: User, provider: Provider) -> bool:
    """At whichever association it was said that the two are near to each other."""
    return Relation.objects.filter(provider=provider, person=person).exists()


def is_named(person: User, applications: QuerySet[Application]) -> bool:
    """By the provider in one of these, by name or address, with marks or without."""
    rows = Declaration.objects.filter(application__in=applications, criterion=RELATIONS)
    known = {unaccented(person.email), unaccented(person.full_name)} - {""}
    for values in rows.values_list("values", flat=True):
        # Part of a line is enough: people write "chị Lan, phòng đào tạo".
        lines = unaccented(values.get("people", "")).splitlines()
        if any(name in line for line in lines for name in known):
            return True
    return False
