"""The page of suggestions: who helps with which step, and which of it was asked for."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access.actions import Action, may
from accounts.access.visitors import person_of, visitor_of
from accounts.ratelimit import is_limited, slow_down
from providers.leads.asking import views as asking
from providers.leads.queries import closed_reasons, live_leads
from providers.matching.forms import BudgetForm
from providers.matching.plan import Plan
from providers.matching.queries import hidden_providers
from providers.matching.services import hide_provider, recommend, show_provider
from providers.models import Provider
from roadmap.access import writable
from roadmap.pages.help import help_of, plan_of
from roadmap.planning.position import Position
from roadmap.queries import roadmap_of
from survey.models import Result

AN_HOUR = 60  # sets of suggestions stored with a result
IN_BLOCK = 3  # steps in the block of the result page
IN_FULL = 3  # steps of the page whose help stands open; of the others behind a tap


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def suggestions(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who can help with this result: shown without writing, stored by a POST (with or
    without a budget).
    """
    result = writable(request, public_id)
    if request.method != "POST":
        return _block(request, result) if request.htmx else _page(request, result)
    form = BudgetForm(request.POST)
    if not form.is_valid():
        return _page(request, result, form)
    # Each new budget is a row kept with the result: a script must not pile them up.
    if is_limited("suggestions", str(result.public_id), most=AN_HOUR, seconds=3600):
        return slow_down(request)

    recommend(
        result=result,
        budget=form.cleaned_data["budget"],
        plan=_plan_of(result),
        by=person_of(request),
        now=timezone.now(),
    )
    return redirect("roadmap:suggestions", result.public_id)


@login_not_required
@require_POST
def hide(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A provider is suggested to the enterprise no more, or again."""
    result = writable(request, public_id)
    is_again = "again" in request.POST
    slug = request.POST.get("again" if is_again else "provider", "")
    entries = Provider.objects.select_related("organisation")
    change = show_provider if is_again else hide_provider
    change(
        enterprise=result.organisation,
        provider=get_object_or_404(entries, slug=slug),
        by=person_of(request),
        now=timezone.now(),
    )
    page = reverse("roadmap:suggestions", args=[result.public_id])
    return redirect(page if is_again else f"{page}#hidden")


def ask(request: HttpRequest, result_id: UUID, solution: str) -> HttpResponse:
    """What is stored of the suggestions when asked is what their page showed."""
    return asking.ask(request, result_id, solution, _plan_of)


def _plan_of(result: Result) -> Plan:
    return plan_of(Position(result), roadmap_of(result))


def _block(request: HttpRequest, result: Result) -> HttpResponse:
    """The block of the result page, which asks for its own content."""
    shown = help_of(Position(result), roadmap_of(result), timezone.now())
    context = {
        "result": result,
        "help": shown,
        "page": shown.page,
        "steps": shown.steps[:IN_BLOCK],
    }
    return render(request, "roadmap/suggestions/block.html", context)


def _hidden(result: Result, content: dict) -> list[Provider]:
    # Most enterprises hide nobody.
    return hidden_providers(result.organisation) if content["hidden"] else []


def _page(
    request: HttpRequest, result: Result, form: BudgetForm | None = None
) -> HttpResponse:
    now = timezone.now()
    shown = help_of(Position(result), roadmap_of(result), now)
    budget = {"budget": shown.content["budget"]}
    context = {
        "result": result,
        "help": shown,
        "page": shown.page,
        "in_full": IN_FULL,
        "form": form or BudgetForm(initial=budget),
        "gaps_left": shown.content["useful"],
        "closed": closed_reasons(shown.content),
        "asked": live_leads(result.organisation, now),
        "hidden": _hidden(result, shown.content),
        "may_ask": may(visitor_of(request), Action.SHARE, result.organisation),
    }
    return render(request, "roadmap/suggestions/page.html", context)
