"""The questionnaire: one address per page, every answer saved the moment it is given."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from formtools.wizard.views import NamedUrlWizardView, StepsHelper

from accounts.access.actions import Action
from accounts.access.fetching import fetch
from indexes.index.pages import Page
from language.texts import in_language
from survey.errors import SurveyError
from survey.models import Assessment
from survey.questionnaire.forms import PageForm
from survey.questionnaire.page import DrawnPage
from survey.questionnaire.problems import refusals
from survey.questionnaire.progress_bar import is_free, progress_bar
from survey.questionnaire.storage import AnswerStorage, QuestionnaireStorage
from survey.questionnaire.tool_lists import ToolList
from survey.rounds.queries import ASSESSMENT
from survey.rounds.redirects import already_submitted, to_result


class Questionnaire(NamedUrlWizardView):
    """formtools' wizard over the pages of an index.

    Who inherits checks the right in `dispatch` and hands a storage to `ask`. Unlike formtools a
    jump saves what was typed, a page with an error saves the rest of it, a GET writes nothing.
    """

    storage: QuestionnaireStorage
    pages: dict[str, Page]  # by slug

    @classmethod
    def get_initkwargs(cls, **initkwargs) -> dict:
        """Which pages there are the index says, and that is known with the request only."""
        return {"initial_dict": {}, **initkwargs}

    def ask(self, storage: QuestionnaireStorage, slug: str) -> HttpResponse:
        """Draw or save a page: formtools' `dispatch`, but over a storage that somebody opened."""
        self.storage = storage
        self.steps = StepsHelper(self)
        self.pages = {page.slug: page for page in storage.pages}
        if slug not in self.pages:
            # Led on like after saving, who sends would not know that nothing was kept.
            if self.request.method == "POST":
                raise Http404
            return redirect(self.first_open_url())

        storage.current_step = slug
        self.form_list = dict.fromkeys(self.pages, PageForm)
        # The criteria of a group stand beside the way: they are on it only while they are shown.
        self.condition_dict = {}
        for page in storage.pages:
            if page.refines:
                self.condition_dict[page.slug] = page.slug == slug
        return View.dispatch(self, self.request, step=slug)

    def get_form_kwargs(self, step: str | None = None) -> dict:
        return {
            "storage": self.storage,
            "codes": self.pages[step].codes,
        }

    def get_step_url(self, step: str) -> str:
        return self.storage.page_url(step)

    def get_next_step(self, step: str | None = None) -> str | None:
        return self._group_slug() or super().get_next_step(step)

    def get_prev_step(self, step: str | None = None) -> str | None:
        return self._group_slug() or super().get_prev_step(step)

    def _group_slug(self) -> str:
        """From the criteria of a group both ways lead back to the group; "" on other pages."""
        group = self.page.refines
        if not group:
            return ""
        return self.storage.index.page_of(group).slug

    @property
    def page(self) -> Page:
        return self.pages[self.steps.current]

    def post(self, request: HttpRequest, step: str) -> HttpResponse:
        """Without formtools' hidden field for the page: the address says which one it is."""
        form = self.get_form(data=request.POST)
        # Whether or not the whole page can be read, what could be read is saved.
        form.is_valid()
        try:
            self.storage.set_step_data(step, form.posted)
        except SurveyError:
            return self.closed()

        form.problems += refusals(self.storage.refused)
        if form.problems:
            return self.render(form)
        # Led on by a redirect, so that a reload sends nothing a second time.
        return redirect(self.onward(request.POST))

    def closed(self) -> HttpResponse:
        """The answer to who sends a page that can no longer be saved."""
        raise NotImplementedError

    def onward(self, posted: QueryDict) -> str:
        """Where the button leads that the page was sent with."""
        index = self.storage.index
        # The small buttons of one question lead back to it, those of the page to its top.
        for button in ("clear", "confirm"):
            if button in posted:
                code = posted[button]
                return self.here if code == "all" else self.here + self.anchor(code)
        if "stay" in posted:
            return self.here

        group = posted.get("unrefine")
        if group in index.groups:
            slug = index.page_of(group).slug
            return self.get_step_url(slug) + self.anchor(group)
        if posted.get("next") in index.page_by_code:
            return self.question_url(posted["next"])

        place = posted.get("wizard_goto_step", "")
        if not self.is_place(place):
            place = self.get_next_step() or self.done_step_name
        return self.get_step_url(place)

    @property
    def here(self) -> str:
        return self.get_step_url(self.steps.current)

    def is_place(self, name: str) -> bool:
        """Whether one can jump there."""
        return name in self.pages or name == self.done_step_name

    def anchor(self, code: str) -> str:
        return f"#q-{code}"

    def question_url(self, code: str) -> str:
        """A page begins at its top, where it says what it is about."""
        page = self.storage.index.page_of(code)
        url = self.get_step_url(page.slug)
        return url if code == page.codes[0] else url + self.anchor(code)

    def first_open_url(self) -> str:
        """Where to go on: the first question without an answer, the end when there is none."""
        open_codes = self.storage.progress.open
        if not open_codes:
            return self.get_step_url(self.done_step_name)
        first = open_codes[0]
        page = self.storage.index.page_of(first)
        return self.question_url(self.entrance(page, first))

    def entrance(self, page: Page, waiting: str) -> str:
        """Nobody is led past the top of a page they have not seen, though it earn no points."""
        is_new = self.storage.answers.keys().isdisjoint(page.codes)
        return page.codes[0] if is_new else waiting

    def get_context_data(self, form: PageForm, **kwargs) -> dict:
        """All of it ours: formtools' own is about drawing fields, which these pages do not have."""
        drawn = DrawnPage(self.storage, self.page)
        if form.is_bound:
            drawn.data = self.request.POST
            drawn.problems = form.problems
        # The cards read the answers, which spares the bar a query of its own.
        slots = drawn.drawn_slots()
        tool_lists = drawn.tool_lists()
        return {
            "view": self,
            "enterprise": self.storage.enterprise,
            "slots": slots,
            "tool_lists": tool_lists,
            "to_confirm": count_to_confirm(slots, tool_lists),
            "refines": self.page.refines,
            "criteria": len(self.page.codes),
            "bar": progress_bar(self.storage, self.page),
            "why": drawn.why,
            "previous": self.get_prev_step(),
            "next_title": self.title_of(self.get_next_step()),
            "problems": drawn.summary() if drawn.problems else [],
            "saved_at": self.storage.saved_at,
            "is_first": not self.storage.answers,
        }

    def title_of(self, slug: str | None) -> str:
        if not slug:
            return ""
        return in_language(self.pages[slug].title)


