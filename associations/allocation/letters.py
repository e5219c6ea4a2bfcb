"""The letter to a firm: who has places for it, and where it chooses for itself."""

from contextlib import nullcontext
from datetime import datetime

from django.urls import reverse

from accounts.email import send_email
from accounts.models import LetterStop, Membership, Organisation
from accounts.outbox.services import no_letters
from accounts.outbox.stopping.queries import is_stopped
from accounts.outbox.stopping.unasked import Unasked
from accounts.site import at_site
from associations.models import AllocatedFirm, Allocation
from providers.directory.capacity import places_taken
from providers.leads.queries import live_leads, why_closed
from providers.matching.inputs import hidden_by, is_conflicted
from providers.models import Provider


def write_offer(allocation: Allocation, firm: AllocatedFirm, now: datetime) -> None:
    """To those who belong to it. Nobody but them is told, and no provider is."""
    enterprise = firm.result.organisation
    names = _still_there(firm, enterprise, now)
    if not names:
        return
    association = allocation.campaign.association
    page = reverse("roadmap:suggestions", args=[firm.result.public_id])
    context = {
        "association": association.name,
        "campaign": allocation.campaign.name,
        "providers": names,
        "url": at_site(page),
    }
    unasked = Unasked(association, LetterStop.Kind.OFFERS)
    # Who wants no letters of campaigns is not told what comes of one either.
    before = Unasked(association, LetterStop.Kind.CAMPAIGN)
    people = Membership.objects.filter(organisation=enterprise, user__is_active=True)
    with no_letters() if association.is_fictional else nullcontext():
        for member in people.select_related("user").order_by("pk"):
            user = member.user
            if is_stopped(before, user.email):
                continue
            send_email(
                "associations/allocation/email/offer",
                user.email,
                user.language,
                context,
                enterprise,
                key=f"allocation:{allocation.pk}:{firm.result_id}:{user.pk}",
                unasked=unasked,
            )


def _still_there(
    firm: AllocatedFirm, enterprise: Organisation, now: datetime
) -> list[str]:
    """Names of those that could be asked today, in the order of the allocation."""
    by_key = Provider.objects.select_related("organisation").in_bulk(firm.providers)
    taken = places_taken(now, by_key.values())
    # Since the preview it may have asked one, hidden it, or taken somebody of it on.
    passed_over = hidden_by(enterprise) | _asked(enterprise, now)
    names = []
    for key in firm.providers:
        provider = by_key.get(key)
        if provider is None or key in passed_over or why_closed(provider, taken, now):
            continue
        if not is_conflicted(enterprise, provider):
            names.append(provider.organisation.name)
    return names


def _asked(enterprise: Organisation, now: datetime) -> frozenset[int]:
    leads = live_leads(enterprise, now).values()
    return frozenset(lead.provider_id for lead in leads)
