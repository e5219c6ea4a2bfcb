"""Letters about leads: one deed each, a link, and no personal data that the reader does not need."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from accounts.email import sent
from accounts.models import Membership
from providers.models import Lead


def tell_provider(event: str, lead: Lead) -> None:
    """To the people who work for the provider; to its public address while nobody of it has an account."""
    members = Membership.objects.filter(
        organisation=lead.provider.organisation, user__is_active=True
    )
    staff = members.values_list("user__email", "user__language")
    readers = list(staff) or [(lead.provider.email, settings.LANGUAGE_CODE)]
    for address, language in readers:
        _send(
            f"provider_{event}",
            address,
            language,
            lead,
            reverse("providers:lead", args=[lead.public_id]),
        )


def tell_enterprise(event: str, lead: Lead) -> None:
    """To the person who asked."""
    address, language = lead.contact_email, settings.LANGUAGE_CODE
    if lead.asked_by:
        address, language = lead.asked_by.email, lead.asked_by.language
    _send(
        f"enterprise_{event}",
        address,
        language,
        lead,
        reverse("providers:asked", args=[lead.public_id]),
    )


def _send(letter: str, address: str, language: str, lead: Lead, path: str) -> None:
    if not address:
        return
    with translation.override(language):
        url = settings.SITE_URL.rstrip("/") + path
        context = {"provider": lead.provider.organisation.name, "url": url}
        subject = " ".join(
            render_to_string(f"providers/email/{letter}_subject.txt", context).split()
        )
        text = render_to_string(f"providers/email/{letter}.txt", context)
        message = EmailMultiAlternatives(subject, text, to=[address])
        html = render_to_string(
            f"providers/email/{letter}.html", {**context, "subject": subject}
        )
        message.attach_alternative(html, "text/html")
        sent(message)