def count_to_confirm(slots: Iterable[dict], tool_lists: Iterable[ToolList]) -> int:
    """Answers of a page that are copied and wait for a person; a list of tools is one."""
    count = 0
    for slot in slots:
        count += slot.get("to_confirm", False)
    for tools in tool_lists:
        count += tools.to_confirm
    return count


@method_decorator([login_not_required, never_cache], name="dispatch")
class OwnQuestionnaire(Questionnaire):
    """Of an assessment, for whoever may answer it."""

    template_name = "survey/page.html"
    done_step_name = "xem-lai"
    leave_to = {
        "xem-lai": "survey:review",
        "de-sau": "survey:later",
        "ho-so": "survey:profile",
        "cung-tra-loi": "survey:respondents",
    }
    storage: AnswerStorage

    def dispatch(self, request: HttpRequest, public_id, step: str) -> HttpResponse:
        assessment = fetch(request, ASSESSMENT, Action.WRITE, public_id=public_id)
        if assessment.state == Assessment.State.SUBMITTED:
            # Who looks is simply led on; who sends is told why nothing was saved.
            lead_on = already_submitted if request.method == "POST" else to_result
            return lead_on(request, assessment)
        if assessment.index.needs_variant:
            return redirect("survey:variant", public_id=public_id)
        return self.ask(AnswerStorage(assessment, request.user), step)

    def closed(self) -> HttpResponse:
        return already_submitted(self.request, self.storage.assessment)

    def is_place(self, name: str) -> bool:
        """Also what lies outside of the questionnaire: the way there saves the page as well."""
        return name in self.leave_to or super().is_place(name)

    def get_step_url(self, step: str) -> str:
        if step not in self.leave_to:
            return super().get_step_url(step)
        name = self.leave_to[step]
        return reverse(name, args=[self.storage.assessment.public_id])

    def get_context_data(self, form: PageForm, **kwargs) -> dict:
        """The owner is led past what is answered already."""
        context = super().get_context_data(form, **kwargs)
        open_codes = context["bar"]["progress"].open
        code = self._next_open(open_codes)
        slug = self.storage.index.page_of(code).slug if code else None
        return context | {
            "next_open": code,
            "next_title": self.title_of(slug),
        }

    def _next_open(self, open_codes: Sequence[str]) -> str:
        """Where the pages ahead wait for an answer; "" when none does."""
        for page in self._pages_ahead():
            for code in page.codes:
                if code in open_codes:
                    return self.entrance(page, code)
            # Nothing counts on a free page, but what it asks is asked nowhere else.
            if is_free(self.storage.index, page):
                return page.codes[0]
        return ""

    def _pages_ahead(self) -> list[Page]:
        """On the way; ahead of the criteria of a group lies the page of the group itself."""
        way = [page for page in self.pages.values() if not page.refines]
        group_slug = self._group_slug()
        if group_slug:
            return way[way.index(self.pages[group_slug]) :]
        return way[way.index(self.page) + 1 :]
