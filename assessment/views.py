import sys

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.i18n import set_language as django_set_language

from accounts.access.visitors import visitor_of
from api.entry import broken, is_of_programs, not_now
from assessment import fonts
from assessment.components import showcase
from assessment.front import front
from assessment.home import home_of
from assessment.outages.reasons import is_silent, outage, reason_of
from assessment.outages.unavailable import language_of_excuse, unavailable
from assessment.services import keep_language
from assessment.typed.switched import keep_typed
from language.formats import lasting
from privacy.retention.queries import terms
from registry.retention import retention_rules

TOLD = ("invitations", "drafts", "feedback")  # of what is kept, on the page about us


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "home.html", {"front": front()})


@never_cache
@require_safe
def own_home(request: HttpRequest) -> HttpResponse:
    """Whoever has one place of work goes straight to it; everybody else chooses."""
    home = home_of(request.user, timezone.now())
    held = list(visitor_of(request).held.enterprises())
    if home.only_desk and not held:
        return redirect(home.only_desk.url)
    return render(request, "assessment/own_home.html", {"home": home, "held": held})


@login_not_required
def about(request: HttpRequest) -> HttpResponse:
    rules = retention_rules()
    kept = {name: lasting(rules[name].days) for name in TOLD}
    context = {"front": front(), "terms": terms(), "kept": kept}
    return render(request, "assessment/about.html", context)


@login_not_required
def set_language(request: HttpRequest) -> HttpResponse:
    """Django's own switch; the account remembers the language, the next page what was typed."""
    request.POST = request.POST.copy()
    # A form that was typed in may itself ask for a language, that of a letter. The button of the
    # switch stands above it, so comes first.
    chosen, *asked = request.POST.getlist("language") or [""]
    request.POST["language"] = chosen
    if "here" in request.POST:
        # It may itself name a page as well, to go to afterwards.
        request.POST["next"] = request.POST["here"]
    response = django_set_language(request)
    if chosen not in dict(settings.LANGUAGES):
        return response
    request.POST.setlist("language", asked)
    keep_typed(request, response.headers.get("Location", ""))
    if request.user.is_authenticated:
        keep_language(user=request.user, language=chosen)
    return response


@login_not_required
def components(request: HttpRequest) -> HttpResponse:
    """Every component on one page, for looking at. Reachable in DEBUG only."""
    context = {**showcase(request.GET), "example": front().example}
    return render(request, "assessment/components.html", context)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(None, "400.html", {"fonts_built": fonts.are_built()}, status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without request and context processors: what broke must not break the excuse.

    Called where the error is being handled, of a view or of what stands around it.
    """
    error = sys.exc_info()[1]
    reason = reason_of(error)
    if is_silent(error):
        outage.begin()
    if request is not None and is_of_programs(request):
        return not_now(request) if reason else broken(request)
    with translation.override(language_of_excuse(request)):
        return unavailable(reason) if reason else _broken()


def _broken() -> HttpResponse:
    context = {"moment": timezone.localtime(), "fonts_built": fonts.are_built()}
    return render(None, "500.html", context, status=500)
