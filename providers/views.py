"""The page of suggestions: it shows what matching found, and which of it was asked for."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import Action, fetch, may, person_of, visitor_of
from accounts.ratelimit import is_limited, slow_down
from providers.leads.queries import closed_reasons, live_leads
from providers.matching.explain import describe
from providers.matching.forms import BudgetForm
from providers.matching.queries import is_out_of_date, shown_content
from providers.matching.services import recommend
from providers.models import Recommendation
from survey.models import Result
from survey.results.queries import results

AN_HOUR = 60  # sets of suggestions stored with a result


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def suggestions(request: HttpRequest, result_id: UUID) -> HttpResponse:
    """Who can help with this result: shown without writing, stored by a POST (with or
    without a budget).
    """
    result = fetch(request, results(), Action.WRITE, public_id=result_id)
    if request.method != "POST":
        return _suggestions_page(request, result)
    form = BudgetForm(request.POST)
    if not form.is_valid():
        return _suggestions_page(request, result, form)
    # Each new budget is a row kept with the result: a script must not pile them up.
    if is_limited("suggestions", str(result.public_id), most=AN_HOUR, seconds=3600):
        return slow_down(request)

    stored = recommend(
        result=result,
        budget=form.cleaned_data["budget"],
        by=person_of(request),
        now=timezone.now(),
    )
    if request.htmx:
        return _block_of_result(request, result, stored)
    return redirect("providers:suggestions", result.public_id)


def _block_of_result(
    request: HttpRequest, result: Result, stored: Recommendation
) -> HttpResponse:
    """The block of the result page, which asks for its own content."""
    page = describe(stored.content, result.index)
    context = {"result": result, "stored": stored, "page": page}
    return render(request, "providers/who_can_help.html", context)


def _suggestions_page(
    request: HttpRequest, result: Result, form: BudgetForm | None = None
) -> HttpResponse:
    now = timezone.now()
    content, stored = shown_content(result, now)
    context = {
        "result": result,
        "stored": stored,
        "is_out_of_date": stored is not None and is_out_of_date(stored, now),
        "form": form or BudgetForm(initial={"budget": content["budget"]}),
        "page": describe(content, result.index),
        "gaps_left": content["useful"],
        "closed": closed_reasons(content, now),
        "asked": live_leads(result.organisation, now),
        "may_ask": may(visitor_of(request), Action.SHARE, result.organisation),
    }
    return render(request, "providers/suggestions.html", context)
