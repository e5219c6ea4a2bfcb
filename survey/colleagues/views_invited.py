"""The invited colleague's side: a link opens the questions of some pillars, without an account."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import fetch_invited, open_invitation
from indexes.index.pages import Page
from language.texts import in_language
from survey.answers.words import clock_text
from survey.colleagues import services
from survey.colleagues.queries import pillar_names, respondents
from survey.colleagues.storage import InvitedStorage
from survey.errors import SurveyError
from survey.models import Assessment, Respondent
from survey.questionnaire.forms import PageForm
from survey.questionnaire.page import StepPage, refusals
from survey.questionnaire.progress_bar import bar_of
from survey.questionnaire.views_answers import save_one

DONE = "xong"  # no step has this name


def ended(request: HttpRequest) -> HttpResponse:
    """A calm page: the invitation is over, nothing is lost."""
    return render(request, "survey/invitation_ended.html", status=HTTPStatus.GONE)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link shows a page that tells nothing; its button exchanges the token for this browser's session."""
    if request.method != "POST":
        return render(request, "survey/invitation.html")
    try:
        found = services.open_invitation_link(token=token, now=timezone.now())
    except SurveyError:
        return ended(request)
    open_invitation(request, found)
    return redirect("survey:invited", found.public_id, "tiep")


def _standing(request: HttpRequest, public_id) -> Respondent | None:
    """The invitation opened in this browser; None where it has ended or the round is submitted."""
    found = fetch_invited(request, respondents(), public_id=public_id)
    is_open = (
        found.stands(timezone.now())
        and found.assessment.state == Assessment.State.DRAFT
    )
    return found if is_open else None


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: HttpRequest, public_id, step: str) -> HttpResponse:
    """One page of questions; the last page thanks."""
    request.respondent = _standing(request, public_id)
    if request.respondent is None:
        return ended(request)
    storage = InvitedStorage("invited", request)
    if step == DONE:
        return _done(request, storage)
    here = next((one for one in storage.steps if one.slug == step), None)
    if here is None:
        return redirect(storage.step_url(_first_open(storage)))
    form = PageForm(
        request.POST if request.method == "POST" else None,
        storage=storage,
        codes=here.codes,
    )
    if request.method == "POST":
        form.is_valid()
        try:
            storage.set_step_data(here.slug, form.posted)
        except SurveyError:
            return ended(request)
        form.problems += refusals(storage.refused)
        if not form.problems:
            return redirect(storage.step_url(_next(request, storage, here)))
    return render(request, "survey/invited.html", _page(request, storage, here, form))


def _first_open(storage: InvitedStorage) -> str:
    """The page of the first question without an answer; the thanks when there is none."""
    left = storage.progress.open
    return storage.index.page_of(left[0]).slug if left else DONE


def _way(storage: InvitedStorage) -> list[Page]:
    return [one for one in storage.steps if not one.refines]


def _next(request: HttpRequest, storage: InvitedStorage, here: Page) -> str:
    chosen = request.POST.get("wizard_goto_step", "")
    if chosen in {one.slug for one in storage.steps} | {DONE}:
        return chosen
    if "clear" in request.POST or "stay" in request.POST:
        return here.slug
    if here.refines:
        return storage.index.page_of(here.refines).slug
    way = [one.slug for one in _way(storage)]
    place = way.index(here.slug) + 1
    return way[place] if place < len(way) else DONE


def _page(
    request: HttpRequest, storage: InvitedStorage, here: Page, form: PageForm
) -> dict:
    page = StepPage(storage, here)
    if form.problems:
        page.data, page.problems = request.POST, form.problems
    way = [one.slug for one in _way(storage)]
    place = way.index(here.slug) if here.slug in way else None
    following = way[place + 1] if place is not None and place + 1 < len(way) else ""
    titles = {one.slug: in_language(one.title) for one in storage.steps}
    return {
        "respondent": storage.respondent,
        "enterprise": storage.assessment.organisation,
        "slots": page.slots(),
        "tool_lists": page.tool_lists(),
        "refines": here.refines,
        "bar": bar_of(storage, here),
        "previous": way[place - 1] if place else "",
        "next_title": titles.get(following, ""),
        "problems": page.summary() if page.problems else [],
        "is_first": not storage.answers,
        "saved_at": clock_text(max(one.changed_at for one in storage.answers.values()))
        if storage.answers
        else "",
    }


def _done(request: HttpRequest, storage: InvitedStorage) -> HttpResponse:
    if request.method == "POST":
        services.finish_answering(respondent=storage.respondent, now=timezone.now())
        return redirect(storage.step_url(DONE))
    names = pillar_names(storage.index)
    context = {
        "respondent": storage.respondent,
        "enterprise": storage.assessment.organisation,
        "progress": storage.progress,
        "pillars": [
            names[code] for code in storage.respondent.pillars if code in names
        ],
        "first_url": storage.step_url(storage.steps[0].slug),
        "open_url": storage.step_url(_first_open(storage))
        if storage.progress.open
        else "",
    }
    return render(request, "survey/invited_done.html", context)


@login_not_required
@never_cache
@require_POST
def invited_answer(request: HttpRequest, public_id, code: str) -> HttpResponse:
    """One question saved by itself while the page stays open."""
    request.respondent = _standing(request, public_id)
    if request.respondent is None:
        return ended(request)
    storage = InvitedStorage("invited", request)
    asked = {one for step in storage.steps for one in step.codes}
    if code not in asked and not asked.intersection(storage.index.tools.get(code, ())):
        raise Http404
    try:
        return save_one(request, storage, code)
    except SurveyError:
        return ended(request)
