"""The owner's side of answering together: invite, see who answered, decide between two answers."""

from collections.abc import Mapping
from datetime import datetime

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

from accounts.access.actions import Action, may
from accounts.access.fetching import fetch
from accounts.access.visitors import person_of, visitor_of
from accounts.ratelimit import asker_of, is_limited
from accounts.site import at_site
from indexes.index.model import Index
from language.texts import in_language, language
from survey.answers.words import answer_text
from survey.colleagues import services
from survey.colleagues.forms import InviteForm
from survey.colleagues.queries import (
    Colleague,
    Difference,
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

INVITED_AN_HOUR, TO_ONE_AN_HOUR = 20, 3  # from one person; of these to one address
TO_ONE_BY_ALL = 12  # to one address, from all persons together
AN_HOUR = 3600  # seconds


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def respondents(request: HttpRequest, public_id) -> HttpResponse:
    """Who is invited, and the form to invite somebody else.

    Who has no account yet is told to sign in first: a letter needs a sender.
    """
    action = Action.INVITE if request.method == "POST" else Action.WRITE
    assessment = fetch(request, assessments(), action, public_id=public_id)
    if assessment.state == Assessment.State.SUBMITTED:
        return already_submitted(request, assessment)

    names = pillar_names(assessment.index)
    form = _form(request, assessment, names)
    if form.is_bound and form.is_valid() and _invite(request, assessment, form):
        return redirect("survey:respondents", public_id)

    now = timezone.now()
    context = {
        "assessment": assessment,
        "enterprise": assessment.organisation,
        "form": form,
        "may_invite": may(visitor_of(request), Action.INVITE, assessment.organisation),
        "rows": [_row(other, names, now) for other in colleagues_of(assessment)],
        "differences": len(differences(assessment)),
        "days": STANDS_FOR.days,
    }
    return render(request, "survey/respondents.html", context)


def _form(
    request: HttpRequest, assessment: Assessment, names: dict[str, str]
) -> InviteForm:
    posted = request.POST if request.method == "POST" else None
    standing = assessment.respondents.filter(withdrawn_at__isnull=True)
    return InviteForm(posted, pillars=names, standing=standing)


def _row(colleague: Colleague, names: dict[str, str], now: datetime) -> dict:
    respondent = colleague.respondent
    return {
        "respondent": respondent,
        "progress": colleague.progress,
        # The index may have been given another variant since, with other pillars.
        "pillars": [names[code] for code in respondent.pillars if code in names],
        "stands": respondent.stands(now),
        "has_no_letter": colleague.has_no_letter,
    }


def _invite(request: HttpRequest, assessment: Assessment, form: InviteForm) -> bool:
    """Whether the letter went out; why it did not stands beside the field."""
    address = form.cleaned_data["email"]
    if _is_limited(request, address):
        form.add_error("email", problem("too_many_links"))
        return False
    try:
        services.invite(
            assessment=assessment,
            **form.cleaned_data,
            language=language(),
            by=request.user,
            now=timezone.now(),
            build_url=_invitation_url,
        )
    except SurveyError as error:
        # Only that one has a field of its own; the others are about the whole invitation.
        field = "pillars" if error.code == "unknown_pillar" else None
        form.add_error(field, problem(error.code, **error.params))
        return False
    _say_sent(request, form.cleaned_data)
    return True


def _say_sent(request: HttpRequest, invited: Mapping) -> None:
    words = _("The letter to %(email)s is on its way.")
    messages.success(request, words % {"email": invited["email"]})
    before = invited.get("instead_of")
    if before is not None:
        words = _("The link that went to %(email)s is ended.")
        messages.info(request, words % {"email": before.email})


def _is_limited(request: HttpRequest, address: str) -> bool:
    # By the asker, against writing to everybody; by the address, against flooding one person. No
    # stranger uses up the letters that others may send there.
    asker = asker_of(request)
    if is_limited("invite-from", asker, most=INVITED_AN_HOUR, seconds=AN_HOUR):
        return True
    by_one = f"{address} {asker}"
    if is_limited("invite-to-from", by_one, most=TO_ONE_AN_HOUR, seconds=AN_HOUR):
        return True
    return is_limited("invite-to", address, most=TO_ONE_BY_ALL, seconds=AN_HOUR)


def _invitation_url(token: str) -> str:
    return at_site(reverse("survey:invitation", args=[token]))


@login_not_required
@require_POST
def withdraw_invitation(request: HttpRequest, public_id, respondent_id) -> HttpResponse:
    assessment = fetch(request, assessments(), Action.WRITE, public_id=public_id)
    respondent = get_object_or_404(assessment.respondents, public_id=respondent_id)
    services.withdraw_invitation(
        respondent=respondent, by=person_of(request), now=timezone.now()
    )
    text = _("Withdrawn. The link opens nothing any more; what was answered stays.")
    messages.success(request, text)
    return redirect("survey:respondents", public_id)


@login_not_required
@never_cache
@require_safe
def differing(request: HttpRequest, public_id) -> HttpResponse:
    """Both answers side by side, one question after the other."""
    assessment = fetch(request, assessments(), Action.WRITE, public_id=public_id)
    if assessment.state == Assessment.State.SUBMITTED:
        return already_submitted(request, assessment)

    names = pillar_names(assessment.index)
    rows = [
        _comparison(assessment.index, names, difference)
        for difference in differences(assessment)
    ]
    context = {
        "assessment": assessment,
        "enterprise": assessment.organisation,
        "rows": rows,
    }
    return render(request, "survey/differences.html", context)


def _comparison(index: Index, names: dict[str, str], difference: Difference) -> dict:
    code = difference.question
    return {
        "code": code,
        "part": names[index.page_of(code).pillar],
        "ask": in_language(index.questions[code]["ask"]),
        "theirs": difference.theirs,
        "name": difference.theirs.respondent.name,
        "their_text": answer_text(index, difference.theirs),
        "mine": difference.counts,
        "my_text": answer_text(index, difference.counts),
    }


@login_not_required
@require_POST
def decide(request: HttpRequest, public_id, respondent_id, code: str) -> HttpResponse:
    assessment = fetch(request, assessments(), Action.WRITE, public_id=public_id)
    # A code that no index has may hold signs that PostgreSQL refuses to look for.
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
    messages.success(request, _decision_text(theirs, take))
    return redirect("survey:differences", public_id)


def _decision_text(theirs: RespondentAnswer, take: bool) -> str:
    if not take:
        return _("Your answer stays.")
    name = theirs.respondent.name
    return _("The answer of %(name)s counts now.") % {"name": name}
