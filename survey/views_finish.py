"""Looking over what was answered, submitting it, going on later or elsewhere, and the next round."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import Deed, fetch, hold, is_claimed
from accounts.rate import address_of, is_too_often
from survey import services
from survey.errors import SurveyError
from survey.forms import LaterForm
from survey.index import index_for
from survey.models import Assessment
from survey.overview import given_by_pillar, link_to, missing_by_step
from survey.queries import assessments, contradictions, progress_of
from survey.queries_crosswalk import readings_elsewhere
from survey.queries_evidence import files_count
from survey.queries_respondents import differences
from survey.services_links import RESUME_FOR
from survey.submitted import already_submitted, to_result
from survey.views import CONTINUE, person_of
from survey.wording import in_language, problem

LINKS_AN_HOUR = 3  # for one assessment, and to one email address whichever assessment asks
LETTERS_AN_HOUR = 20  # asked for from one place


@login_not_required
@never_cache
def review(request: HttpRequest, public_id) -> HttpResponse:
    assessment = fetch(request, assessments(), Deed.WRITE, public_id=public_id)
    if assessment.state == Assessment.State.SUBMITTED:
        return to_result(request, assessment)
    if index_for(assessment).needs_variant:
        return redirect("survey:variant", public_id=public_id)
    prefetch_related_objects([assessment], "answers__given_by", "figures")
    colleagues = {one.question: one.given_by for one in assessment.answers.all() if one.given_by_id}
    checks = [
        {
            "say": in_language(found["say"]),
            "links": [link_to(assessment, code) | {"by": colleagues.get(code, "")} for code in found["questions"]],
        }
        for found in contradictions(assessment)
    ]
    open_steps, progress = missing_by_step(assessment), progress_of(assessment)
    context = {
        "assessment": assessment,
        "enterprise": assessment.organisation,
        "progress": progress,
        "missing": open_steps,
        "missing_count": sum(len(step["links"]) for step in open_steps),
        "files": files_count(assessment),
        "differences": len(differences(assessment)),
        "checks": checks,
        "given": given_by_pillar(assessment, progress),
        "continue_step": CONTINUE,
        "first_step": index_for(assessment).steps[0].slug,
    }
    return render(request, "survey/review.html", context)


@login_not_required
@require_POST
def submit(request: HttpRequest, public_id) -> HttpResponse:
    assessment = fetch(request, assessments(), Deed.SUBMIT, public_id=public_id)
    try:
        services.submit(assessment=assessment, by=person_of(request), now=timezone.now())
    except SurveyError as error:
        if error.code == "variant_missing":
            return redirect("survey:variant", public_id=public_id)
        if error.code != "incomplete":
            raise
        count = len(error.params["codes"])
        words = ngettext(
            "One question still has no answer, so the level cannot be worked out yet. It is listed below.",
            "%(count)s questions still have no answer, so the level cannot be worked out yet. They are listed below.",
            count,
        )
        messages.warning(request, words % {"count": count})
        return redirect("survey:review", public_id=public_id)
    return to_result(request, assessment)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def later(request: HttpRequest, public_id) -> HttpResponse:
    assessment = fetch(request, assessments(), Deed.WRITE, public_id=public_id)
    if assessment.state == Assessment.State.SUBMITTED:
        return already_submitted(request, assessment)
    form = LaterForm(request.POST or None)
    sent_to = ""
    if request.method == "POST" and form.is_valid():
        sent_to = _send_link(request, assessment, form)
    context = {
        "form": form,
        "sent_to": sent_to,
        "assessment": assessment,
        "enterprise": assessment.organisation,
        "progress": progress_of(assessment),
        "is_in_account": is_claimed(assessment.organisation),  # whoever sees this page then belongs to it
        "continue_step": CONTINUE,
        "days": RESUME_FOR.days,
    }
    return render(request, "survey/later.html", context)


def _send_link(request: HttpRequest, assessment: Assessment, form: LaterForm) -> str:
    """The address the link went to; empty when enough were sent for this hour, or it could not be sent."""
    now, email = timezone.now(), form.cleaned_data["email"]
    if (
        assessment.resume_links.filter(created_at__gt=now - timedelta(hours=1)).count() >= LINKS_AN_HOUR
        or is_too_often("resume-from", address_of(request), most=LETTERS_AN_HOUR, seconds=3600)
        or is_too_often("resume-to", email, most=LINKS_AN_HOUR, seconds=3600)
    ):
        form.add_error("email", problem("too_many_links"))
        return ""
    try:
        services.send_resume_link(
            assessment=assessment,
            email=email,
            now=now,
            build_url=lambda token: settings.SITE_URL.rstrip("/") + reverse("survey:resume", args=[token]),
        )
    except SurveyError as error:
        form.add_error("email", problem(error.code))
        return ""
    return email


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link shows a page that tells nothing; its button exchanges the token for this browser's session."""
    if request.method != "POST":
        return render(request, "survey/resume.html", {})
    try:
        assessment = services.open_resume_link(token=token, by=person_of(request), now=timezone.now())
    except SurveyError as error:
        return render(request, "survey/resume.html", {"refused": error.code}, status=410)
    hold(request, assessment.organisation)
    return redirect("survey:step", public_id=assessment.public_id, step=CONTINUE)


@login_not_required
@require_POST
def next_round(request: HttpRequest, public_id) -> HttpResponse:
    assessment = fetch(request, assessments(), Deed.WRITE, public_id=public_id)
    try:
        following = services.start_next_round(assessment=assessment, by=person_of(request), now=timezone.now())
    except SurveyError as error:
        if error.code == "index_retired":
            messages.info(request, problem(error.code))
            return _to_another_index(assessment)
        messages.info(request, _("Please finish and submit this round first."))
        return redirect("survey:review", public_id=public_id)
    messages.info(
        request,
        _("Your earlier answers are copied. Please confirm or change each one; until then it does not count."),
    )
    return redirect("survey:step", public_id=following.public_id, step=CONTINUE)


def _to_another_index(assessment: Assessment) -> HttpResponse:
    """To what the answers tell of the indexes in use, where one of these is begun with them; else to the start."""
    newest = assessment.results.first()
    if newest and readings_elsewhere(newest):
        return redirect("reports:elsewhere", newest.public_id)
    return redirect("survey:start")
