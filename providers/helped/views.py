"""Pages of what really helped: for the firm, for its provider under consent, for everybody."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access.actions import Action, require
from accounts.access.fetching import fetch
from accounts.access.visitors import visitor_of
from providers.helped.queries import (
    changed_by,
    delivered_at,
    effects_of,
    shown_to_provider,
)
from providers.helped.services import hide_change, show_change
from providers.leads.queries import leads_at
from providers.models import Provider, Solution
from scoring.benchmark import MINIMUM


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def changed(request: HttpRequest, lead_id) -> HttpResponse:
    """The firm itself, which lets the provider see it or not."""
    now = timezone.now()
    lead = fetch(request, leads_at(now), Action.SHARE, public_id=lead_id)
    if delivered_at(lead) is None:
        raise Http404
    found = changed_by(lead)
    if request.method == "POST":
        if request.POST.get("deed") == "show" and found:
            show_change(lead=lead, by=request.user, now=now)
            messages.success(request, _("The provider can see it now."))
        else:
            hide_change(lead=lead, by=request.user, now=now)
            messages.success(request, _("The provider does not see it any more."))
        return redirect("providers:changed", lead.public_id)
    context = {
        "lead": lead,
        "changed": found,
        "consent": shown_to_provider(lead, now),
        "is_firm": True,
    }
    return render(request, "providers/helped/changed.html", context)


@never_cache
@require_safe
def changed_for_provider(request: HttpRequest, lead_id) -> HttpResponse:
    """Only what the firm lets it see, asked at each read.

    Whether there is nothing yet or it is not to be seen, the page is the same.
    """
    now = timezone.now()
    lead = get_object_or_404(leads_at(now), public_id=lead_id)
    require(visitor_of(request), Action.STAFF, lead.provider.organisation)
    if delivered_at(lead) is None:
        raise Http404
    found = changed_by(lead) if shown_to_provider(lead, now) else None
    context = {"lead": lead, "changed": found, "is_firm": False}
    return render(request, "providers/helped/changed.html", context)


@login_not_required
@require_safe
def helped(request: HttpRequest, slug: str) -> HttpResponse:
    """Of each solution of a provider, from ten firms on, beside like firms without it."""
    entries = Provider.objects.select_related("organisation")
    provider = get_object_or_404(entries, slug=slug)
    solutions = list(Solution.objects.filter(provider=provider, is_active=True))
    effects = {effect.solution_id: effect for effect in effects_of(solutions)}
    rows = [(solution, effects.get(solution.pk)) for solution in solutions]
    context = {"provider": provider, "rows": rows, "least": MINIMUM}
    return render(request, "providers/helped/helped.html", context)
