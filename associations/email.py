"""Letters to the owners of an enterprise, without what is written in notes and names of files."""

from django.urls import reverse

from accounts.access.owners import owners_of
from accounts.email import send_email
from accounts.models import Organisation
from accounts.site import at_site
from associations.models import Affiliation


def tell_owners_of_membership(affiliation: Affiliation) -> None:
    """That the association granted or declined what they asked for."""
    is_granted = affiliation.state == Affiliation.State.ACTIVE
    url = at_site(reverse("associations:consents"))
    letter = "granted" if is_granted else "declined"
    tell_owners(
        f"associations/email/{letter}",
        affiliation.enterprise,
        affiliation.association,
        url,
        reason=affiliation.reason,
    )


def tell_owners(
    letter: str,
    enterprise: Organisation,
    association: Organisation,
    url: str,
    **more: str,
) -> None:
    context = {
        **more,
        "association": association.name,
        "enterprise": enterprise.name,
        "url": url,
    }
    for owner in owners_of(enterprise):
        send_email(letter, owner.email, owner.language, context, enterprise)
