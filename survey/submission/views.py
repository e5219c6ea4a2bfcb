"""Looking over what was answered, and submitting it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.access.actions import Action
from accounts.access.fetching import fetch
from accounts.access.visitors import person_of
from language.texts import in_language
from survey.answers.contradictions import contradictions
from survey.answers.progress import progress_of
from survey.colleagues.queries import differences
from survey.corrections.services import is_discardable, make_next_round
from survey.errors import SurveyError
from survey.evidence.queries import files_count
from survey.models import Assessment
from survey.results import services as results_services
from survey.results.corrections import (
    CORRECTED_WITHIN,
    correctable_until,
    is_too_late,
)
from survey.rounds.queries import assessments
from survey.rounds.redirects import to_result
from survey.submission.overview import given_by_pillar, link_to, missing_by_page
from survey.wording import problem


@login_not_required
@never_cache
def review(request: HttpRequest, public_id) -> HttpResponse:
    assessment = fetch(request, assessments(), Action.WRITE, public_id=public_id)
    if assessment.state == Assessment.State.SUBMITTED:
        return to_result(request, assessment)
    if assessment.index.needs_variant:
        return redirect("survey:variant", public_id=public_id)

    # All parts of the page read the same answers and figures, so they are fetched once.
    prefetch_related_objects([assessment], "answers__given_by", "figures")
    open_pages, progress = missing_by_page(assessment), progress_of(assessment)
    context = {
        "assessment": assessment,
        "enterprise": assessment.organisation,
        "progress": progress,
        "missing": open_pages,
        "missing_count": sum(len(page["links"]) for page in open_pages),
        "files": files_count(assessment),
        "differences": len(differences(assessment)),
        "checks": _checks(assessment),
        "given": given_by_pillar(assessment, progress),
        "first_step": assessment.index.pages[0].slug,
        "may_discard": is_discardable(assessment),
        "correct_days": CORRECTED_WITHIN.days,
        **_correction(assessment),
    }
    return render(request, "survey/review.html", context)


def _correction(assessment: Assessment) -> dict:
    """What the page of a correction says of the round it corrects."""
    if assessment.corrects is None:
        return {}
    return {
        "corrects": assessment.corrects,
        "until": correctable_until(assessment),
        "is_too_late": is_too_late(assessment, timezone.now()),
    }


def _checks(assessment: Assessment) -> list[dict]:
    """Answers that seem to say different things, each with a colleague's name where one gave it."""
    answers = [answer for answer in assessment.answers.all() if answer.given_by_id]
    colleagues = {answer.question: answer.given_by for answer in answers}
    checks = []
    for contradiction in contradictions(assessment):
        links = []
        for code in contradiction["questions"]:
            link = link_to(assessment, code)
            link["by"] = colleagues.get(code, "")
            links.append(link)
        checks.append(
            {
                "say": in_language(contradiction["say"]),
                "links": links,
            }
        )
    return checks


@login_not_required
@require_POST
def submit(request: HttpRequest, public_id) -> HttpResponse:
    assessment = fetch(request, assessments(), Action.SUBMIT, public_id=public_id)
    try:
        results_services.submit(
            assessment=assessment, by=person_of(request), now=timezone.now()
        )
    except SurveyError as error:
        return _refused(request, assessment, error)
    return to_result(request, assessment)


def _refused(
    request: HttpRequest, assessment: Assessment, error: SurveyError
) -> HttpResponse:
    """Back to what is missing."""
    if error.code == "variant_missing":
        return redirect("survey:variant", public_id=assessment.public_id)
    if error.code == "too_late":
        return _go_on_as_round(request, assessment)
    if error.code == "unchanged":
        messages.warning(request, problem(error.code))
        return redirect("survey:review", public_id=assessment.public_id)
    # Anything else is no fault of the person, and must not be passed over in silence.
    if error.code != "incomplete":
        raise error
    count = len(error.params["codes"])
    text = ngettext(
        "One question still has no answer, so the level cannot be worked out yet. "
        "It is listed below.",
        "%(count)s questions still have no answer, so the level cannot be worked out yet. "
        "They are listed below.",
        count,
    )
    messages.warning(request, text % {"count": count})
    return redirect("survey:review", public_id=assessment.public_id)


def _go_on_as_round(request: HttpRequest, correction: Assessment) -> HttpResponse:
    """What was left lying is not lost, and is not sent as if it were said today."""
    make_next_round(correction=correction, by=person_of(request), now=timezone.now())
    words = _(
        "This is a new round now. Please confirm or change each answer; what you changed "
        "already stays as you gave it."
    )
    messages.info(request, words)
    return redirect("survey:review", public_id=correction.public_id)
