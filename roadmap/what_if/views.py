"""What if: any answer moved, points and levels counted at once. A POST counts and keeps nothing, `save` apart."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import Action, Scope, fetch_scoped, may, seen_through, visitor_of
from accounts.ratelimit import is_limited
from roadmap import services, wording
from roadmap.access import actor, writable
from roadmap.errors import RoadmapError
from roadmap.models import Roadmap
from roadmap.pages.goals import goals_of
from roadmap.planning.position import Position, Target
from roadmap.posted import left_out_in, moves_in, target_in
from roadmap.queries import left_out_of, newest_rescore, roadmap_of, tops_of
from roadmap.what_if.state import rows_of, state_of
from survey.answers.queries import answers_of
from survey.models import Result
from survey.results.openings import record_opening
from survey.results.queries import results

FILL, FROM_ROADMAP = "dien", "lo-trinh"
NOTED_FOR = 3600  # seconds


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def what_if(request: HttpRequest, public_id) -> HttpResponse:
    found, scope = fetch_scoped(request, results(), Scope.ANSWERS, public_id=public_id)
    standing, of_result = Position(found), _of_result(request, found)
    _note_opening(request, found, scope)
    if request.method != "POST":
        return _page(
            request,
            standing,
            of_result,
            standing.levels,
            Target(standing.offered_level),
        )
    target, levels = (
        target_in(request.POST, standing),
        standing.with_moves(moves_in(request.POST, standing)),
    )
    if FILL not in request.POST and request.htmx:
        context = {
            "state": state_of(standing, levels, target),
            "swapped": True,
            **of_result,
        }
        return render(request, "roadmap/_state.html", context)
    try:
        levels = _filled(request, standing, of_result["kept"], levels, target)
    except RoadmapError as error:
        return _page(
            request, standing, of_result, levels, target, wording.problem(error.code)
        )
    return _page(request, standing, of_result, levels, target)


def _note_opening(request: HttpRequest, result: Result, scope: Scope) -> None:
    """Each opening by others, and once an hour that they move answers: what is posted tells answers too."""
    if scope is Scope.OWN:
        return
    who = request.user.pk or request.session.session_key
    is_noted = is_limited(
        "what-if", f"{who}:{result.public_id}", most=1, seconds=NOTED_FOR
    )
    if is_noted and request.method == "POST":
        return
    through = seen_through(visitor_of(request), result.organisation, scope)
    now = timezone.now()
    record_opening(
        result=result,
        part="what_if",
        scope=scope,
        through=through,
        by=actor(request),
        now=now,
    )


def _filled(
    request: HttpRequest,
    standing: Position,
    kept: Roadmap | None,
    levels: list[int],
    target: Target,
) -> list[int]:
    """The levels after the cheapest way from here, or those of the roadmap kept; as they are where none is asked."""
    wanted = request.POST.get(FILL)
    if wanted == FROM_ROADMAP:
        return standing.with_raises(tops_of(kept.steps.all()) if kept else {})
    without = left_out_in(request.POST, standing)
    return standing.cheapest(target, levels, without) if wanted else levels


def _of_result(request: HttpRequest, result: Result) -> dict:
    may_save = may(visitor_of(request), Action.WRITE, result.organisation)
    return {
        "result": result,
        "may_save": may_save,
        "kept": roadmap_of(result) if may_save else None,
    }


def _page(
    request: HttpRequest,
    standing: Position,
    of_result: dict,
    levels: list[int],
    target: Target,
    problem: str = "",
) -> HttpResponse:
    state, answers = (
        state_of(standing, levels, target),
        answers_of(standing.result.assessment),
    )
    left_out = left_out_in(request.POST, standing)
    if request.method != "POST" and of_result["may_save"]:
        left_out = left_out_of(standing.result, of_result["kept"])
    context = {
        **of_result,
        "enterprise": standing.result.organisation,
        "standing": standing,
        "state": state,
        "pillars": rows_of(standing, levels, state, answers, left_out),
        "goals": goals_of(standing, target),
        "problem": problem,
        "unfolded": not request.POST.get(
            FILL
        ),  # what was filled in is told by the list of what moves
    }
    return render(request, "roadmap/what_if.html", context)


@login_not_required
@require_POST
def save(request: HttpRequest, public_id) -> HttpResponse:
    """Keep the moved answers as the roadmap: exactly these steps, to the level they reach."""
    found = writable(request, public_id)
    standing = Position(newest_rescore(found))
    levels = standing.with_raises(moves_in(request.POST, standing))
    target = target_in(request.POST, standing)
    state = state_of(standing, levels, target)
    is_higher = (
        state.level is not None
        and state.level_before is not None
        and state.level > state.level_before
    )
    reached = Target(state.level if is_higher else None, target.pillars)
    fields = {
        "left_out": left_out_in(request.POST, standing),
        "by": actor(request),
        "now": timezone.now(),
    }
    try:
        services.make_roadmap(
            result=standing.result, after=levels, target=reached, **fields
        )
    except RoadmapError as error:
        messages.error(request, wording.problem(error.code))
        return redirect("roadmap:what_if", public_id)
    messages.success(
        request, _("The roadmap is kept. Change times and people to suit you.")
    )
    return redirect("roadmap:roadmap", public_id)
