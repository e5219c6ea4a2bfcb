"""The public directory of vetted providers."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from providers.directory import describe
from providers.directory import queries as directory_queries
from providers.directory.forms import DirectoryForm

PER_PAGE = 20


@login_not_required
@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Vetted providers, for everybody."""
    form = DirectoryForm(request.GET)
    wanted = _wanted(form) if form.is_valid() else directory_queries.Wanted()
    page = Paginator(
        directory_queries.vetted_providers(wanted, timezone.now()), PER_PAGE
    ).get_page(request.GET.get("page"))
    filtered = wanted != directory_queries.Wanted()
    return render(
        request,
        "providers/directory.html",
        {"form": form, "page": page, "filtered": filtered},
    )


def _wanted(form: DirectoryForm) -> directory_queries.Wanted:
    clean = form.cleaned_data
    return directory_queries.Wanted(
        clean["q"], clean["sector"], clean["size"], clean["area"]
    )


@login_not_required
@require_safe
def provider(request: HttpRequest, slug: str) -> HttpResponse:
    entry = get_object_or_404(directory_queries.provider_entries(), slug=slug)
    context = {
        "provider": entry,
        "is_vetted": entry.is_vetted_on(timezone.localdate()),
        "solutions": [describe.offer(solution) for solution in entry.solutions.all()],
        "areas": describe.area_names(entry.areas),
    }
    return render(request, "providers/provider.html", context)
