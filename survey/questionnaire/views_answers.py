"""One answer, list of tools or number of the round saved by itself, while the page stays open."""

from collections.abc import Container
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.access.actions import Action
from accounts.access.fetching import fetch
from indexes.index.model import Index
from indexes.index.pages import Page
from language.texts import spoken
from survey.answers.words import clock_text
from survey.errors import SurveyError
from survey.questionnaire.forms import PageForm
from survey.questionnaire.kept import drawn_state
from survey.questionnaire.late import KEPT, is_overtaken
from survey.questionnaire.page import DrawnPage, figure_name
from survey.questionnaire.posted import picked_values
from survey.questionnaire.problems import BOTH_GIVEN, refusals
from survey.questionnaire.progress_bar import progress_bar
from survey.questionnaire.storage import AnswerStorage, Posted
from survey.rounds.queries import ASSESSMENT
from survey.rounds.redirects import already_submitted

# Sent after a pause in typing: nothing is exchanged under the hand, nothing called wrong yet.
TYPING = "typing"


@login_not_required
@never_cache
@require_POST
def answer(request: HttpRequest, public_id, code: str) -> HttpResponse:
    """Save one question by itself; send back its state, the bar, and what this opened or closed."""
    assessment = fetch(request, ASSESSMENT, Action.WRITE, public_id=public_id)
    storage = AnswerStorage(assessment, request.user)
    try:
        return save_one(request, storage, code)
    except SurveyError:
        return already_submitted(request, assessment)


def save_one(request: HttpRequest, storage: AnswerStorage, code: str) -> HttpResponse:
    """One question, or one list of tools. SurveyError where nothing can be saved any more."""
    index = storage.index
    if code in index.tools:
        return _save_tools(request, storage, code)
    # A tool is saved with its list, and what the profile tells stands on no page.
    if code not in index.page_by_code or index.questions[code]["kind"] == "tool":
        raise Http404
    return _save_question(request, storage, code)


def _save_tools(
    request: HttpRequest, storage: AnswerStorage, name: str
) -> HttpResponse:
    """A tick in a list of tools: what differs from the page is saved, the state comes back."""
    codes = storage.index.tools[name]
    page = storage.index.page_of(codes[0])
    form = _sent(request, storage, codes)
    overtaken = is_overtaken(form)
    if not overtaken:
        storage.set_step_data(page.slug, form.posted)
    if not request.htmx:
        url = storage.page_url(page.slug)
        return redirect(f"{url}#q-{name}")

    drawn = DrawnPage(storage, page)
    # A confirmed list counts as looked at, and its mark has to show that.
    is_confirmed = "confirm" in request.POST
    response = _fragments(
        drawn,
        tool_lists=drawn.tool_lists(),
        whole=is_confirmed or KEPT in request.POST,
        focus=is_confirmed,
    )
    return _told(response, overtaken)


def _save_question(
    request: HttpRequest, storage: AnswerStorage, code: str
) -> HttpResponse:
    page = storage.index.page_of(code)
    drawn = DrawnPage(storage, page)
    # Before the answer is saved: what it opens or closes is seen by the difference.
    shown_before = _shown(drawn)
    form = _sent(request, storage, (code,))
    overtaken = is_overtaken(form)
    if not overtaken:
        storage.set_step_data(page.slug, form.posted)
    if not request.htmx:
        url = storage.page_url(page.slug)
        return redirect(f"{url}#q-{code}")

    drawn.data = request.POST
    drawn.problems = form.problems + refusals(storage.refused)
    opened_or_closed = shown_before ^ _shown(drawn)
    touched = opened_or_closed | _uses(drawn, form.posted["figures"])
    response = _state_of_question(request, drawn, code, form, touched)
    return _told(response, overtaken)


def _told(response: HttpResponse, overtaken: bool) -> HttpResponse:
    """The browser that kept it says why the page shows something else."""
    if overtaken:
        response.status_code = HTTPStatus.CONFLICT
    return response


def _sent(
    request: HttpRequest, storage: AnswerStorage, codes: tuple[str, ...]
) -> PageForm:
    form = PageForm(
        data=request.POST,
        storage=storage,
        codes=codes,
        is_by_itself=bool(request.htmx),
    )
    form.is_valid()
    return form


def _shown(drawn: DrawnPage) -> set[str]:
    """Nothing where no answer can open or close a question: then it need not be worked out."""
    if not drawn.has_branches:
        return set()
    return set(drawn.shown_codes())


