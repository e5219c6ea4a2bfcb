"""The page of a piece of work, the part of it that pages ask for anew, and its two buttons."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from background.models import Run
from background.progress import Progress
from background.services import call_off, try_again
from background.watching import watched_or_404

STOP_ASKING = 286  # htmx knows it


@login_not_required
@never_cache
@require_safe
def progress(request: HttpRequest, number: str) -> HttpResponse:
    if request.htmx:
        return _part(request, number)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    run = watched_or_404(request, number)
    return render(request, "background/progress.html", {"run": run})


def _part(request: HttpRequest, number: str) -> HttpResponse:
    """What was said already is not said again."""
    try:
        run = watched_or_404(request, number)
    except Http404:
        # Signed out meanwhile, or it is long over: a page would ask for ever.
        return render(request, "background/_gone.html", status=STOP_ASKING)
    page = request.htmx.current_url_abs_path or run.leads_to
    told = Progress(run, page)
    is_news = told.step != request.GET.get("said")
    context = {"progress": told, "is_news": is_news}
    return render(request, "background/_part.html", context)


@require_POST
def cancel(request: HttpRequest, number: str) -> HttpResponse:
    run = watched_or_404(request, number)
    call_off(run, now=timezone.now())
    return _back(request, run)


@require_POST
def again(request: HttpRequest, number: str) -> HttpResponse:
    run = watched_or_404(request, number)
    try_again(run, now=timezone.now())
    return _back(request, run)


def _back(request: HttpRequest, run: Run) -> HttpResponse:
    """To the page the button stood on."""
    page = request.POST.get("page", "")
    is_ours = url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    if is_ours and page.startswith("/"):
        return redirect(page)
    return redirect("background:progress", run.pk)
