"""Going on later or elsewhere, and the next round."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access.actions import Action, may
from accounts.access.fetching import fetch, fetch_enterprise
from accounts.access.visitors import person_of, visitor_of
from accounts.held import hold_by_link, is_claimed, note_link_sent
from accounts.ratelimit import address_of, is_limited
from accounts.site import at_site
from survey.answers.progress import progress_of
from survey.errors import SurveyError
from survey.models import Assessment
from survey.results.elsewhere import estimates_elsewhere
from survey.rounds.forms import LaterForm
from survey.rounds.queries import assessments
from survey.rounds.redirects import CONTINUE, LEADS_TO_DRAFT, already_submitted
from survey.rounds.resume_links import (
    RESUME_FOR,
    end_resume_links,
    is_last_letter_lost,
    open_links,
    open_resume_link,
    send_resume_link,
)
from survey.rounds.services import start_next_round
from survey.wording import problem

# For one assessment, and to one email address whichever assessment asks.
LINKS_AN_HOUR = 3
LETTERS_AN_HOUR = 20  # asked for from one place
LETTERS_TO_ONE = 12  # an hour, from all places together
AN_HOUR = 3600  # seconds
# In the session: [public id of the round, address] of a letter just sent, shown once.
SENT_TO = "link_sent_to"


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def later(request: HttpRequest, public_id) -> HttpResponse:
    assessment = fetch(request, assessments(), Action.WRITE, public_id=public_id)
    if assessment.state == Assessment.State.SUBMITTED:
        return already_submitted(request, assessment)
    form = LaterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent_to = _send_link(request, assessment, form)
        if sent_to:
            request.session[SENT_TO] = [str(public_id), sent_to]
            return redirect("survey:later", public_id)
    enterprise = assessment.organisation
    links = list(open_links(enterprise, timezone.now()))
    context = {
        "form": form,
        "sent_to": _sent_to(request, assessment),
        "links": links,
        "is_letter_lost": is_last_letter_lost(enterprise, links),
        "is_begun_here": may(visitor_of(request), Action.HAND_OVER, enterprise),
        "assessment": assessment,
        "enterprise": assessment.organisation,
        "progress": progress_of(assessment),
        # Whoever sees this page of a claimed enterprise belongs to it.
        "is_in_account": is_claimed(assessment.organisation),
        "continue_step": CONTINUE,
        "days": RESUME_FOR.days,
    }
    return render(request, "survey/later.html", context)


def _sent_to(request: HttpRequest, assessment: Assessment) -> str:
    """Where the link went that was asked for just now; told once and kept nowhere."""
    public_id, address = request.session.get(SENT_TO, ("", ""))
    if public_id != str(assessment.public_id):
        return ""
    del request.session[SENT_TO]
    return address


def _send_link(request: HttpRequest, assessment: Assessment, form: LaterForm) -> str:
    """The address the link went to; empty where none could be sent, as the form then says."""
    email = form.cleaned_data["email"]
    # Also where the letter fails on its way: it may arrive all the same.
    note_link_sent(request)
    if _too_many_links(request, assessment, email):
        form.add_error("email", problem("too_many_links"))
        return ""
    try:
        send_resume_link(
            assessment=assessment,
            email=email,
            now=timezone.now(),
            build_url=lambda token: at_site(reverse("survey:resume", args=[token])),
        )
    except SurveyError as error:
        form.add_error("email", problem(error.code))
        return ""
    return email


def _too_many_links(request: HttpRequest, assessment: Assessment, email: str) -> bool:
    """Nobody's mailbox is filled from here, and no place sends letters to the whole town."""
    asked_for = str(assessment.public_id)
    if is_limited("resume-of", asked_for, most=LINKS_AN_HOUR, seconds=AN_HOUR):
        return True
    address = address_of(request)
    if is_limited("resume-from", address, most=LETTERS_AN_HOUR, seconds=AN_HOUR):
        return True
    # No stranger elsewhere uses up the turns of its reader.
    from_here = f"{email} {address}"
    if is_limited("resume-to-from", from_here, most=LINKS_AN_HOUR, seconds=AN_HOUR):
        return True
    return is_limited("resume-to", email, most=LETTERS_TO_ONE, seconds=AN_HOUR)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link shows a page that tells nothing.

    Its button exchanges the token for this browser's session: mail programs that look at every
    link beforehand open nothing.
    """
    if request.method != "POST":
        return render(request, "survey/resume.html", {})
    try:
        assessment = open_resume_link(
            token=token, by=person_of(request), now=timezone.now()
        )
    except SurveyError as error:
        own = _own(request, error.params.get("assessment"))
        if own:
            return redirect("survey:step", public_id=own.public_id, step=CONTINUE)
        context = {"refused": error.code}
        return render(request, "survey/resume.html", context, status=HTTPStatus.GONE)
    hold_by_link(request, assessment.organisation)
    return redirect("survey:step", public_id=assessment.public_id, step=CONTINUE)


def _own(request: HttpRequest, public_id: str | None) -> Assessment | None:
    """What the link led to, where it belongs to whoever is signed in."""
    found = assessments().filter(public_id=public_id).first() if public_id else None
    if found and may(visitor_of(request), Action.WRITE, found.organisation):
        return found
    return None


@login_not_required
@require_POST
def end_links(request: HttpRequest, public_id) -> HttpResponse:
    """What was sent to a wrong address opens nothing any more."""
    enterprise = fetch_enterprise(request, Action.WRITE, public_id)
    is_begun_here = may(visitor_of(request), Action.HAND_OVER, enterprise)
    end_resume_links(
        enterprise=enterprise,
        is_begun_here=is_begun_here,
        by=person_of(request),
        now=timezone.now(),
    )
    words = _("The link is ended: it opens nothing any more.")
    if is_begun_here:
        words = _(
            "The link is ended: it opens nothing any more, and whoever had opened it "
            "no longer sees the answers."
        )
    messages.success(request, words)
    return redirect("survey:mine")


@login_not_required
@require_POST
def next_round(request: HttpRequest, public_id) -> HttpResponse:
    assessment = fetch(request, assessments(), Action.WRITE, public_id=public_id)
    try:
        following = start_next_round(
            assessment=assessment, by=person_of(request), now=timezone.now()
        )
    except SurveyError as error:
        if error.code in LEADS_TO_DRAFT:
            messages.info(request, problem(error.code))
            return redirect("survey:review", public_id=error.params["draft"])
        # No version of the index is open: its answers may begin a round of another one.
        if error.code == "index_retired":
            messages.info(request, problem(error.code))
            return _to_another_index(assessment)
        messages.info(request, _("Please finish and submit this round first."))
        return redirect("survey:review", public_id=public_id)
    words = _(
        "Your earlier answers are copied. Please confirm or change each one; "
        "until then it does not count."
    )
    messages.info(request, words)
    return redirect("survey:step", public_id=following.public_id, step=CONTINUE)


def _to_another_index(assessment: Assessment) -> HttpResponse:
    """To what the answers tell of the indexes in use, where one can be begun with them.

    Else to the start.
    """
    newest = assessment.results.first()
    if newest and estimates_elsewhere(newest):
        return redirect("reports:elsewhere", newest.public_id)
    return redirect("survey:start")