def _state_of_question(
    request: HttpRequest,
    drawn: DrawnPage,
    code: str,
    form: PageForm,
    touched: set[str],
) -> HttpResponse:
    """`touched`: other questions that this answer changed."""
    card = next(iter(drawn.cards({code})), None)
    if card is None:
        # Closed in the meantime, in another tab or by somebody else: its place is emptied too.
        slots = drawn.slots(touched | {code})
        return _fragments(drawn, slots=slots)

    others = touched - {code}
    slots = drawn.slots(others) if others else []
    card.focus = _is_exchanged(request, form, code)
    if TYPING in request.POST:
        card.errors = {}
    whole = card.focus or KEPT in request.POST
    response = _fragments(
        drawn,
        card=card,
        state=None if whole else drawn_state(drawn.index, card, spoken()),
        whole=whole,
        slots=slots,
    )
    if card.focus:
        # The browser expected the state of the question only.
        response["HX-Retarget"] = "closest .question"
    return response


def _is_exchanged(request: HttpRequest, form: PageForm, code: str) -> bool:
    """Whether more of the question than its state is other than the browser shows."""
    if TYPING in request.POST:
        return False
    if "clear" in request.POST or "confirm" in request.POST:
        return True
    if any(problem.code == BOTH_GIVEN for problem in form.problems):
        return True
    return _is_switched(request, form, code)


def _is_switched(request: HttpRequest, form: PageForm, code: str) -> bool:
    """A card picked instead of numbers, or the other way round: the other has to be emptied."""
    value = form.posted["answers"].get(code)
    if value is None:
        return False
    if value.chosen:
        question = form.storage.index.questions[code]
        return list(value.chosen) != picked_values(question, request.POST)

    numerator = request.POST.get(f"{code}-numerator")
    count = request.POST.get(f"{code}-count")
    is_typed = bool(numerator or count)
    return is_typed and bool(request.POST.get(code))


def _fragments(drawn: DrawnPage, **parts: object) -> HttpResponse:
    """Parts of the page as they stand now, and the bar; nothing of them depends on the visitor."""
    # What could not be used is not saved, and the bar must not say that it is.
    saved_at = "" if drawn.problems else clock_text(timezone.now())
    context = {
        "bar": progress_bar(drawn.storage, drawn.page),
        "saved_at": saved_at,
    }
    return HttpResponse(render_to_string("survey/_saved.html", context | parts))


def _uses(drawn: DrawnPage, figures: Container[str]) -> set[str]:
    """The questions of the page that ask for a share of one of these numbers."""
    using = set()
    for code in drawn.page.codes:
        if figure_name(drawn.index, code) in figures:
            using.add(code)
    return using


@login_not_required
@never_cache
@require_POST
def figure(request: HttpRequest, public_id, name: str) -> HttpResponse:
    """Correct a number of the round from beside a question; what uses it on the page follows."""
    assessment = fetch(request, ASSESSMENT, Action.WRITE, public_id=public_id)
    storage = AnswerStorage(assessment, request.user)
    index = storage.index
    if name not in index.figures:
        raise Http404

    drawn = DrawnPage(storage, _page_named(index, request.GET.get("step")))
    shown_before = _shown(drawn)
    form = _sent(request, storage, _first_using(index, name))
    # Only the number: answers that came along have forms of their own on the page.
    form.posted = Posted(answers={}, figures=form.posted["figures"], seen={})
    overtaken = is_overtaken(form)
    try:
        if not overtaken:
            storage.set_step_data(drawn.page.slug, form.posted)
    except SurveyError:
        return already_submitted(request, assessment)

    drawn.data = request.POST
    drawn.problems = form.problems + refusals(storage.refused)
    if request.htmx:
        opened_or_closed = shown_before ^ _shown(drawn)
        slots = drawn.slots(opened_or_closed | _uses(drawn, {name}))
        return _told(_fragments(drawn, slots=slots), overtaken)
    if drawn.problems:
        why = drawn.problems[0].text
        text = _("The number was not changed: %(why)s")
        messages.error(request, text % {"why": why})
    return redirect("survey:step", public_id=public_id, step=drawn.page.slug)


def _first_using(index: Index, name: str) -> tuple[str, ...]:
    """One question is enough for its form to read the number."""
    for code in index.questions:
        if figure_name(index, code) == name:
            return (code,)
    return ()


def _page_named(index: Index, slug: str | None) -> Page:
    """The first page for an unknown name."""
    for page in index.pages:
        if page.slug == slug:
            return page
    return index.pages[0]
