"""Looking over what was answered, submitting it, going on later or elsewhere, and the next round."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import Action, fetch, hold, is_claimed, person_of
from accounts.ratelimit import address_of, is_limited
from accounts.site import at_site
from survey.answers.progress import progress_of
from survey.errors import SurveyError
from survey.models import Assessment
from survey.results.elsewhere import readings_elsewhere
from survey.rounds import resume_links as rounds_resume_links
from survey.rounds import services as rounds_services
from survey.rounds.forms import LaterForm
from survey.rounds.queries import assessments
from survey.rounds.redirects import CONTINUE, already_submitted
from survey.rounds.resume_links import RESUME_FOR
from survey.wording import problem

LINKS_AN_HOUR = (
    3  # for one assessment, and to one email address whichever assessment asks
)
LETTERS_AN_HOUR = 20  # asked for from one place


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def later(request: HttpRequest, public_id) -> HttpResponse:
    assessment = fetch(request, assessments(), Action.WRITE, public_id=public_id)
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
        "is_in_account": is_claimed(
            assessment.organisation
        ),  # whoever sees this page then belongs to it
        "continue_step": CONTINUE,
        "days": RESUME_FOR.days,
    }
    return render(request, "survey/later.html", context)


def _send_link(request: HttpRequest, assessment: Assessment, form: LaterForm) -> str:
    """The address the link went to; empty when enough were sent for this hour, or it could not be sent."""
    now, email = timezone.now(), form.cleaned_data["email"]
    if (
        assessment.resume_links.filter(created_at__gt=now - timedelta(hours=1)).count()
        >= LINKS_AN_HOUR
        or is_limited(
            "resume-from", address_of(request), most=LETTERS_AN_HOUR, seconds=3600
        )
        or is_limited("resume-to", email, most=LINKS_AN_HOUR, seconds=3600)
    ):
        form.add_error("email", problem("too_many_links"))
        return ""
    try:
        rounds_resume_links.send_resume_link(
            assessment=assessment,
            email=email,
            now=now,
            build_url=lambda token: at_site(reverse("survey:resume", args=[token])),
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
        assessment = rounds_resume_links.open_resume_link(
            token=token, by=person_of(request), now=timezone.now()
        )
    except SurveyError as error:
        return render(
            request, "survey/resume.html", {"refused": error.code}, status=410
        )
    hold(request, assessment.organisation)
    return redirect("survey:step", public_id=assessment.public_id, step=CONTINUE)


@login_not_required
@require_POST
def next_round(request: HttpRequest, public_id) -> HttpResponse:
    assessment = fetch(request, assessments(), Action.WRITE, public_id=public_id)
    try:
        following = rounds_services.start_next_round(
            assessment=assessment, by=person_of(request), now=timezone.now()
        )
    except SurveyError as error:
        if error.code == "index_retired":
            messages.info(request, problem(error.code))
            return _to_another_index(assessment)
        messages.info(request, _("Please finish and submit this round first."))
        return redirect("survey:review", public_id=public_id)
    messages.info(
        request,
        _(
            "Your earlier answers are copied. Please confirm or change each one; until then it does not count."
        ),
    )
    return redirect("survey:step", public_id=following.public_id, step=CONTINUE)


def _to_another_index(assessment: Assessment) -> HttpResponse:
    """To what the answers tell of the indexes in use, where one of these is begun with them; else to the start."""
    newest = assessment.results.first()
    if newest and readings_elsewhere(newest):
        return redirect("reports:elsewhere", newest.public_id)
    return redirect("survey:start")
