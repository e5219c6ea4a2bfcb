"""To which associations a firm belongs, for the form in which it asks a provider."""

from django.db.models import QuerySet

from accounts.models import Organisation
from associations.lists import associations
from associations.models import Affiliation
from providers.leads.following import belonging_wanted


def watch() -> None:
    """Called when the site starts."""
    belonging_wanted.connect(
        _on_belonging_wanted, dispatch_uid="associations.leads.belonging"
    )


def _on_belonging_wanted(
    enterprise: Organisation, **_others: object
) -> QuerySet[Organisation]:
    belongs = Affiliation.objects.filter(
        enterprise=enterprise, state=Affiliation.State.ACTIVE
    )
    found = associations().filter(pk__in=belongs.values("association"))
    return found.order_by("sort_key", "pk")
