"""Letters about leads: one event each, a link, and no personal data that the reader does
not need.
"""

from django.conf import settings
from django.urls import reverse

from accounts.email import send_email
from accounts.models import Consent, Membership
from accounts.site import at_site
from providers.models import Lead, Side

# Of these events each side gets a letter of its own words.
TOLD = {
    Side.PROVIDER: ("asked", "withdrawn"),
    Side.ENTERPRISE: ("accepted", "declined"),
}


def write_of(side: Side, event: str, lead: Lead) -> None:
    """event: as the table of transitions names it, "lead.accepted"."""
    name = event.removeprefix("lead.")
    if name not in TOLD[side]:
        return
    if side == Side.PROVIDER:
        write_to_provider(name, lead)
    else:
        write_to_enterprise(name, lead)


def write_to_provider(event: str, lead: Lead) -> None:
    """To the people who work for the provider; to its public address while nobody of it
    has an account.
    """
    members = Membership.objects.filter(
        organisation=lead.provider.organisation, user__is_active=True
    )
    staff = members.values_list("user__email", "user__language")
    readers = list(staff) or [(lead.provider.email, settings.LANGUAGE_CODE)]
    path = reverse("providers:lead", args=[lead.public_id])
    # That it was taken back is told also when nothing else may be.
    under = lead.consent if event == "asked" else None
    for address, language in readers:
        _send(f"provider_{event}", address, language, lead, path, under)


def write_to_enterprise(event: str, lead: Lead) -> None:
    """To the person who asked."""
    address, language = lead.contact_email, settings.LANGUAGE_CODE
    # What was typed into the form is for the provider; who has an account reads there.
    if lead.asked_by:
        address, language = lead.asked_by.email, lead.asked_by.language
    path = reverse("providers:asked", args=[lead.public_id])
    _send(f"enterprise_{event}", address, language, lead, path)


def _send(
    letter: str,
    address: str,
    language: str,
    lead: Lead,
    path: str,
    under: Consent | None = None,
) -> None:
    # A provider may have no public address; its page still lists the request.
    if not address:
        return
    context = {"provider": lead.provider.organisation.name, "url": at_site(path)}
    send_email(
        f"providers/email/{letter}",
        address,
        language,
        context,
        lead.organisation,
        under=under,
    )
