"""“Correct the answers” of a round that was sent, and discarding a draft begun by mistake."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access.actions import Action
from accounts.access.fetching import fetch
from accounts.access.visitors import person_of
from accounts.ratelimit import is_limited, slow_down
from survey.answers.progress import progress_of
from survey.corrections.services import discard, is_discardable, start_correction
from survey.errors import SurveyError
from survey.evidence.queries import files_count
from survey.models import Assessment
from survey.results.corrections import correctable_until, is_too_late
from survey.rounds.queries import assessments
from survey.rounds.redirects import already_submitted, to_result
from survey.wording import problem

BEGUN_AN_HOUR = 10


@login_not_required
@require_POST
def correct(request: HttpRequest, public_id) -> HttpResponse:
    assessment = fetch(request, assessments(), Action.WRITE, public_id=public_id)
    # Counted for the enterprise: begun and discarded in turn, all its files were copied each time.
    enterprise = str(assessment.organisation.public_id)
    if is_limited("correct", enterprise, most=BEGUN_AN_HOUR, seconds=3600):
        return slow_down(request)
    try:
        correction = start_correction(
            assessment=assessment, by=person_of(request), now=timezone.now()
        )
    except SurveyError as error:
        messages.warning(request, problem(error.code))
        if error.code == "next_round_open":
            return redirect("survey:discard", error.params["round"])
        return to_result(request, assessment)
    if correction.state == Assessment.State.SUBMITTED:
        return to_result(request, correction)
    # There every answer stands with the way to its place.
    return redirect("survey:review", public_id=correction.public_id)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def discard_draft(request: HttpRequest, public_id) -> HttpResponse:
    """What would be lost is said first."""
    draft = fetch(request, assessments(), Action.WRITE, public_id=public_id)
    if draft.state == Assessment.State.SUBMITTED:
        return already_submitted(request, draft)
    if request.method == "POST":
        return _discard(request, draft)
    context = {
        "assessment": draft,
        "enterprise": draft.organisation,
        "may_discard": is_discardable(draft),
        "why_not": problem("first_round"),
        "progress": progress_of(draft),
        "files": files_count(draft),
        "until": _until_when(draft),
    }
    return render(request, "survey/discard.html", context)


def _until_when(draft: Assessment) -> datetime | None:
    """Until when a correction can be begun again; None where it cannot."""
    until = correctable_until(draft) if draft.corrects else None
    if until is None or is_too_late(draft, timezone.now()):
        return None
    return until


def _discard(request: HttpRequest, draft: Assessment) -> HttpResponse:
    try:
        discard(draft=draft, by=person_of(request), now=timezone.now())
    except SurveyError as error:
        messages.warning(request, problem(error.code))
    else:
        words = _("Discarded. What was sent before stands as it was.")
        messages.success(request, words)
    return redirect("survey:mine")
