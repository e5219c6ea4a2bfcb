from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import held_enterprises, visitor_of
from accounts.landing import landing_of


@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Whoever has one place of work goes straight to it; everybody else chooses."""
    landing = landing_of(request.user, timezone.now())
    held = list(held_enterprises(visitor_of(request)))
    if landing.only_desk and not held:
        return redirect(landing.only_desk.url)
    return render(request, "accounts/home.html", {"landing": landing, "held": held})
