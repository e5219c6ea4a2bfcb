"""The owner's side of answering together: invite, see who answered, decide where two answers differ."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.access import Action, fetch, may, person_of, visitor_of
from accounts.ratelimit import asker_of, is_limited
from accounts.site import at_site
from language.texts import in_language, language
from survey.answers.words import answer_text
from survey.colleagues import services
from survey.colleagues.forms import InviteForm
from survey.colleagues.queries import (
    Colleague,
    colleagues_of,
    differences,
    pillar_names,
)
from survey.colleagues.services import STANDS_FOR
from survey.errors import SurveyError
from survey.models import Assessment, RespondentAnswer
from survey.rounds.queries import assessments
from survey.rounds.redirects import already_submitted
from survey.wording import problem

INVITED_AN_HOUR, TO_ONE_AN_HOUR = 20, 3  # from one person; to one address


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def respondents(request: HttpRequest, public_id) -> HttpResponse:
    """Who is invited, and the form to invite somebody else; who has no account yet is told to sign in first."""
    action = Action.INVITE if request.method == "POST" else Action.WRITE
    assessment = fetch(request, assessments(), action, public_id=public_id)
    if assessment.state == Assessment.State.SUBMITTED:
        return already_submitted(request, assessment)
    names = pillar_names(assessment.index)
    form = InviteForm(request.POST if request.method == "POST" else None, pillars=names)
    if (
        request.method == "POST"
        and form.is_valid()
        and _invite(request, assessment, form)
    ):
        messages.success(
            request, _("Sent to %(email)s.") % {"email": form.cleaned_data["email"]}
        )
        return redirect("survey:respondents", public_id)
    now = timezone.now()
    context = {
        "assessment": assessment,
        "enterprise": assessment.organisation,
        "form": form,
        "may_invite": may(visitor_of(request), Action.INVITE, assessment.organisation),
        "rows": [_row(one, names, now) for one in colleagues_of(assessment)],
        "differences": len(differences(assessment)),
        "days": STANDS_FOR.days,
    }
    return render(request, "survey/respondents.html", context)


def _row(colleague: Colleague, names: dict[str, str], now) -> dict:
    one = colleague.respondent
    return {
        "respondent": one,
        "progress": colleague.progress,
        "pillars": [names[code] for code in one.pillars if code in names],
        "stands": one.stands(now),
    }


def _invite(request: HttpRequest, assessment: Assessment, form: InviteForm) -> bool:
    told = form.cleaned_data
    if is_limited(
        "invite-from", asker_of(request), most=INVITED_AN_HOUR, seconds=3600
    ) or is_limited("invite-to", told["email"], most=TO_ONE_AN_HOUR, seconds=3600):
        form.add_error("email", problem("too_many_links"))
        return False
    try:
        services.invite(
            assessment=assessment,
            **told,
            language=language(),
            by=request.user,
            now=timezone.now(),
            build_url=lambda token: at_site(reverse("survey:invitation", args=[token])),
        )
    except SurveyError as error:
        form.add_error(
            None if error.code != "unknown_pillar" else "pillars",
            problem(error.code, **error.params),
        )
        return False
    return True


@login_not_required
@require_POST
def withdraw_invitation(request: HttpRequest, public_id, respondent_id) -> HttpResponse:
    assessment = fetch(request, assessments(), Action.WRITE, public_id=public_id)
    found = get_object_or_404(assessment.respondents, public_id=respondent_id)
    services.withdraw_invitation(
        respondent=found, by=person_of(request), now=timezone.now()
    )
    messages.success(
        request,
        _("Withdrawn. The link opens nothing any more; what was answered stays."),
    )
    return redirect("survey:respondents", public_id)


@login_not_required
@never_cache
@require_safe
def differing(request: HttpRequest, public_id) -> HttpResponse:
    """Both answers side by side, one question after the other."""
    assessment = fetch(request, assessments(), Action.WRITE, public_id=public_id)
    if assessment.state == Assessment.State.SUBMITTED:
        return already_submitted(request, assessment)
    index = assessment.index
    names = pillar_names(index)
    rows = [
        {
            "code": one.question,
            "part": names[index.page_of(one.question).pillar],
            "ask": in_language(index.questions[one.question]["ask"]),
            "theirs": one.theirs,
            "name": one.theirs.respondent.name,
            "their_words": answer_text(index, one.theirs),
            "mine": one.counts,
            "my_words": answer_text(index, one.counts),
        }
        for one in differences(assessment)
    ]
    context = {
        "assessment": assessment,
        "enterprise": assessment.organisation,
        "rows": rows,
    }
    return render(request, "survey/differences.html", context)


@login_not_required
@require_POST
def decide(request: HttpRequest, public_id, respondent_id, code: str) -> HttpResponse:
    assessment = fetch(request, assessments(), Action.WRITE, public_id=public_id)
    if code not in assessment.index.questions:
        raise Http404
    theirs = get_object_or_404(
        RespondentAnswer.objects.select_related("respondent__assessment__organisation"),
        respondent__assessment=assessment,
        respondent__public_id=respondent_id,
        question=code,
    )
    if request.POST.get("choose") not in ("mine", "theirs"):
        raise Http404
    take = request.POST["choose"] == "theirs"
    try:
        services.decide(
            theirs=theirs, take=take, by=person_of(request), now=timezone.now()
        )
    except SurveyError:
        return already_submitted(request, assessment)
    name = theirs.respondent.name
    kept = (
        _("The answer of %(name)s counts now.") % {"name": name}
        if take
        else _("Your answer stays.")
    )
    messages.success(request, kept)
    return redirect("survey:differences", public_id)
