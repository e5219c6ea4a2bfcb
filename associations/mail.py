"""Letters about evidence: to the owners of an enterprise, without the note and without the names of files."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from accounts.email import sent
from accounts.models import Membership, Organisation
from accounts.ratelimit import is_limited
from survey.models import Assessment

ONE_LETTER_IN = 3600  # seconds: a reviewer goes through many files at one sitting


def tell_owners_of_review(*, assessment: Assessment, reviewer: Organisation) -> None:
    """That an association has looked at evidence; one letter for many files."""
    enterprise = assessment.organisation
    if is_limited(
        "evidence-reviewed", str(assessment.public_id), most=1, seconds=ONE_LETTER_IN
    ):
        return
    owners = Membership.objects.filter(
        organisation=enterprise, role=Membership.Role.OWNER, user__is_active=True
    ).values_list("user__email", "user__language")
    for address, language in owners:
        with translation.override(language):
            url = settings.SITE_URL.rstrip("/") + reverse(
                "survey:evidence", args=[assessment.public_id]
            )
            context = {
                "association": reviewer.name,
                "enterprise": enterprise.name,
                "url": url,
            }
            subject = " ".join(
                render_to_string(
                    "associations/email/reviewed_subject.txt", context
                ).split()
            )
            message = EmailMultiAlternatives(
                subject,
                render_to_string("associations/email/reviewed.txt", context),
                to=[address],
            )
            html = render_to_string(
                "associations/email/reviewed.html", {**context, "subject": subject}
            )
            message.attach_alternative(html, "text/html")
            sent(message)
