"""Suggestions for all firms of a campaign: asked for, previewed, and only then sent."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access.actions import Action, may
from accounts.access.visitors import person_of, visitor_of
from associations.allocation.describe import preview_of
from associations.allocation.forms import AllocationForm
from associations.allocation.queries import allocations_of, cohort_of
from associations.allocation.services import ask_for_allocation, send_offers
from associations.allocation.wording import PROBLEMS
from associations.campaigns.views import own_campaign
from associations.errors import AssociationError


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def allocation(request: HttpRequest, public_id, campaign_id) -> HttpResponse:
    is_asked = request.method == "POST"
    action = Action.FOLLOW_UP if is_asked else Action.STAFF
    campaign = own_campaign(request, public_id, campaign_id, action)
    form = AllocationForm(request.POST or None)
    now = timezone.now()
    if is_asked and form.is_valid():
        ask_for_allocation(
            campaign=campaign,
            most=form.cleaned_data["most"],
            by=person_of(request),
            now=now,
        )
        return redirect("associations:allocation", public_id, campaign_id)
    newest = allocations_of(campaign).first()
    context = {
        "association": campaign.association,
        "campaign": campaign,
        "form": form,
        "firms": cohort_of(campaign, now).count(),
        "newest": newest,
        "preview": preview_of(newest),
        "follows_up": may(visitor_of(request), Action.FOLLOW_UP, campaign.association),
    }
    return render(request, "associations/allocation/page.html", context)


@require_POST
def send(request: HttpRequest, public_id, campaign_id, allocation_id) -> HttpResponse:
    campaign = own_campaign(request, public_id, campaign_id, Action.FOLLOW_UP)
    row = get_object_or_404(allocations_of(campaign), public_id=allocation_id)
    try:
        send_offers(allocation=row, by=person_of(request), now=timezone.now())
    except AssociationError as error:
        messages.error(request, PROBLEMS[error.code])
    else:
        messages.success(request, _("The letters are being written."))
    return redirect("associations:allocation", public_id, campaign_id)
