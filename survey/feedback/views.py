"""The question at the end: on the result page, and on a page of its own for what went wrong."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access.actions import Action
from accounts.access.fetching import fetch
from accounts.ratelimit import asker_of, is_limited, slow_down
from language.texts import language
from survey.feedback.forms import FeedbackForm
from survey.feedback.services import keep_feedback
from survey.models import Assessment
from survey.rounds.queries import assessments
from survey.rounds.redirects import to_result

SAID_AN_HOUR = 10  # from one place
# In the session: public ids of the rounds of which something was said in this browser.
SAID = "feedback_given"


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, public_id) -> HttpResponse:
    """For whoever has answered: what is kept names neither them nor the round."""
    assessment = fetch(request, assessments(), Action.WRITE, public_id=public_id)
    if assessment.state != Assessment.State.SUBMITTED:
        return redirect("survey:review", public_id=public_id)
    if has_said(request, assessment):
        return to_result(request, assessment)

    form = FeedbackForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        if is_limited("feedback", asker_of(request), most=SAID_AN_HOUR, seconds=3600):
            return slow_down(request)
        _keep(request, assessment, form)
        messages.success(request, _("Thank you. The operator of the site reads it."))
        return to_result(request, assessment)
    context = {
        "form": form,
        "assessment": assessment,
        "enterprise": assessment.organisation,
    }
    return render(request, "survey/feedback.html", context)


def has_said(request: HttpRequest, assessment: Assessment) -> bool:
    return str(assessment.public_id) in request.session.get(SAID, ())


def _keep(request: HttpRequest, assessment: Assessment, form: FeedbackForm) -> None:
    keep_feedback(
        **form.cleaned_data,
        language=language(),
        index_id=assessment.index_version.index_id,
        now=timezone.now(),
    )
    said = request.session.get(SAID, [])
    request.session[SAID] = [*said, str(assessment.public_id)]
