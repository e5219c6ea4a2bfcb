"""The profile of a round, the owner's own list, and taking an enterprise over."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import Action, fetch, held_enterprises, visitor_of
from accounts.models import Organisation
from survey.answers.progress import progress_of
from survey.errors import SurveyError
from survey.models import Assessment
from survey.rounds import services
from survey.rounds.queries import assessments, assessments_for_home
from survey.rounds.redirects import result_url
from survey.rounds.retention import KEPT_FOR
from survey.wording import problem


@login_not_required
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """Enterprises of the signed-in person, and those this browser started without an account."""
    visitor = visitor_of(request)
    own = Organisation.objects.filter(
        kind=Organisation.Kind.ENTERPRISE, pk__in=visitor.roles
    )
    held = held_enterprises(visitor)
    rows: dict[int, dict] = {
        one.pk: {"enterprise": one, "rounds": []} for one in [*own, *held]
    }
    for held_one in held:
        rows[held_one.pk]["is_held"] = True
    found = assessments_for_home([row["enterprise"] for row in rows.values()])
    prefetch_related_objects(
        [one for one in found if one.state == Assessment.State.DRAFT], "answers"
    )
    for assessment in found:
        rows[assessment.organisation_id]["rounds"].append(_round(assessment))
    for row in rows.values():
        row["has_draft"] = any(one["is_draft"] for one in row["rounds"])
    return render(
        request,
        "survey/mine.html",
        {"rows": list(rows.values()), "kept_days": KEPT_FOR.days},
    )


@login_not_required
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """On a shared computer: this browser lets go of all it held and opened without an account. Nothing is deleted."""
    if not request.user.is_authenticated:
        request.session.flush()
        messages.success(
            request, _("Forgotten. This device no longer opens what was started on it.")
        )
    return redirect("survey:mine")


def _round(assessment: Assessment) -> dict:
    index = assessment.index
    is_draft = assessment.state == Assessment.State.DRAFT
    result = assessment.newest_results[0] if assessment.newest_results else None
    return {
        "assessment": assessment,
        "index": index,
        "is_draft": is_draft,
        "progress": progress_of(assessment) if is_draft else None,
        "result": result,
        "result_url": "" if is_draft else result_url(result),
        "level_name": index.level_name(result.level)
        if result and result.level is not None
        else None,
    }


def _came_from(request: HttpRequest) -> str:
    """The page of this site to go back to afterwards; nothing where none was named or it is elsewhere."""
    named = request.POST.get("next") or request.GET.get("next") or ""
    return named if url_has_allowed_host_and_scheme(named, allowed_hosts=None) else ""


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, public_id) -> HttpResponse:
    """Who filled it in without an account takes the enterprise over after signing up; answers carry over."""
    assessment = fetch(request, assessments(), Action.WRITE, public_id=public_id)
    if request.method == "POST" and request.user.is_authenticated:
        try:
            services.claim(
                organisation=assessment.organisation,
                user=request.user,
                now=timezone.now(),
            )
        except SurveyError as error:
            messages.error(request, problem(error.code))
            return redirect("survey:mine")
        messages.success(
            request,
            _("%(name)s is now in your account.")
            % {"name": assessment.organisation.name},
        )
        return redirect(_came_from(request) or "survey:mine")
    back = _came_from(request)
    here = reverse("survey:claim", args=[public_id]) + (
        f"?{urlencode({'next': back})}" if back else ""
    )
    context = {
        "assessment": assessment,
        "enterprise": assessment.organisation,
        "here": here,
        "back": back,
    }
    return render(request, "survey/claim.html", context)
