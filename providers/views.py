from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import Action, fetch, may, visitor_of
from accounts.ratelimit import is_limited, slow_down
from providers.leads import queries as leads_queries
from providers.matching import explain
from providers.matching import queries as matching_queries
from providers.matching.forms import BudgetForm
from providers.matching.services import recommend
from survey.models import Result
from survey.results.queries import results

AN_HOUR = 60  # sets of suggestions stored with a result


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def suggestions(request: HttpRequest, result_id) -> HttpResponse:
    """Who can help with this result: shown without writing, stored by a POST (with or without a budget)."""
    result = fetch(request, results(), Action.WRITE, public_id=result_id)
    if request.method != "POST":
        return _suggestions_page(request, result)
    form = BudgetForm(request.POST)
    if not form.is_valid():
        return _suggestions_page(request, result, form)
    if is_limited("suggestions", str(result.public_id), most=AN_HOUR, seconds=3600):
        return slow_down(request)
    by = request.user if request.user.is_authenticated else None
    stored = recommend(
        result=result, budget=form.cleaned_data["budget"], by=by, now=timezone.now()
    )
    if request.htmx:
        page = explain.describe(stored.content, result.index)
        return render(
            request,
            "providers/who_can_help.html",
            {"result": result, "stored": stored, "page": page},
        )
    return redirect("providers:suggestions", result.public_id)


def _suggestions_page(
    request: HttpRequest, result: Result, form: BudgetForm | None = None
) -> HttpResponse:
    now = timezone.now()
    content, stored = matching_queries.shown_content(result, now)
    context = {
        "result": result,
        "stored": stored,
        "is_out_of_date": stored is not None
        and matching_queries.is_out_of_date(stored, now),
        "form": form or BudgetForm(initial={"budget": content["budget"]}),
        "page": explain.describe(content, result.index),
        "gaps_left": content["useful"],
        "closed": leads_queries.closed(content, now),
        "asked": leads_queries.live_leads(result.organisation, now),
        "may_ask": may(visitor_of(request), Action.SHARE, result.organisation),
    }
    return render(request, "providers/suggestions.html", context)
