from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import Deed, fetch, may, visitor_of
from accounts.rate import is_too_often, slow_down
from providers import describe, explain, queries
from providers.forms import BudgetForm, DirectoryForm
from providers.services import recommend
from survey.index import index_of_result
from survey.models import Result
from survey.queries import results

PER_PAGE = 20
AN_HOUR = 60  # sets of suggestions stored with a result


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def suggestions(request: HttpRequest, result_id) -> HttpResponse:
    """Who can help with this result: shown without writing, stored by a POST (with or without a budget)."""
    result = fetch(request, results(), Deed.WRITE, public_id=result_id)
    if request.method != "POST":
        return _suggestions_page(request, result)
    form = BudgetForm(request.POST)
    if not form.is_valid():
        return _suggestions_page(request, result, form)
    if is_too_often("suggestions", str(result.public_id), most=AN_HOUR, seconds=3600):
        return slow_down(request)
    by = request.user if request.user.is_authenticated else None
    stored = recommend(result=result, budget=form.cleaned_data["budget"], by=by, now=timezone.now())
    if request.htmx:
        page = explain.told(stored.content, index_of_result(result))
        return render(request, "providers/who_can_help.html", {"result": result, "stored": stored, "page": page})
    return redirect("providers:suggestions", result.public_id)


def _suggestions_page(request: HttpRequest, result: Result, form: BudgetForm | None = None) -> HttpResponse:
    now = timezone.now()
    content, stored = queries.shown_content(result, now)
    context = {
        "result": result,
        "stored": stored,
        "is_out_of_date": stored is not None and queries.is_out_of_date(stored, now),
        "form": form or BudgetForm(initial={"budget": content["budget"]}),
        "page": explain.told(content, index_of_result(result)),
        "gaps_left": content["useful"],
        "closed": queries.closed(content, now),
        "asked": queries.live_leads(result.organisation, now),
        "may_ask": may(visitor_of(request), Deed.SHARE, result.organisation),
    }
    return render(request, "providers/suggestions.html", context)


@login_not_required
@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Vetted providers, for everybody."""
    form = DirectoryForm(request.GET)
    wanted = _wanted(form) if form.is_valid() else queries.Wanted()
    page = Paginator(queries.vetted_providers(wanted, timezone.now()), PER_PAGE).get_page(request.GET.get("page"))
    filtered = wanted != queries.Wanted()
    return render(request, "providers/directory.html", {"form": form, "page": page, "filtered": filtered})


def _wanted(form: DirectoryForm) -> queries.Wanted:
    clean = form.cleaned_data
    return queries.Wanted(clean["q"], clean["sector"], clean["size"], clean["area"])


@login_not_required
@require_safe
def provider(request: HttpRequest, slug: str) -> HttpResponse:
    entry = get_object_or_404(queries.provider_entries(), slug=slug)
    context = {
        "provider": entry,
        "is_vetted": entry.is_vetted_on(timezone.localdate()),
        "solutions": [describe.offer(solution) for solution in entry.solutions.all()],
        "areas": describe.area_names(entry.areas),
    }
    return render(request, "providers/provider.html", context)
