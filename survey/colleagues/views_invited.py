"""The invited colleague's side: a link opens the questions of some pillars, without an account."""

from collections.abc import Iterable
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access.links import fetch_invited, open_invitation
from indexes.index.pages import Page
from survey.colleagues import services
from survey.colleagues.queries import pillar_names, respondents
from survey.colleagues.storage import InvitedStorage
from survey.errors import SurveyError
from survey.models import Assessment, Respondent
from survey.questionnaire.forms import PageForm
from survey.questionnaire.views import Questionnaire
from survey.questionnaire.views_answers import save_one
from survey.rounds.redirects import CONTINUE

READ_AND_SEND = ["GET", "HEAD", "POST"]


def ended(request: HttpRequest) -> HttpResponse:
    """A calm page: the invitation is over, nothing is lost."""
    return render(request, "survey/invitation_ended.html", status=HTTPStatus.GONE)


@login_not_required
@never_cache
@require_http_methods(READ_AND_SEND)
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link shows a page that tells nothing.

    Its button exchanges the token for this browser's session.
    """
    # Programs that look through letters open every link; they press no button.
    if request.method != "POST":
        return render(request, "survey/invitation.html")
    try:
        respondent = services.open_invitation_link(token=token, now=timezone.now())
    except SurveyError:
        return ended(request)
    open_invitation(request, respondent)
    return redirect("survey:invited", respondent.public_id, CONTINUE)


def storage_of(request: HttpRequest, public_id) -> InvitedStorage | None:
    """Of the invitation opened in this browser.

    None where it has ended, or where the round is submitted.
    """
    respondent: Respondent = fetch_invited(request, respondents(), public_id=public_id)
    is_draft = respondent.assessment.state == Assessment.State.DRAFT
    if not is_draft or not respondent.stands(timezone.now()):
        return None
    return InvitedStorage(respondent)


@method_decorator(
    [login_not_required, never_cache, require_http_methods(READ_AND_SEND)],
    name="dispatch",
)
class InvitedQuestionnaire(Questionnaire):
    """The pages of a colleague's pillars; the last page thanks."""

    template_name = "survey/invited.html"
    done_step_name = "xong"
    storage: InvitedStorage

    def dispatch(self, request: HttpRequest, public_id, step: str) -> HttpResponse:
        storage = storage_of(request, public_id)
        if storage is None:
            return ended(request)
        if step == self.done_step_name:
            return self.thank(storage)
        return self.ask(storage, step)

    def closed(self) -> HttpResponse:
        return ended(self.request)

    def anchor(self, code: str) -> str:
        """A colleague reads every page from its top."""
        return ""

    def get_prev_step(self, step: str | None = None) -> str | None:
        """Onward already leads from the criteria back to their group."""
        return None if self.page.refines else super().get_prev_step(step)

    def get_context_data(self, form: PageForm, **kwargs) -> dict:
        context = super().get_context_data(form, **kwargs)
        return context | {"respondent": self.storage.respondent}

    def thank(self, storage: InvitedStorage) -> HttpResponse:
        self.storage = storage
        if self.request.method == "POST":
            services.finish_answering(respondent=storage.respondent, now=timezone.now())
            return redirect(storage.page_url(self.done_step_name))
        progress = storage.progress
        names = pillar_names(storage.index)
        # The round may have been given another variant since, with other pillars.
        pillars = filter(names.get, storage.respondent.pillars)
        context = {
            "respondent": storage.respondent,
            "enterprise": storage.enterprise,
            "progress": progress,
            "pillars": [names[code] for code in pillars],
            "first_url": storage.page_url(storage.pages[0].slug),
            "open_url": self.first_open_url() if progress.open else "",
        }
        return render(self.request, "survey/invited_done.html", context)


@login_not_required
@never_cache
@require_POST
def invited_answer(request: HttpRequest, public_id, code: str) -> HttpResponse:
    """One question saved by itself while the page stays open."""
    storage = storage_of(request, public_id)
    if storage is None:
        return ended(request)
    # A list of tools is asked where its tools are.
    codes = storage.index.tools.get(code, (code,))
    if not any(asks(page, codes) for page in storage.pages):
        raise Http404
    try:
        return save_one(request, storage, code)
    except SurveyError:
        return ended(request)


def asks(page: Page, codes: Iterable[str]) -> bool:
    return not set(codes).isdisjoint(page.codes)
