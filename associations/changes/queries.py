"""Changes of providers that officers of an association look at."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Organisation, User
from providers.changes.queries import changes, pending_changes
from providers.models import Application, Change, EntryFile, Provider


def _its(association: Organisation, prefix: str = "") -> Q:
    """Providers that it vetted, and those that no association did; prefix: the way to them."""
    vetted_by = f"{prefix}vetted_by"
    return Q(**{vetted_by: association}) | Q(**{vetted_by: None})


def providers_of(association: Organisation) -> QuerySet[Provider]:
    """With those that apply to it, whoever vetted them before."""
    applies = Application.objects.filter(
        provider=OuterRef("pk"), association=association, sent_at__isnull=False
    )
    its = Provider.objects.filter(_its(association) | Exists(applies))
    return its.select_related("organisation")


def papers_of(association: Organisation) -> QuerySet[EntryFile]:
    """Of certificates, also before everybody may see them."""
    providers = providers_of(association)
    return EntryFile.objects.filter(provider__in=providers, is_certificate=True)


def changes_for(association: Organisation) -> QuerySet[Change]:
    return changes().filter(_its(association, "provider__"))


def changes_to_judge(association: Organisation, officer: User) -> QuerySet[Change]:
    """The longest waiting first, without what is of the officer's own company."""
    waiting = pending_changes().filter(_its(association, "provider__"))
    waiting = waiting.exclude(asked_by=officer)
    places = officer.memberships.values("organisation")
    return waiting.exclude(provider__organisation__in=places)
