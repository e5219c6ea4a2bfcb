"""The roadmap of a round: made, read, put into a calendar."""

from collections.abc import Collection
from datetime import datetime

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
    require_safe,
)

from accounts.access.scopes import Scope
from accounts.access.visitors import person_of
from accounts.calendars import CONTENT_TYPE, site_host
from accounts.site import at_site
from roadmap import wording
from roadmap.access import readable, sees_other_rounds, writable
from roadmap.errors import RoadmapError
from roadmap.forms import PaceForm
from roadmap.models import Roadmap
from roadmap.pages.calendar import calendar_of
from roadmap.pages.description import RoadmapDescription, names_of
from roadmap.pages.goals import describe_roadmap, goals_of
from roadmap.pages.plans import find_of, plans_of
from roadmap.pages.progress import Moved, moved_since, movement_of
from roadmap.pages.reasons import open_law
from roadmap.pages.shorter import Long, levels_in_time, long_of
from roadmap.planning.plan import USUAL
from roadmap.planning.position import Position, Target
from roadmap.posted import PART, TAKEN_UP, left_out_in, taken_up_in, target_in, way_in
from roadmap.queries import (
    gone_steps,
    newer_result,
    newest_rescore,
    open_steps_of,
    roadmap_of,
    tops_of,
)
from roadmap.services import make_roadmap, pace_of
from roadmap.steps.services import take_up
from survey.models import Result

LOOK = "xem"


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def roadmap(request: HttpRequest, public_id) -> HttpResponse:
    """Read it; a POST makes it by a way to a target, or only looks at the ways (`xem`).

    Judged by the newest reading of the round.
    """
    if request.method != "POST":
        result, scope = readable(request, public_id, "roadmap")
        return _page(request, result, scope)
    result = writable(request, public_id)
    position = Position(newest_rescore(result))
    target = target_in(request.POST, position)
    form = PaceForm(request.POST, size=position.result.size)
    if not form.is_valid() or LOOK in request.POST:
        return _page(request, result, Scope.OWN, target, form)
    try:
        _make(request, position, target, form)
    except RoadmapError as error:
        problem = wording.problem(error.code)
        return _page(request, result, Scope.OWN, target, form, problem)
    text = _("The roadmap is kept. Change times and people to suit you.")
    messages.success(request, text)
    return redirect("roadmap:roadmap", public_id)


def _make(
    request: HttpRequest, position: Position, target: Target, form: PaceForm
) -> None:
    before = roadmap_of(position.result)
    left_out = left_out_in(request.POST, position)
    # Its form does not name them: they are taken back by a button of their own.
    if before:
        left_out |= set(before.left_out)
    way, pace = way_in(request.POST), form.pace()
    after = find_of(position, way)(target, without=left_out)
    if PART in request.POST:
        after = levels_in_time(position, after, left_out, pace)
        # It was the whole that was to reach it.
        target = Target()
    by, now = person_of(request), timezone.now()
    kept = make_roadmap(
        result=position.result,
        after=after,
        target=target,
        left_out=left_out,
        way=way,
        pace=pace,
        by=by,
        now=now,
    )
    for question in taken_up_in(request.POST, position):
        take_up(roadmap=kept, question=question, by=by, now=now)


def _page(
    request: HttpRequest,
    result: Result,
    scope: Scope,
    target: Target | None = None,
    form: PaceForm | None = None,
    problem: str = "",
) -> HttpResponse:
    is_own = scope is Scope.OWN
    position = Position(newest_rescore(result), for_others=not is_own)
    now = timezone.now()
    kept = roadmap_of(position.result)
    target = target or _usual_target(kept, position)
    sees_others = sees_other_rounds(request, result)
    since = moved_since(position, kept) if sees_others else None
    left_out = _left_out(request, position, kept, since)
    context = {
        "result": result,
        "enterprise": result.organisation,
        "assessment": result.assessment,
        "back": reverse("roadmap:roadmap", args=[result.public_id]),
        "position": position,
        "is_own": is_own,
        "goals": goals_of(position, target),
        "form": form or _usual_form(kept, position),
        "problem": problem,
        "since": since,
        "left_out": names_of(position.index, left_out),
        "open_law": open_law(position) if is_own else "",
    }
    if kept:
        newer = newer_result(result) if sees_others else None
        context |= _described(kept, position, newer, is_own, now)
        left_out |= set(kept.left_out)
    if is_own and not problem:
        context |= _looked_at(request, position, target, kept, left_out, form)
    return render(request, "roadmap/roadmap.html", context)


