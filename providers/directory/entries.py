"""The entry of a provider: it stands from the moment on in which its organisation does."""

from django.utils.text import slugify

from accounts.models import Organisation
from accounts.services import organisation_made
from language.collation import unaccented
from providers.models import Provider, Solution

LONGEST = Provider._meta.get_field("slug").max_length


def make_entry(organisation: Organisation, slug: str = "") -> Provider:
    """slug: one that is free; else it is made of the name."""
    return Provider.objects.create(
        organisation=organisation,
        slug=slug or free_slug(organisation.name),
        search_key=unaccented(organisation.name),
    )


def free_slug(name: str, of: type[Provider] | type[Solution] = Provider) -> str:
    """Of the name, with a number where another one has it already."""
    wanted = slugify(unaccented(name))[: LONGEST - 6].strip("-") or "khong-ten"
    alike = of.objects.filter(slug__startswith=wanted)
    taken = set(alike.values_list("slug", flat=True))
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def _on_made(sender: type, organisation: Organisation, **_told: object) -> None:
    """Without an entry whoever works there would find nothing here."""
    if organisation.kind == Organisation.Kind.PROVIDER:
        make_entry(organisation)


def listen() -> None:
    organisation_made.connect(_on_made, dispatch_uid="providers.entries")
