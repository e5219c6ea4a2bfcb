"""What if: any answer moved, points and levels counted at once.

A POST counts and keeps nothing, `save` apart.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access.actions import Action, may
from accounts.access.fetching import fetch_scoped
from accounts.access.scopes import Scope, seen_through
from accounts.access.visitors import person_of, visitor_of
from accounts.ratelimit import is_limited
from roadmap import wording
from roadmap.access import writable
from roadmap.errors import RoadmapError
from roadmap.models import Roadmap
from roadmap.pages.goals import goals_of
from roadmap.pages.plans import find_of
from roadmap.planning.position import Position, Target
from roadmap.posted import left_out_in, moves_in, target_in
from roadmap.queries import left_out_of, newest_rescore, roadmap_of, tops_of
from roadmap.services import make_roadmap
from roadmap.what_if.rows import rows_of, shown_in_part
from roadmap.what_if.state import state_of
from survey.models import Result
from survey.results.openings import record_opening
from survey.results.queries import results

FILL = "dien"
FROM_ROADMAP = "lo-trinh"
EASIEST = "de-nhat"
# The pillar to open of those that are sent one at a time, and the one that is open.
OPEN, IS_OPEN = "mo", "dang-mo"
NOTED_FOR = 3600  # seconds


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def what_if(request: HttpRequest, public_id) -> HttpResponse:
    result, scope = fetch_scoped(request, results(), Scope.ANSWERS, public_id=public_id)
    position = Position(result, for_others=scope is not Scope.OWN)
    context = _context(request, result)
    _note_opening(request, result, scope)
    if request.method != "POST":
        target = Target(position.offered_level)
        return _page(request, position, context, position.levels, target)
    target = target_in(request.POST, position)
    levels = position.with_moves(moves_in(request.POST, position))
    # One answer moved: only what depends on it is sent back.
    is_move = FILL not in request.POST and OPEN not in request.POST
    if is_move and request.htmx:
        state = state_of(position, levels, target)
        context |= {"state": state, "swapped": True}
        return render(request, "roadmap/_state.html", context)
    try:
        levels = _filled(request, position, context["kept"], levels, target)
    except RoadmapError as error:
        context["problem"] = wording.problem(error.code)
    return _page(request, position, context, levels, target)


def _note_opening(request: HttpRequest, result: Result, scope: Scope) -> None:
    """Each opening by others, and once an hour that they move answers.

    What is posted tells answers too.
    """
    if scope is Scope.OWN:
        return
    who = request.user.pk or request.session.session_key
    is_noted = is_limited(
        "what-if", f"{who}:{result.public_id}", most=1, seconds=NOTED_FOR
    )
    if is_noted and request.method == "POST":
        return
    record_opening(
        result=result,
        part="what_if",
        scope=scope,
        through=_through(request, result, scope),
        by=person_of(request),
        now=timezone.now(),
    )


def _through(request: HttpRequest, result: Result, scope: Scope) -> list[str]:
    visitor = visitor_of(request)
    return seen_through(visitor, result.organisation, scope, result.round_key)


def _filled(
    request: HttpRequest,
    position: Position,
    kept: Roadmap | None,
    levels: list[int],
    target: Target,
) -> list[int]:
    """The levels after the advised or the easiest way from here, or those of the roadmap kept.

    As they are where none is asked.
    """
    way = request.POST.get(FILL)
    if way == FROM_ROADMAP:
        tops = tops_of(kept.steps.all()) if kept else {}
        return position.with_raises(tops)
    if not way:
        return levels
    without = left_out_in(request.POST, position)
    asked = Roadmap.Way.FASTEST if way == EASIEST else Roadmap.Way.ADVISED
    return find_of(position, asked)(target, levels, without)


def _context(request: HttpRequest, result: Result) -> dict:
    may_save = may(visitor_of(request), Action.WRITE, result.organisation)
    kept = roadmap_of(result) if may_save else None
    return {"result": result, "may_save": may_save, "kept": kept, "problem": ""}


def _page(
    request: HttpRequest,
    position: Position,
    context: dict,
    levels: list[int],
    target: Target,
) -> HttpResponse:
    state = state_of(position, levels, target)
    left_out = left_out_in(request.POST, position)
    if request.method != "POST" and context["may_save"]:
        left_out = left_out_of(position.result, context["kept"])
    opened = request.POST.get(OPEN) or request.POST.get(IS_OPEN, "")
    pillars = rows_of(position, levels, state, position.answers, left_out)
    context |= {
        "enterprise": position.result.organisation,
        "position": position,
        "state": state,
        "pillars": shown_in_part(pillars, opened),
        "opened": opened,
        # Whoever opened it goes on reading there.
        "just_opened": OPEN in request.POST,
        "goals": goals_of(position, target),
        # What was filled in is told by the list of what moves.
        "unfolded": not request.POST.get(FILL),
    }
    return render(request, "roadmap/what_if.html", context)


@login_not_required
@require_POST
def save(request: HttpRequest, public_id) -> HttpResponse:
    """Keep the moved answers as the roadmap: these steps, to the level they reach."""
    position = Position(newest_rescore(writable(request, public_id)))
    levels = position.with_raises(moves_in(request.POST, position))
    target = target_in(request.POST, position)
    left_out = left_out_in(request.POST, position)
    try:
        make_roadmap(
            result=position.result,
            after=levels,
            target=_reached(position, levels, target),
            left_out=left_out,
            way=_way(position, levels, target, left_out),
            by=person_of(request),
            now=timezone.now(),
        )
    except RoadmapError as error:
        messages.error(request, wording.problem(error.code))
        return redirect("roadmap:what_if", public_id)
    text = _("The roadmap is kept. Change times and people to suit you.")
    messages.success(request, text)
    return redirect("roadmap:roadmap", public_id)


def _way(
    position: Position, levels: list[int], target: Target, left_out: set[str]
) -> str:
    """The one that was filled in, where nothing was moved by hand besides."""
    for way in (Roadmap.Way.ADVISED, Roadmap.Way.FASTEST):
        try:
            is_filled_in = find_of(position, way)(target, without=left_out) == levels
        except RoadmapError:
            continue
        if is_filled_in:
            return way
    return Roadmap.Way.OWN


def _reached(position: Position, levels: list[int], target: Target) -> Target:
    """The overall level that these steps reach, where it is a higher one."""
    state = state_of(position, levels, target)
    level = state.level
    before = state.level_before
    if level is None or before is None or level <= before:
        level = None
    return Target(level, target.pillars)
