"""Letters to the owners of an enterprise, without what is written in notes and names of files."""

from django.urls import reverse

from accounts.email import send_email
from accounts.models import Membership, Organisation
from accounts.ratelimit import is_limited
from accounts.site import at_site
from associations.models import Affiliation
from survey.models import Assessment

ONE_LETTER_IN = 3600  # seconds: a reviewer goes through many files at one sitting


def tell_owners_of_review(*, assessment: Assessment, reviewer: Organisation) -> None:
    """That an association has looked at evidence; one letter for many files."""
    enterprise = assessment.organisation
    if is_limited(
        "evidence-reviewed", str(assessment.public_id), most=1, seconds=ONE_LETTER_IN
    ):
        return

    url = at_site(reverse("survey:evidence", args=[assessment.public_id]))
    _tell_owners("reviewed", enterprise, reviewer, url)


def tell_owners_of_membership(affiliation: Affiliation) -> None:
    """That the association granted or declined what they asked for."""
    is_granted = affiliation.state == Affiliation.State.ACTIVE
    url = at_site(reverse("associations:consents"))
    letter = "granted" if is_granted else "declined"
    _tell_owners(letter, affiliation.enterprise, affiliation.association, url)


def _tell_owners(
    letter: str, enterprise: Organisation, association: Organisation, url: str
) -> None:
    context = {
        "association": association.name,
        "enterprise": enterprise.name,
        "url": url,
    }
    owners = Membership.objects.filter(
        organisation=enterprise, role=Membership.Role.OWNER, user__is_active=True
    )
    for address, language in owners.values_list("user__email", "user__language"):
        send_email(
            f"associations/email/{letter}", address, language, context, enterprise
        )