def _looked_at(
    request: HttpRequest,
    position: Position,
    target: Target,
    kept: Roadmap | None,
    without: Collection[str],
    form: PaceForm | None,
) -> dict:
    """The plans to choose from: where nothing is kept yet, or where they are asked for."""
    is_asked = LOOK in request.POST
    if kept and not is_asked:
        return {}
    pace = USUAL
    if form is not None:
        if not form.is_valid():
            return {}
        pace = form.pace()
    try:
        plans = plans_of(position, target, timezone.now(), without, pace)
    except RoadmapError as error:
        # Who only opens the page has asked for nothing that could be refused.
        return {"problem": wording.problem(error.code)} if is_asked else {}
    return {"plans": plans, "taken_up": request.POST.getlist(TAKEN_UP)}


def _left_out(
    request: HttpRequest,
    position: Position,
    kept: Roadmap | None,
    since: Moved | None,
) -> set[str]:
    """What is ticked as not for the enterprise, and not kept yet."""
    if request.method == "POST":
        before = set(kept.left_out) if kept else set()
        return left_out_in(request.POST, position) - before
    # The roadmap of the round before had it so.
    if since and kept is None:
        return set(since.roadmap.left_out) & position.place.keys()
    return set()


def _usual_form(kept: Roadmap | None, position: Position) -> PaceForm:
    initial = {"hours": kept.hours, "budget": kept.budget} if kept else {}
    return PaceForm(initial=initial, size=position.result.size)


def _usual_target(kept: Roadmap | None, position: Position) -> Target:
    if kept is None:
        return Target(position.offered_level)
    return Target(kept.target, kept.pillar_targets)


def _described(
    kept: Roadmap,
    position: Position,
    newer: Result | None,
    is_own: bool,
    now: datetime,
) -> dict:
    """The roadmap in words, and beside a result of a later round what has moved."""
    description = describe_roadmap(kept, position, now, is_own=is_own)
    movement = None
    if newer:
        steps = [row.step for row in description.steps]
        movement = movement_of(kept, steps, position, Position(newer))
    long = _long(kept, position, description) if is_own and not newer else None
    return {
        "description": description,
        "newer": newer,
        "movement": movement,
        "long": long,
    }


def _long(
    kept: Roadmap, position: Position, description: RoadmapDescription
) -> Long | None:
    """Of what is still open, as it would be planned today."""
    # Most are done within a year, and need no second look.
    if description.until is None:
        return None
    steps = open_steps_of([row.step for row in description.steps])
    after = position.with_raises(tops_of(steps))
    target = Target(kept.target, kept.pillar_targets)
    return long_of(position, target, after, kept.left_out, pace_of(kept))


@login_not_required
@never_cache
@require_safe
def calendar(request: HttpRequest, public_id) -> HttpResponse:
    """The steps as events of whole days.

    For the enterprise only: names it typed are in it.
    """
    result = writable(request, public_id)
    kept = roadmap_of(result)
    if kept is None:
        raise Http404
    position = Position(newest_rescore(result))
    # No solutions of providers: a calendar is no place for offers.
    description = describe_roadmap(
        kept, position, timezone.now(), is_own=True, helped=False
    )
    address = at_site(reverse("roadmap:roadmap", args=[public_id]))
    gone = gone_steps(kept.organisation)
    content = calendar_of(description, gone, address=address, host=site_host())
    headers = {"Content-Disposition": 'attachment; filename="lo-trinh.ics"'}
    return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)
