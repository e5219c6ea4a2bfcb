"""Who sees how far a piece of work is, and may call it off: who asked, and who works for whom."""

from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.module_loading import import_string

from background.models import Run

Watches = Callable[[HttpRequest, str], bool]


def watched_or_404(request: HttpRequest, number: str) -> Run:
    run = get_object_or_404(Run, pk=number)
    if may_watch(request, run):
        return run
    raise Http404


def may_watch(request: HttpRequest, run: Run) -> bool:
    if not request.user.is_authenticated:
        return False
    if run.asked_by_id == request.user.pk:
        return True
    return bool(run.about) and _works_for()(request, run.about)


@cache
def _works_for() -> Watches:
    """Of organisations nothing is known down here: the site's settings name who knows."""
    return import_string(settings.TASK_WATCHERS)
