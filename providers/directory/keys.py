"""By what providers are found: their own names and those of their solutions, without accents."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Prefetch

from language.collation import unaccented
from providers.models import Provider, Solution


def key_of(name: str, solutions: Iterable[Mapping[str, str]]) -> str:
    """Its own name and those of its solutions, in both languages."""
    names = [word for texts in solutions for word in texts.values()]
    return unaccented(" · ".join([name, *sorted(names)]))


def renew_key(provider: Provider) -> None:
    """After one of its solutions got another name, came or went."""
    offered = provider.solutions.filter(is_active=True)
    names = offered.values_list("name", flat=True)
    provider.search_key = key_of(provider.organisation.name, names)
    provider.save(update_fields=["search_key"])


@transaction.atomic
def renew_keys() -> int:
    """Of how many providers the key was that of another version of the site."""
    changed = []
    offered = Prefetch("solutions", Solution.objects.filter(is_active=True))
    providers = Provider.objects.select_related("organisation")
    for provider in providers.prefetch_related(offered):
        names = [solution.name for solution in provider.solutions.all()]
        key = key_of(provider.organisation.name, names)
        if key != provider.search_key:
            provider.search_key = key
            changed.append(provider)
    Provider.objects.bulk_update(changed, ["search_key"])
    return len(changed)
