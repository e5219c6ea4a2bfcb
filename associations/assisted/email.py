"""The letter that asks an owner: a link, and a code to read out."""

from django.urls import reverse

from accounts.email import send_email
from accounts.models import User
from accounts.site import at_site
from associations.models import AssistedRound


def send_confirmation(
    assisted: AssistedRound,
    *,
    to: str,
    language: str,
    token: str,
    code: str,
    by: User,
) -> bool:
    """Whether it is on its way."""
    enterprise = assisted.assessment.organisation
    context = {
        "enterprise": enterprise.name,
        "association": assisted.association.name,
        "officer": by.full_name,
        "way": assisted.way,
        "code": code,
        "until": assisted.code_until,
        "deleted_on": assisted.deleted_on,
        "url": at_site(reverse("associations:assisted_link", args=[token])),
    }
    return send_email(
        "associations/assisted/email/confirm",
        to,
        language,
        context,
        about=enterprise,
    )
