"""Pages on which a provider keeps its pictures and documents, and how these are handed out."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access.actions import Action
from providers.changes.wording import problem
from providers.errors import ProviderError
from providers.models import EntryFile, Provider, Solution
from providers.profile import files
from providers.profile.forms_files import EntryFileForm
from providers.profile.views import frame, own_provider, own_solution
from providers.shown.files import beside, handed, shown_file
from survey.errors import SurveyError
from survey.wording import problem as problem_of_file


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def provider_files(request: HttpRequest, public_id) -> HttpResponse:
    provider = own_provider(request, public_id)
    return _files(request, provider, None)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def solution_files(request: HttpRequest, public_id, slug: str) -> HttpResponse:
    provider = own_provider(request, public_id)
    return _files(request, provider, own_solution(provider, slug))


def _files(
    request: HttpRequest, provider: Provider, solution: Solution | None
) -> HttpResponse:
    is_post = request.method == "POST"
    form = EntryFileForm(*((request.POST, request.FILES) if is_post else ()))
    if is_post and form.is_valid() and _added(request, provider, solution, form):
        messages.success(request, _("Kept. Everybody sees it now."))
        return redirect(_page_of(provider, solution))
    context = frame(provider) | beside(provider, solution)
    context |= {"form": form, "solution": solution}
    return render(request, "providers/profile/files.html", context)


def _added(
    request: HttpRequest,
    provider: Provider,
    solution: Solution | None,
    form: EntryFileForm,
) -> bool:
    try:
        files.add_file(
            provider=provider,
            solution=solution,
            file=form.cleaned_data["file"],
            text=form.texts("text"),
            by=request.user,
            now=timezone.now(),
        )
    except ProviderError as error:
        form.add_error("file", problem(error.code))
        return False
    except SurveyError as error:
        form.add_error("file", problem_of_file(error.code))
        return False
    return True


def _page_of(provider: Provider, solution: Solution | None) -> str:
    own = provider.organisation.public_id
    if solution is None:
        return reverse("providers:provider_files", args=[own])
    return reverse("providers:solution_files", args=[own, solution.slug])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_file(request: HttpRequest, public_id, file_id) -> HttpResponse:
    """To look at, also before everybody may; posted, it is taken away."""
    is_post = request.method == "POST"
    action = Action.MANAGE if is_post else Action.STAFF
    provider = own_provider(request, public_id, action)
    own = EntryFile.objects.filter(provider=provider).select_related(
        "provider__organisation", "solution"
    )
    file = get_object_or_404(own, public_id=file_id)
    if not is_post:
        return handed(file)
    if file.is_certificate:
        # It goes with its certificate, which an officer looks at.
        raise Http404
    files.remove_file(file=file, by=request.user, now=timezone.now())
    messages.success(request, _("Taken away."))
    return redirect(_page_of(provider, file.solution))


@login_not_required
@require_safe
def entry_file(request: HttpRequest, file_id) -> FileResponse:
    file = shown_file(file_id)
    if file is None:
        raise Http404
    return handed(file)
