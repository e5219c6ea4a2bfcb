"""Letters about evidence, to the owners of an enterprise: without the note and names of files."""

from django.urls import reverse

from accounts.email import send_email
from accounts.models import Membership, Organisation
from accounts.ratelimit import is_limited
from accounts.site import at_site
from survey.models import Assessment

ONE_LETTER_IN = 3600  # seconds: a reviewer goes through many files at one sitting


def tell_owners_of_review(*, assessment: Assessment, reviewer: Organisation) -> None:
    """That an association has looked at evidence; one letter for many files."""
    enterprise = assessment.organisation
    if is_limited(
        "evidence-reviewed", str(assessment.public_id), most=1, seconds=ONE_LETTER_IN
    ):
        return

    context = {
        "association": reviewer.name,
        "enterprise": enterprise.name,
        "url": at_site(reverse("survey:evidence", args=[assessment.public_id])),
    }
    owners = Membership.objects.filter(
        organisation=enterprise, role=Membership.Role.OWNER, user__is_active=True
    )
    for address, language in owners.values_list("user__email", "user__language"):
        send_email("associations/email/reviewed", address, language, context)
