"""One answer, one list of tools or one number of the round saved by itself, while the page stays open."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.access import Action, fetch
from survey.answers.words import clock_text
from survey.errors import SurveyError
from survey.questionnaire.forms import PageForm
from survey.questionnaire.page import StepPage, refusals
from survey.questionnaire.posted import BOTH_GIVEN
from survey.questionnaire.progress_bar import bar_of
from survey.questionnaire.storage import AnswerStorage
from survey.rounds.queries import assessments
from survey.rounds.redirects import already_submitted
from survey.wording import problem


@login_not_required
@never_cache
@require_POST
def answer(request: HttpRequest, public_id, code: str) -> HttpResponse:
    """Save one question by itself; send back its state, the bar, and questions that this opened or closed."""
    assessment = fetch(request, assessments(), Action.WRITE, public_id=public_id)
    try:
        return save_one(request, AnswerStorage(assessment, request.user), code)
    except SurveyError:
        return already_submitted(request, assessment)


def save_one(request: HttpRequest, storage: AnswerStorage, code: str) -> HttpResponse:
    """One question, or one list of tools. SurveyError where nothing can be saved any more."""
    index = storage.index
    if code in index.tools:
        return _tools_saved(request, storage, code)
    if code not in index.page_by_code or index.questions[code]["kind"] == "tool":
        raise Http404
    page = StepPage(storage, index.page_of(code))
    shown_before = set(page.shown_codes()) if page.has_branches else set()
    form = PageForm(data=request.POST, storage=storage, codes=(code,))
    form.is_valid()
    storage.set_step_data(page.step.slug, form.posted)
    page.problems = form.problems + refusals(storage.refused)
    page.data = request.POST
    if not request.htmx:
        return redirect(f"{storage.page_url(page.step.slug)}#q-{code}")
    moved = shown_before ^ set(page.shown_codes()) if page.has_branches else set()
    return _saved(request, page, code, form, moved)


def _tools_saved(
    request: HttpRequest, storage: AnswerStorage, name: str
) -> HttpResponse:
    """A tick in a list of tools: what differs from the page is saved, its state and the bar come back."""
    codes = storage.index.tools[name]
    page = StepPage(storage, storage.index.page_of(codes[0]))
    form = PageForm(data=request.POST, storage=storage, codes=codes)
    form.is_valid()
    storage.set_step_data(page.step.slug, form.posted)
    if not request.htmx:
        return redirect(f"{storage.page_url(page.step.slug)}#q-{name}")
    whole = (
        "confirm" in request.POST
    )  # then the list counts as looked at, and its mark follows
    return _fragments(request, page, tool_lists=page.tool_lists(), whole=whole)


def _saved(
    request: HttpRequest, page: StepPage, code: str, form: PageForm, moved: set[str]
) -> HttpResponse:
    """`moved`: questions that this answer opened or closed."""
    touched = _uses(page, set(form.posted["figures"])) | moved
    card = next(iter(page.cards({code})), None)
    if (
        card is None
    ):  # closed in the meantime, in another tab or by somebody else: its place is emptied here too
        return _fragments(request, page, slots=page.slots(touched | {code}))
    card.focus = any(
        name in request.POST for name in ("clear", "confirm")
    ) or _switched(form, code, request)
    card.focus = card.focus or any(one.code == BOTH_GIVEN for one in form.problems)
    slots = page.slots(touched - {code}) if touched - {code} else []
    response = _fragments(request, page, card=card, whole=card.focus, slots=slots)
    if card.focus:
        response["HX-Retarget"] = "closest .question"
    return response


def _fragments(request: HttpRequest, page: StepPage, **told: object) -> HttpResponse:
    """Parts of the page as they stand now, and the bar."""
    context = {
        "bar": bar_of(page.storage, page.step),
        "saved_at": "" if page.problems else clock_text(timezone.now()),
    }
    return render(request, "survey/_saved.html", context | told)


def _switched(form: PageForm, code: str, request: HttpRequest) -> bool:
    """A card was picked instead of numbers, or numbers typed instead of a card: the other part has to be emptied."""
    given = form.posted["answers"].get(code)
    if given is None:
        return False
    if given.chosen:
        return list(given.chosen) != request.POST.getlist(code)
    typed = any(
        request.POST.get(f"{code}-{name}", "") for name in ("numerator", "count")
    )
    picked = bool(request.POST.get(code))
    return typed and picked


def _uses(page: StepPage, figures: set[str]) -> set[str]:
    return {
        code for code in page.step.codes if _denominator(page.storage, code) in figures
    }


def _denominator(storage: AnswerStorage, code: str) -> str | None:
    return storage.index.questions[code].get("denominator", {}).get("figure")


@login_not_required
@never_cache
@require_POST
def figure(request: HttpRequest, public_id, name: str) -> HttpResponse:
    """Correct a number of the round from beside a question; the questions of the page that use it follow."""
    assessment = fetch(request, assessments(), Action.WRITE, public_id=public_id)
    storage = AnswerStorage(assessment, request.user)
    index = storage.index
    if name not in index.figures:
        raise Http404
    step = next(
        (one for one in index.pages if one.slug == request.GET.get("step")),
        index.pages[0],
    )
    page = StepPage(storage, step)
    codes = tuple(
        code for code in index.questions if _denominator(storage, code) == name
    )[:1]
    form = PageForm(data=request.POST, storage=storage, codes=codes)
    form.is_valid()
    try:
        storage.set_step_data(
            step.slug, {"answers": {}, "figures": form.posted["figures"], "seen": {}}
        )
    except SurveyError:
        return already_submitted(request, storage.assessment)
    page.problems, page.data = form.problems + refusals(storage.refused), request.POST
    if request.htmx:
        return _fragments(request, page, slots=page.slots(_uses(page, {name})))
    if page.problems:
        why = problem(page.problems[0].code)
        messages.error(request, _("The number was not changed: %(why)s") % {"why": why})
    return redirect("survey:step", public_id=public_id, step=step.slug)
