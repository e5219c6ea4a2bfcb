"""Single steps of a roadmap: ticked off, changed, added, removed, left out. For the enterprise itself only."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from roadmap import services, wording
from roadmap.access import actor, kept_roadmap, writable
from roadmap.errors import RoadmapError
from roadmap.models import Roadmap, RoadmapStep
from roadmap.pages.goals import step_name, told_roadmap, usual_who
from roadmap.planning.position import Position
from roadmap.posted import NOT_FOR_US
from roadmap.steps.forms import StepForm


def _found(request: HttpRequest, public_id, step_id) -> tuple[Roadmap, RoadmapStep]:
    kept = kept_roadmap(writable(request, public_id))
    step = get_object_or_404(kept.steps, public_id=step_id)
    step.roadmap = kept
    return kept, step


@login_not_required
@require_POST
def tick(request: HttpRequest, public_id, step_id) -> HttpResponse:
    """Tick off (xong=1) or take the tick back; htmx gets the step and the count."""
    kept, found = _found(request, public_id, step_id)
    services.tick_step(
        step=found,
        done=request.POST.get("xong") == "1",
        by=actor(request),
        now=timezone.now(),
    )
    if not request.htmx:
        return redirect(
            f"{reverse('roadmap:roadmap', args=[public_id])}#viec-{step_id}"
        )
    told = told_roadmap(kept, Position(kept.result), timezone.now(), is_own=True)
    one = next(each for each in told.steps if each.step.pk == found.pk)
    return render(
        request,
        "roadmap/_ticked.html",
        {"one": one, "told": told, "result": kept.result, "is_own": True},
    )


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, public_id, step_id) -> HttpResponse:
    kept, found = _found(request, public_id, step_id)
    standing = Position(kept.result)
    initial = {
        name: getattr(found, name) for name in ("text", "horizon", "due", "who", "note")
    }
    who = usual_who(standing, found)
    form = StepForm(
        request.POST or None,
        initial=initial,
        is_own=found.is_own,
        today=services.today(timezone.now()),
        usual_who=who,
        due_then=found.due,
    )
    if request.method == "POST" and form.is_valid():
        try:
            moved = services.change_step(
                step=found, by=actor(request), now=timezone.now(), **form.changed()
            )
        except RoadmapError as error:
            form.add_error(
                "horizon",
                wording.problem(
                    error.code, step=step_name(standing, error.params["step"])
                ),
            )
        else:
            _say_changed(request, len(moved))
            return redirect(
                f"{reverse('roadmap:roadmap', args=[public_id])}#viec-{step_id}"
            )
    context = {
        "form": form,
        "result": kept.result,
        "step": found,
        "name": step_name(standing, found),
    }
    return render(request, "roadmap/step.html", context)


def _say_changed(request: HttpRequest, moved: int) -> None:
    if moved:
        text = ngettext(
            "Changed. %(count)s step that builds on it has moved along.",
            "Changed. %(count)s steps that build on it have moved along.",
            moved,
        )
        messages.success(request, text % {"count": moved})
    else:
        messages.success(request, _("Changed."))


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, public_id) -> HttpResponse:
    result = writable(request, public_id)
    kept = kept_roadmap(result)
    form = StepForm(
        request.POST or None,
        initial={"horizon": 3},
        is_own=True,
        today=services.today(timezone.now()),
    )
    if request.method == "POST" and form.is_valid():
        try:
            added = services.add_step(
                roadmap=kept, by=actor(request), now=timezone.now(), **form.cleaned_data
            )
        except RoadmapError as error:
            form.add_error(None, wording.problem(error.code, **error.params))
        else:
            messages.success(request, _("Added."))
            return redirect(
                f"{reverse('roadmap:roadmap', args=[public_id])}#viec-{added.public_id}"
            )
    return render(
        request,
        "roadmap/step.html",
        {"form": form, "result": result, "step": None, "name": ""},
    )


@login_not_required
@require_POST
def remove(request: HttpRequest, public_id, step_id) -> HttpResponse:
    _kept, found = _found(request, public_id, step_id)
    count = services.remove_step(step=found, by=actor(request), now=timezone.now())
    text = ngettext(
        "%(count)s step removed from the roadmap.",
        "%(count)s steps removed from the roadmap, the higher levels with it.",
        count,
    )
    messages.success(request, text % {"count": count})
    return redirect("roadmap:roadmap", public_id)


@login_not_required
@require_POST
def leave_out(request: HttpRequest, public_id, step_id) -> HttpResponse:
    """Not for us: the step goes, and the easiest way is made without its question from now on."""
    _kept, found = _found(request, public_id, step_id)
    services.leave_out(step=found, by=actor(request), now=timezone.now())
    messages.success(request, _("Left out. You can take it back at any time."))
    return redirect(f"{reverse('roadmap:roadmap', args=[public_id])}#khong-hop")


@login_not_required
@require_POST
def take_back(request: HttpRequest, public_id) -> HttpResponse:
    kept = kept_roadmap(writable(request, public_id))
    question = request.POST.get(NOT_FOR_US, "")
    services.take_back(
        roadmap=kept, question=question, by=actor(request), now=timezone.now()
    )
    messages.success(
        request, _("Taken back. Make the roadmap again to have it considered.")
    )
    return redirect(f"{reverse('roadmap:roadmap', args=[public_id])}#again")
