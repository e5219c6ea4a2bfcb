"""Letters to the owners of an enterprise, without what is written in notes and names of files."""

from django.urls import reverse

from accounts.models import Organisation
from accounts.ratelimit import is_limited
from accounts.site import at_site
from associations.email import tell_owners
from survey.models import Assessment

ONE_LETTER_IN = 3600  # seconds: a reviewer goes through many files at one sitting


def tell_owners_of_review(*, assessment: Assessment, reviewer: Organisation) -> None:
    """That an association has looked at evidence; one letter for many files."""
    if is_limited(
        "evidence-reviewed", str(assessment.public_id), most=1, seconds=ONE_LETTER_IN
    ):
        return

    url = at_site(reverse("survey:evidence", args=[assessment.public_id]))
    letter = "associations/review/email/reviewed"
    tell_owners(letter, assessment.organisation, reviewer, url)
