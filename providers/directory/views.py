"""The public directory of vetted providers, for everybody."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.pages import KeysFirst
from providers.directory.describe import area_names, certificates_of, offer
from providers.directory.first_year import PEOPLE
from providers.directory.forms import DirectoryForm
from providers.directory.queries import (
    Wanted,
    aspects_of,
    count_vetted,
    proved_of,
    provider_entries,
    solution_entries,
    vetted_providers,
)
from providers.directory.raises import raised_by
from providers.directory.structured import (
    as_json_ld,
    picture_addresses,
    provider_data,
    solution_data,
)
from providers.models import Provider
from providers.shown.files import beside

PER_PAGE = 20


@login_not_required
@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Vetted providers, each with what fits."""
    form = DirectoryForm(request.GET)
    wanted = _wanted(form)
    now = timezone.now()
    providers = vetted_providers(wanted, now)
    pages = KeysFirst(providers, PER_PAGE, count=count_vetted(wanted, now))
    page = pages.get_page(request.GET.get("page"))
    for provider in page:
        provider.offers = [offer(solution) for solution in provider.fitting]
    context = {"form": form, "page": page, "filtered": wanted != Wanted()}
    return render(request, "providers/directory.html", context)


def _wanted(form: DirectoryForm) -> Wanted:
    """An address that somebody has mistyped shows more rather than an error."""
    form.is_valid()
    clean = form.cleaned_data
    return Wanted(
        text=clean.get("q", ""),
        sector=clean.get("sector", ""),
        size=clean.get("size", ""),
        area=clean.get("area", ""),
        kind=clean.get("kind", ""),
        place=clean.get("place", ""),
        most=clean.get("most"),
    )


def _facts(provider: Provider) -> dict:
    """What both kinds of pages tell of a provider."""
    today = timezone.localdate()
    return {
        "provider": provider,
        "is_vetted": provider.is_vetted_on(today),
        "is_paused": provider.is_paused_on(today),
        "certificates": certificates_of(provider, today),
        "areas": area_names(provider.areas),
        "proved": proved_of(provider),
        "aspects": aspects_of(provider),
        "people": PEOPLE,
    }


def _images(files: dict) -> dict:
    images = picture_addresses(files["pictures"])
    return {"image": images} if images else {}


@login_not_required
@require_safe
def provider(request: HttpRequest, slug: str) -> HttpResponse:
    """Also of a provider that is not vetted: stored suggestions and requests lead here."""
    entry = get_object_or_404(provider_entries(), slug=slug)
    files = beside(entry)
    data = provider_data(entry) | _images(files)
    context = _facts(entry) | files
    context |= {
        "solutions": [offer(solution) for solution in entry.solutions.all()],
        "structured": as_json_ld(data),
    }
    return render(request, "providers/provider.html", context)


@login_not_required
@require_safe
def solution(request: HttpRequest, slug: str) -> HttpResponse:
    entry = get_object_or_404(solution_entries(), slug=slug)
    files = beside(entry.provider, entry)
    data = solution_data(entry) | _images(files)
    context = _facts(entry.provider) | files
    context |= {
        "solution": offer(entry),
        "raised": raised_by(entry),
        "structured": as_json_ld(data),
    }
    return render(request, "providers/solution.html", context)
