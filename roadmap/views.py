"""The roadmap of a result's round: made, read, put into a calendar, taken along into the next round."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.access import Scope
from accounts.site import at_site
from roadmap import services, wording
from roadmap.access import actor, readable, writable
from roadmap.errors import RoadmapError
from roadmap.pages import calendar as ical
from roadmap.pages.goals import goals_of, preview_of, told_roadmap
from roadmap.pages.progress import moved_since, movement_of
from roadmap.planning.position import Position, Target
from roadmap.posted import left_out_in, target_in
from roadmap.queries import earlier_roadmap, newer_result, newest_rescore, roadmap_of
from survey.models import Result


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def roadmap(request: HttpRequest, public_id) -> HttpResponse:
    """Read it; a POST makes it by the easiest way to a target, judged by the newest reading of the round."""
    if request.method != "POST":
        found, scope = readable(request, public_id, "roadmap")
        return _page(request, found, scope)
    found = writable(request, public_id)
    standing, kept = Position(newest_rescore(found)), roadmap_of(found)
    target = target_in(request.POST, standing)
    left_out = left_out_in(request.POST, standing) | set(kept.left_out if kept else ())
    fields = {
        "target": target,
        "left_out": left_out,
        "by": actor(request),
        "now": timezone.now(),
    }
    try:
        after = standing.cheapest(target, without=left_out)
        services.make_roadmap(result=standing.result, after=after, **fields)
    except RoadmapError as error:
        return _page(request, found, Scope.OWN, target, wording.problem(error.code))
    messages.success(
        request, _("The roadmap is kept. Change times and people to suit you.")
    )
    return redirect("roadmap:roadmap", public_id)


def _page(
    request: HttpRequest,
    result: Result,
    scope: Scope,
    target: Target | None = None,
    problem: str = "",
) -> HttpResponse:
    standing, own, now = (
        Position(newest_rescore(result)),
        scope is Scope.OWN,
        timezone.now(),
    )
    kept = roadmap_of(standing.result)
    told = told_roadmap(kept, standing, now, is_own=own) if kept else None
    target = target or (
        Target(kept.target, kept.pillar_targets)
        if kept
        else Target(standing.offered_level)
    )
    newer = newer_result(result) if kept else None
    since = moved_since(standing, kept, now)
    without = left_out_in(request.POST, standing) | set(
        since.roadmap.left_out if since else ()
    )
    context = {
        "result": result,
        "enterprise": result.organisation,
        "standing": standing,
        "is_own": own,
        "told": told,
        "goals": goals_of(standing, target),
        "problem": problem,
        "preview": preview_of(standing, target, now, without)
        if own and not kept and not problem
        else None,
        "since": since,
        "newer": newer,
        "movement": movement_of(told, Position(newer)) if told and newer else None,
    }
    return render(request, "roadmap/roadmap.html", context)


@login_not_required
@never_cache
@require_safe
def calendar(request: HttpRequest, public_id) -> HttpResponse:
    """The open steps as events of whole days. For the enterprise only: names it typed are in it."""
    found = writable(request, public_id)
    kept = roadmap_of(found)
    if kept is None:
        raise Http404
    told = told_roadmap(
        kept, Position(newest_rescore(found)), timezone.now(), is_own=True, helped=False
    )
    address = at_site(reverse("roadmap:roadmap", args=[public_id]))
    content = ical.calendar_of(
        told, address=address, host=urlsplit(settings.SITE_URL).hostname or "localhost"
    )
    headers = {"Content-Disposition": 'attachment; filename="lo-trinh.ics"'}
    return HttpResponse(content, content_type=ical.CONTENT_TYPE, headers=headers)


@login_not_required
@require_POST
def carry(request: HttpRequest, public_id) -> HttpResponse:
    """From the roadmap of an earlier round to this result."""
    found = writable(request, public_id)
    earlier = earlier_roadmap(found)
    if earlier is None:
        raise Http404
    try:
        services.carry_over(
            roadmap=earlier,
            result=newest_rescore(found),
            by=actor(request),
            now=timezone.now(),
        )
    except RoadmapError as error:
        messages.info(request, wording.problem(error.code, **error.params))
    else:
        messages.success(request, _("What was open has been taken along."))
    return redirect("roadmap:roadmap", public_id)
