"""The public directory of vetted providers."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.pages import KeysFirst
from providers.directory.describe import area_names, offer
from providers.directory.forms import DirectoryForm
from providers.directory.queries import Wanted, provider_entries, vetted_providers

PER_PAGE = 20


@login_not_required
@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Vetted providers, for everybody."""
    form = DirectoryForm(request.GET)
    wanted = _wanted(form)
    pages = KeysFirst(vetted_providers(wanted, timezone.now()), PER_PAGE)
    context = {
        "form": form,
        "page": pages.get_page(request.GET.get("page")),
        "filtered": wanted != Wanted(),
    }
    return render(request, "providers/directory.html", context)


def _wanted(form: DirectoryForm) -> Wanted:
    # An address that somebody has mistyped shows everything rather than an error.
    if not form.is_valid():
        return Wanted()
    clean = form.cleaned_data
    return Wanted(clean["q"], clean["sector"], clean["size"], clean["area"])


@login_not_required
@require_safe
def provider(request: HttpRequest, slug: str) -> HttpResponse:
    """Also of a provider that is not vetted: stored suggestions and requests lead here."""
    entry = get_object_or_404(provider_entries(), slug=slug)
    context = {
        "provider": entry,
        "is_vetted": entry.is_vetted_on(timezone.localdate()),
        "solutions": [offer(solution) for solution in entry.solutions.all()],
        "areas": area_names(entry.areas),
    }
    return render(request, "providers/provider.html", context)
