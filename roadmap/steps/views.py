"""Single steps of a roadmap: ticked off, changed, added, removed, left out, taken along.

For the enterprise itself only.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access.visitors import person_of
from roadmap import wording
from roadmap.access import kept_roadmap, writable
from roadmap.errors import RoadmapError
from roadmap.models import RoadmapStep
from roadmap.pages.description import usual_who
from roadmap.pages.goals import describe_roadmap, step_name
from roadmap.planning.position import Position
from roadmap.posted import NOT_FOR_US, taken_up_in
from roadmap.queries import earlier_roadmap, newest_rescore
from roadmap.services import today
from roadmap.steps import services
from roadmap.steps.carrying import carry_over
from roadmap.steps.forms import StepForm


def _step_of(request: HttpRequest, public_id, step_id) -> RoadmapStep:
    """With its roadmap, which knows the newest reading of the round."""
    roadmap = kept_roadmap(writable(request, public_id))
    step = get_object_or_404(roadmap.steps, public_id=step_id)
    step.roadmap = roadmap
    return step


def _to_step(public_id, step_id) -> HttpResponse:
    address = reverse("roadmap:roadmap", args=[public_id])
    return redirect(f"{address}#viec-{step_id}")


@login_not_required
@require_POST
def tick(request: HttpRequest, public_id, step_id) -> HttpResponse:
    """Tick off (xong=1) or take the tick back; htmx gets the step and the count."""
    step = _step_of(request, public_id, step_id)
    is_done = request.POST.get("xong") == "1"
    now = timezone.now()
    services.tick_step(step=step, done=is_done, by=person_of(request), now=now)
    if not request.htmx:
        return _to_step(public_id, step_id)
    result = step.roadmap.result
    # What is done needs nobody's help: the directory is read for a step taken back alone.
    description = describe_roadmap(
        step.roadmap,
        Position(result),
        now,
        is_own=True,
        helped=not is_done,
    )
    # Described with the others, since what it comes after depends on them.
    row = next(row for row in description.steps if row.step.pk == step.pk)
    context = {
        "one": row,
        "description": description,
        "result": result,
        "assessment": result.assessment,
        "back": reverse("roadmap:roadmap", args=[public_id]),
        "is_own": True,
    }
    return render(request, "roadmap/_ticked.html", context)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, public_id, step_id) -> HttpResponse:
    step = _step_of(request, public_id, step_id)
    position = Position(step.roadmap.result)
    names = ("text", "horizon", "due", "who", "note")
    form = StepForm(
        request.POST or None,
        initial={name: getattr(step, name) for name in names},
        is_own=step.is_own,
        today=today(timezone.now()),
        usual_who=usual_who(position, step),
        due_then=step.due,
    )
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and _change(request, step, form, position):
        return _to_step(public_id, step_id)
    name = step_name(position, step)
    context = {"form": form, "result": step.roadmap.result, "step": step, "name": name}
    return render(request, "roadmap/step.html", context)


def _change(
    request: HttpRequest, step: RoadmapStep, form: StepForm, position: Position
) -> bool:
    """Whether it is changed; what forbids it stands beside its field."""
    fields = form.changed()
    try:
        moved = services.change_step(
            step=step, by=person_of(request), now=timezone.now(), **fields
        )
    except RoadmapError as error:
        base = step_name(position, error.params["step"])
        form.add_error("horizon", wording.problem(error.code, step=base))
        return False
    _say_changed(request, len(moved))
    return True


def _say_changed(request: HttpRequest, moved: int) -> None:
    if not moved:
        messages.success(request, _("Changed."))
        return
    text = ngettext(
        "Changed. %(count)s step that builds on it has moved along.",
        "Changed. %(count)s steps that build on it have moved along.",
        moved,
    )
    messages.success(request, text % {"count": moved})


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, public_id) -> HttpResponse:
    result = writable(request, public_id)
    roadmap = kept_roadmap(result)
    form = StepForm(
        request.POST or None,
        initial={"horizon": 3},
        is_own=True,
        today=today(timezone.now()),
    )
    if request.method == "POST" and form.is_valid():
        fields = form.cleaned_data
        try:
            step = services.add_step(
                roadmap=roadmap, by=person_of(request), now=timezone.now(), **fields
            )
        except RoadmapError as error:
            form.add_error(None, wording.problem(error.code, **error.params))
        else:
            messages.success(request, _("Added."))
            return _to_step(public_id, step.public_id)
    context = {"form": form, "result": result, "step": None, "name": ""}
    return render(request, "roadmap/step.html", context)


@login_not_required
@require_POST
def remove(request: HttpRequest, public_id, step_id) -> HttpResponse:
    step = _step_of(request, public_id, step_id)
    count = services.remove_step(step=step, by=person_of(request), now=timezone.now())
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
    """Not for us: the step goes, and the advised way is made without its question."""
    step = _step_of(request, public_id, step_id)
    services.leave_out(step=step, by=person_of(request), now=timezone.now())
    messages.success(request, _("Left out. You can take it back at any time."))
    address = reverse("roadmap:roadmap", args=[public_id])
    return redirect(f"{address}#khong-hop")


@login_not_required
@require_POST
def take_back(request: HttpRequest, public_id) -> HttpResponse:
    roadmap = kept_roadmap(writable(request, public_id))
    question = request.POST.get(NOT_FOR_US, "")
    now = timezone.now()
    services.take_back(
        roadmap=roadmap, question=question, by=person_of(request), now=now
    )
    text = _("Taken back. Make the roadmap again to have it considered.")
    messages.success(request, text)
    address = reverse("roadmap:roadmap", args=[public_id])
    return redirect(f"{address}#again")


@login_not_required
@require_POST
def take_up(request: HttpRequest, public_id) -> HttpResponse:
    """Something the owner wants that no level needs: its next step comes into the roadmap."""
    roadmap = kept_roadmap(writable(request, public_id))
    questions = taken_up_in(request.POST, Position(roadmap.result))
    if not questions:
        return redirect("roadmap:roadmap", public_id)
    step = services.take_up(
        roadmap=roadmap,
        question=questions[0],
        by=person_of(request),
        now=timezone.now(),
    )
    messages.success(request, _("Added."))
    return _to_step(public_id, step.public_id)


@login_not_required
@require_POST
def carry(request: HttpRequest, public_id) -> HttpResponse:
    """From the roadmap of an earlier round to this result."""
    result = writable(request, public_id)
    earlier = earlier_roadmap(result)
    if earlier is None:
        raise Http404
    newest = newest_rescore(result)
    by = person_of(request)
    try:
        carry_over(roadmap=earlier, result=newest, by=by, now=timezone.now())
    except RoadmapError as error:
        messages.info(request, wording.problem(error.code, **error.params))
    else:
        messages.success(request, _("What was open has been taken along."))
    return redirect("roadmap:roadmap", public_id)
