"""The questionnaire: one address per page, every answer saved the moment it is given."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from formtools.wizard.views import NamedUrlWizardView, StepsHelper

from accounts.access import Action, fetch
from indexes.index.pages import Page
from language.texts import in_language
from survey.errors import SurveyError
from survey.models import Assessment
from survey.questionnaire.forms import PageForm
from survey.questionnaire.page import DrawnPage
from survey.questionnaire.problems import refusals
from survey.questionnaire.progress_bar import is_free, progress_bar
from survey.questionnaire.storage import AnswerStorage, QuestionnaireStorage
from survey.rounds.queries import assessments
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
        self.storage, self.steps = storage, StepsHelper(self)
        self.pages = {page.slug: page for page in storage.pages}
        if slug not in self.pages:
            return redirect(self.first_open_url())

        storage.current_step = slug
        self.form_list = dict.fromkeys(self.pages, PageForm)
        # The criteria of a group stand beside the way: it leads to their page from that page only.
        beside = [page.slug for page in storage.pages if page.refines]
        self.condition_dict = {other: other == slug for other in beside}
        return View.dispatch(self, self.request, step=slug)

    def get_form_kwargs(self, step: str | None = None) -> dict:
        return {"storage": self.storage, "codes": self.pages[step].codes}

    def get_step_url(self, step: str) -> str:
        return self.storage.page_url(step)

    def get_next_step(self, step: str | None = None) -> str | None:
        return self._group_slug() or super().get_next_step(step)

    def get_prev_step(self, step: str | None = None) -> str | None:
        return self._group_slug() or super().get_prev_step(step)

    def _group_slug(self) -> str:
        """From the criteria of a group both ways lead back to the group; "" on every other page."""
        group = self.page.refines
        return self.storage.index.page_of(group).slug if group else ""

    @property
    def page(self) -> Page:
        return self.pages[self.steps.current]

    def post(self, request: HttpRequest, step: str) -> HttpResponse:
        """Without formtools' hidden field for the page: the address says which one it is."""
        form = self.get_form(data=request.POST)
        form.is_valid()
        try:
            self.storage.set_step_data(step, form.posted)
        except SurveyError:
            return self.closed()
        form.problems += refusals(self.storage.refused)
        return (
            self.render(form) if form.problems else redirect(self.onward(request.POST))
        )

    def closed(self) -> HttpResponse:
        """The answer to who sends a page that can no longer be saved."""
        raise NotImplementedError

    def onward(self, posted: QueryDict) -> str:
        """Where the button leads that the page was sent with."""
        here = self.get_step_url(self.steps.current)
        for button in ("clear", "confirm"):
            if button in posted:
                return here + (
                    self.anchor(posted[button]) if posted[button] != "all" else ""
                )
        if "stay" in posted:
            return here
        if posted.get("unrefine") in self.storage.index.groups:
            group = posted["unrefine"]
            slug = self.storage.index.page_of(group).slug
            return self.get_step_url(slug) + self.anchor(group)
        if posted.get("next") in self.storage.index.page_by_code:
            return self.question_url(posted["next"])

        chosen = posted.get("wizard_goto_step", "")
        if chosen == self.done_step_name or self.is_place(chosen):
            return self.get_step_url(chosen)
        return self.get_step_url(self.get_next_step() or self.done_step_name)

    def is_place(self, name: str) -> bool:
        return name in self.pages

    def anchor(self, code: str) -> str:
        return f"#q-{code}"

    def question_url(self, code: str) -> str:
        """A page begins at its top, where it says what it is about."""
        page = self.storage.index.page_of(code)
        anchor = "" if code == page.codes[0] else self.anchor(code)
        return self.get_step_url(page.slug) + anchor

    def first_open_url(self) -> str:
        """Where to go on: the first question without an answer, the end when there is none."""
        open_codes = self.storage.progress.open
        if not open_codes:
            return self.get_step_url(self.done_step_name)
        page = self.storage.index.page_of(open_codes[0])
        return self.question_url(self.entrance(page, open_codes[0]))

    def entrance(self, page: Page, waiting: str) -> str:
        """Nobody is led past the top of a page they have not seen, though it earn no points."""
        is_new = self.storage.answers.keys().isdisjoint(page.codes)
        return page.codes[0] if is_new else waiting

    def get_context_data(self, form: PageForm, **kwargs) -> dict:
        """All of it ours: formtools' own is about drawing fields, which these pages do not have."""
        drawn = DrawnPage(self.storage, self.page)
        if form.is_bound:
            drawn.data, drawn.problems = self.request.POST, form.problems
        slots, tool_lists = drawn.slots(), drawn.tool_lists()
        return {
            "view": self,
            "enterprise": self.storage.enterprise,
            "slots": slots,
            "tool_lists": tool_lists,
            "to_confirm": to_confirm(slots, tool_lists),
            "refines": self.page.refines,
            "bar": progress_bar(self.storage, self.page),
            "why": drawn.why,
            "previous": self.get_prev_step(),
            "next_title": self.title_of(self.get_next_step()),
            "problems": drawn.summary() if drawn.problems else [],
            "saved_at": self.storage.saved_at,
            "is_first": not self.storage.answers,
        }

    def title_of(self, slug: str | None) -> str:
        return in_language(self.pages[slug].title) if slug else ""


def to_confirm(slots: Iterable[dict], tool_lists: Iterable) -> int:
    """How many answers of a page are copied and wait for a person; a list of tools is one."""
    cards = [slot["card"] for slot in slots if slot["card"]]
    return sum(asked.to_confirm for asked in [*cards, *tool_lists])


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
        assessment = fetch(request, assessments(), Action.WRITE, public_id=public_id)
        if assessment.state == Assessment.State.SUBMITTED:
            answer = already_submitted if request.method == "POST" else to_result
            return answer(request, assessment)
        if assessment.index.needs_variant:
            return redirect("survey:variant", public_id=public_id)
        return self.ask(AnswerStorage(assessment, request.user), step)

    def closed(self) -> HttpResponse:
        return already_submitted(self.request, self.storage.assessment)

    def is_place(self, name: str) -> bool:
        return name in self.leave_to or super().is_place(name)

    def get_step_url(self, step: str) -> str:
        if step in self.leave_to:
            return reverse(
                self.leave_to[step], args=[self.storage.assessment.public_id]
            )
        return super().get_step_url(step)

    def get_context_data(self, form: PageForm, **kwargs) -> dict:
        """The owner is led past what is answered already."""
        context = super().get_context_data(form, **kwargs)
        code = self._next_open(context["bar"]["progress"].open)
        slug = self.storage.index.page_of(code).slug if code else None
        return context | {"next_open": code, "next_title": self.title_of(slug)}

    def _next_open(self, open_codes: Sequence[str]) -> str:
        """Where the pages ahead wait for an answer; "" when none does."""
        for page in self._pages_ahead():
            waiting = next((code for code in page.codes if code in open_codes), "")
            if waiting:
                return self.entrance(page, waiting)
            if is_free(self.storage.index, page):
                return page.codes[
                    0
                ]  # nothing counts there, but it is asked nowhere else
        return ""

    def _pages_ahead(self) -> list[Page]:
        """On the way; ahead of the criteria of a group lies the page of the group itself."""
        way = [page for page in self.pages.values() if not page.refines]
        if self.page.refines:
            return way[way.index(self.pages[self._group_slug()]) :]
        return way[way.index(self.page) + 1 :]
