"""The industry, how the enterprise works and what is wanted first: asked once, on one page.

And one way by itself, beside the step that depends on it.
"""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access.actions import Action
from accounts.access.fetching import fetch
from accounts.access.visitors import person_of
from survey.errors import SurveyError
from survey.models import Assessment
from survey.rounds.queries import assessments
from survey.rounds.redirects import CONTINUE, already_submitted, came_from, result_url
from survey.rounds.services import choose_variant
from survey.ways.page import ABOVE, FirmPage
from survey.ways.services import KEEP, tell_page, tell_ways
from survey.wording import problem

HOLDS = {"yes": True, "no": False}


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def variant(request: HttpRequest, public_id) -> HttpResponse:
    """Without scripts the ticks follow the industry as a second step of the same address."""
    assessment = fetch(request, assessments(), Action.WRITE, public_id=public_id)
    sent = request.POST if request.method == "POST" else request.GET
    page = FirmPage(assessment, sent, change="change" in request.GET)
    if not page.says_something:
        return _nothing_to_say(request, page)
    if request.method == "POST":
        return _save(request, page)
    if request.htmx:
        context = page.context() | {"oob": True}
        return render(request, "survey/_ways.html", context)
    return _draw(request, page)


def _nothing_to_say(request: HttpRequest, page: FirmPage) -> HttpResponse:
    if not page.is_draft:
        return already_submitted(request, page.assessment)
    return redirect(_onward(request, page.assessment))


def _draw(request: HttpRequest, page: FirmPage, **errors: str) -> HttpResponse:
    template = "survey/variant.html" if page.industries else "survey/ways.html"
    context = {**page.context(), "back": came_from(request), "errors": errors}
    return render(request, template, context)


def _save(request: HttpRequest, page: FirmPage) -> HttpResponse:
    try:
        _tell(request, page)
    except SurveyError as refused:
        if refused.code == "submitted":
            return already_submitted(request, page.assessment)
        field = "variant" if refused.code == "unknown_variant" else "ticks"
        return _draw(request, page, **{field: problem(refused.code, **refused.params)})

    has_seen_all = page.sent.get("ways_of") == page.variant
    if page.ticks and not has_seen_all and "skip" not in page.sent:
        return redirect(_here(request, page.assessment))
    return redirect(_onward(request, page.assessment))


def _tell(request: HttpRequest, page: FirmPage) -> None:
    """What is sent; whoever skips the ticks tells the industry alone."""
    sent, chosen = page.sent, page.variant if page.industries else None
    what = {
        "assessment": page.assessment,
        "by": person_of(request),
        "now": timezone.now(),
    }
    if "ways_of" in sent and "skip" not in sent:
        tell_page(
            asked_for=sent["ways_of"],
            ticked=sent.getlist("ways"),
            wants=sent.getlist("wants"),
            variant=chosen,
            is_above=ABOVE.get(sent.get("above", ""), KEEP),
            **what,
        )
    elif chosen is not None:
        choose_variant(variant=chosen, **what)


def _here(request: HttpRequest, assessment: Assessment) -> str:
    """The same page anew, which now knows the industry."""
    address = reverse("survey:variant", args=[assessment.public_id])
    back = came_from(request)
    return f"{address}?{urlencode({'next': back})}" if back else address


def _onward(request: HttpRequest, assessment: Assessment) -> str:
    back = came_from(request)
    if back:
        return back
    if assessment.state == Assessment.State.SUBMITTED:
        return result_url(assessment.results.first())
    return reverse("survey:step", args=[assessment.public_id, CONTINUE])


@login_not_required
@require_POST
def tell_one(request: HttpRequest, public_id, way: str) -> HttpResponse:
    """One way, whether it holds, at any time: no result changes by it."""
    assessment = fetch(request, assessments(), Action.WRITE, public_id=public_id)
    try:
        tell_ways(
            assessment=assessment,
            ways={way: HOLDS[request.POST["holds"]]},
            by=person_of(request),
            now=timezone.now(),
        )
    except (SurveyError, KeyError):  # no such way, or neither of the two buttons
        messages.error(request, problem("unknown_way"))
    else:
        messages.success(request, _("Noted. What we advise follows it."))
    return redirect(_onward(request, assessment))
