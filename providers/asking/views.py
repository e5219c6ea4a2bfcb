"""From the public page of a solution to the page on which an owner asks, with consent."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access.owners import own_enterprises
from accounts.access.visitors import visitor_of
from providers.directory.describe import offer
from providers.directory.queries import solution_entries
from providers.matching.queries import may_be_asked
from survey.models import Result
from survey.results.queries import latest_results


@never_cache
@require_safe
def ask_from_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Whoever may not ask yet is told what comes first. Nothing is passed on here."""
    solution = get_object_or_404(solution_entries(), slug=slug)
    now = timezone.now()
    results = _own_results(request)
    for result in results:
        if may_be_asked(result, solution, now):
            return redirect("roadmap:ask", result.public_id, solution.slug)
    context = {
        "solution": offer(solution),
        "provider": solution.provider,
        "result": results[0] if results else None,
    }
    return render(request, "providers/not_yet.html", context)


def _own_results(request: HttpRequest) -> list[Result]:
    """Of the enterprises for which this person may ask, the newest first."""
    latest = latest_results(own_enterprises(visitor_of(request))).values()
    return sorted(latest, key=lambda result: result.pk, reverse=True)
