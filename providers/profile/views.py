"""Pages on which a provider keeps its own entry up to date."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.access.actions import Action, may
from accounts.access.visitors import visitor_of
from accounts.pages import KeysFirst
from accounts.staff.workplace import PROVIDER
from providers.changes.describe import compared, versions_compared
from providers.changes.queries import pending_changes, versions_of
from providers.changes.services import take_back as take_back_asked
from providers.changes.wording import problem
from providers.directory.describe import offer
from providers.errors import ProviderError
from providers.models import Change, Provider, Solution
from providers.profile import services
from providers.profile.forms import (
    CertificatesForm,
    PauseForm,
    ProfileForm,
    SolutionForm,
)
from survey.errors import SurveyError
from survey.wording import problem as problem_of_file

PER_PAGE = 20


def own_provider(
    request: HttpRequest, public_id, action: Action = Action.MANAGE
) -> Provider:
    organisation = PROVIDER.own(request, public_id, action)
    entries = Provider.objects.select_related("organisation")
    return get_object_or_404(entries, organisation=organisation)


def frame(provider: Provider) -> dict:
    return PROVIDER.frame_of(provider.organisation) | {"provider": provider}


def _back(provider: Provider) -> HttpResponse:
    return redirect("providers:own_entries", provider.organisation.public_id)


@never_cache
@require_safe
def own_entries(request: HttpRequest, public_id) -> HttpResponse:
    """What stands, what waits, and whether it pauses."""
    provider = own_provider(request, public_id, Action.STAFF)
    changes = list(pending_changes().filter(provider=provider))
    waiting = {change.solution_id: compared(change) for change in changes}
    solutions = provider.solutions.order_by("-is_active", "slug")
    context = frame(provider) | {
        "rows": [(each, offer(each), waiting.get(each.pk)) for each in solutions],
        "certificates_waiting": waiting.get(None),
        "changes": changes,
        "is_paused": provider.is_paused_on(timezone.localdate()),
        "manages": may(visitor_of(request), Action.MANAGE, provider.organisation),
        "pause_form": PauseForm(),
    }
    return render(request, "providers/profile/entries.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit_profile(request: HttpRequest, public_id) -> HttpResponse:
    provider = own_provider(request, public_id)
    form = ProfileForm(request.POST or None, initial=ProfileForm.initial_of(provider))
    if request.method == "POST" and form.is_valid():
        services.save_profile(
            provider=provider,
            said=form.said(),
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, _("Kept. This is how everybody sees you."))
        return redirect("providers:provider", provider.slug)
    context = frame(provider) | {"form": form}
    return render(request, "providers/profile/profile.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit_certificates(request: HttpRequest, public_id) -> HttpResponse:
    provider = own_provider(request, public_id)
    # A second change goes on from the first, else that one would be lost.
    waiting = _waiting(provider, None)
    initial = CertificatesForm.initial_of(provider, waiting.after if waiting else None)
    is_post = request.method == "POST"
    sent = (request.POST, request.FILES) if is_post else ()
    form = CertificatesForm(*sent, initial=initial)
    if is_post and form.is_valid():
        try:
            change = services.save_certificates(
                provider=provider,
                ends=form.ends(),
                papers=form.papers(),
                kept=form.kept(),
                by=request.user,
                now=timezone.now(),
            )
        except SurveyError as error:
            form.refuse_papers(problem_of_file(error.code))
        else:
            _say(request, change)
            return _back(provider)
    context = frame(provider) | {"form": form}
    return render(request, "providers/profile/certificates.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_solution(request: HttpRequest, public_id) -> HttpResponse:
    provider = own_provider(request, public_id)
    form = SolutionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_solution(
                provider=provider,
                said=form.said(),
                by=request.user,
                now=timezone.now(),
            )
        except ProviderError as error:
            form.add_error(None, problem(error.code))
        else:
            words = _("Kept. It is shown as soon as an officer has looked at it.")
            messages.success(request, words)
            return _back(provider)
    context = frame(provider) | {"form": form, "solution": None}
    return render(request, "providers/profile/solution.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit_solution(request: HttpRequest, public_id, slug: str) -> HttpResponse:
    provider = own_provider(request, public_id)
    solution = own_solution(provider, slug)
    waiting = _waiting(provider, solution)
    values = waiting.after if waiting else None
    initial = SolutionForm.initial_of(solution, values)
    form = SolutionForm(request.POST or None, initial=initial, solution=solution)
    if request.method == "POST" and form.is_valid():
        change = services.save_solution(
            solution=solution,
            said=form.said(),
            by=request.user,
            now=timezone.now(),
        )
        _say(request, change)
        return _back(provider)
    context = frame(provider) | {"form": form, "solution": solution}
    context["waiting"] = compared(waiting) if waiting else None
    return render(request, "providers/profile/solution.html", context)


def _waiting(provider: Provider, solution: Solution | None) -> Change | None:
    return pending_changes().filter(provider=provider, solution=solution).first()


def _say(request: HttpRequest, change: Change | None) -> None:
    if change is None:
        messages.success(request, _("Kept. Everybody sees it now."))
        return
    words = _(
        "Kept. What an officer has to look at first is shown once it is accepted."
    )
    messages.success(request, words)


def own_solution(provider: Provider, slug: str) -> Solution:
    solutions = Solution.objects.select_related("provider__organisation")
    return get_object_or_404(solutions, provider=provider, slug=slug)


@require_POST
def switch(request: HttpRequest, public_id, slug: str) -> HttpResponse:
    """Off the list, or back on it."""
    provider = own_provider(request, public_id)
    is_on = request.POST.get("answer") == "on"
    try:
        services.switch_solution(
            solution=own_solution(provider, slug),
            is_on=is_on,
            by=request.user,
            now=timezone.now(),
        )
    except ProviderError as error:
        messages.warning(request, problem(error.code))
    return _back(provider)


@require_POST
def take_back(request: HttpRequest, public_id, change_id) -> HttpResponse:
    provider = own_provider(request, public_id)
    asked = pending_changes().filter(provider=provider)
    change = asked.filter(public_id=change_id).first()
    # Somebody may have judged it meanwhile: then there is nothing to take back.
    if change is not None:
        take_back_asked(change=change, by=request.user, now=timezone.now())
        messages.success(request, _("Taken back. What stood before goes on standing."))
    return _back(provider)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pause(request: HttpRequest, public_id) -> HttpResponse:
    """No new suggestions until a day, which the provider may end at any time."""
    provider = own_provider(request, public_id)
    by, now = request.user, timezone.now()
    if request.POST.get("answer") == "end":
        services.resume_oneself(provider=provider, by=by, now=now)
        messages.success(request, _("You are suggested again from now on."))
        return _back(provider)
    form = PauseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        until = form.cleaned_data["until"]
        try:
            services.pause_oneself(provider=provider, until=until, by=by, now=now)
        except ProviderError as error:
            form.add_error("until", problem(error.code))
        else:
            messages.success(request, _("Until then nobody is led to you."))
            return _back(provider)
    context = frame(provider) | {"form": form}
    return render(request, "providers/profile/pause.html", context)


@never_cache
@require_safe
def history(request: HttpRequest, public_id) -> HttpResponse:
    """Every version there was, the newest first."""
    provider = own_provider(request, public_id, Action.STAFF)
    pages = KeysFirst(versions_of(provider), PER_PAGE)
    page = pages.get_page(request.GET.get("trang"))
    context = frame(provider) | {
        "page": page,
        "versions": versions_compared(page),
    }
    return render(request, "providers/profile/history.html", context)
