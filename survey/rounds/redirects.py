"""Where one is led: back to where one came from, from what is submitted to its result."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.models import Organisation
from survey.models import Assessment, Result
from survey.wording import problem

# No page has this name, so that the questionnaire opens the first one that is not done.
CONTINUE = "tiep"
# Why no round is begun where another one is open: its own pages say what to do.
LEADS_TO_DRAFT = ("correction_open", "being_typed")


def came_from(request: HttpRequest) -> str:
    """The page of this site to go back to afterwards, if one is named."""
    # A link could name another site, to lead away whoever has just signed up here.
    named = request.POST.get("next") or request.GET.get("next") or ""
    is_here = url_has_allowed_host_and_scheme(named, allowed_hosts=None)
    # What does not begin so is no address: Django would look for a view of that name.
    return named if is_here and named.startswith("/") else ""


def result_url(result: Result | None) -> str:
    if result is None:
        return reverse("survey:mine")
    return reverse("reports:result", args=[result.public_id])


def to_result(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    address = result_url(assessment.results.first())  # the newest reading comes first
    # Else htmx would put that page into a part of this one.
    if request.htmx:
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def to_keeping(enterprise: Organisation, back: str) -> HttpResponse:
    """To the page that puts a held enterprise into an account, and from there back."""
    assessment = enterprise.assessments.first()
    address = reverse("survey:claim", args=[assessment.public_id])
    query = f"?{urlencode({'next': back})}" if back else ""
    return redirect(address + query)


def already_submitted(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    messages.info(request, problem("submitted"))
    return to_result(request, assessment)
