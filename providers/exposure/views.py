"""How suggestions are shared out: the rule and its figures for everybody, the own for each."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access.visitors import visitor_of
from providers.exposure.describe import figures_of, own_count
from providers.exposure.queries import last_count
from providers.staffed import staffed_providers
from scoring.allocation.lot import BAND_PERCENT, MOST_TICKETS


@login_not_required
@require_safe
def fairness(request: HttpRequest) -> HttpResponse:
    """For everybody: whoever is suggested, and whoever is not, can read by which rule."""
    count = last_count()
    context = {
        "count": count,
        "figures": figures_of(count),
        "band": BAND_PERCENT,
        "tickets": MOST_TICKETS,
    }
    return render(request, "providers/exposure/fairness.html", context)


@never_cache
@require_safe
def shown(request: HttpRequest) -> HttpResponse:
    """Why the providers this person works for were suggested, and in numbers why not."""
    providers = staffed_providers(visitor_of(request))
    if not providers:
        raise Http404
    count = last_count()
    own = [own_count(count, provider) for provider in providers] if count else []
    context = {"count": count, "own": own}
    return render(request, "providers/exposure/shown.html", context)
