"""The questionnaire: one address per step, every answer saved the moment it is given."""

from collections.abc import Iterable

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache
from formtools.wizard.views import NamedUrlWizardView

from accounts.access import Action, fetch
from indexes.index.pages import Page
from language.texts import in_language
from survey.answers.progress import progress_of
from survey.answers.words import clock_text
from survey.errors import SurveyError
from survey.models import Assessment
from survey.questionnaire.forms import PageForm
from survey.questionnaire.page import StepPage, refusals
from survey.questionnaire.progress_bar import bar_of
from survey.questionnaire.storage import AnswerStorage
from survey.rounds.queries import assessments
from survey.rounds.redirects import already_submitted, to_result

LEAVE_TO = {
    "xem-lai": "survey:review",
    "de-sau": "survey:later",
    "ho-so": "survey:profile",
    "cung-tra-loi": "survey:respondents",
}


@method_decorator([login_not_required, never_cache], name="dispatch")
class Wizard(NamedUrlWizardView):
    """formtools' wizard over answer rows. Unlike formtools a jump saves what was typed, a step with an error saves
    the rest of it, and a GET writes nothing.
    """

    storage_name = "survey.questionnaire.storage.AnswerStorage"
    template_name = "survey/step.html"
    storage: AnswerStorage

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        assessment = fetch(
            request, assessments(), Action.WRITE, public_id=kwargs["public_id"]
        )
        if assessment.state == Assessment.State.SUBMITTED:
            is_write = request.method == "POST"
            return (
                already_submitted(request, assessment)
                if is_write
                else to_result(request, assessment)
            )
        if assessment.index.needs_variant:
            return redirect("survey:variant", public_id=assessment.public_id)
        request.assessment = assessment
        return super().dispatch(request, *args, **kwargs)

    def get_form_list(self) -> dict[str, type[PageForm]]:
        return dict.fromkeys(self.steps_by_slug, PageForm)

    @cached_property
    def steps_by_slug(self) -> dict[str, Page]:
        return {step.slug: step for step in self.storage.index.pages}

    def get_form_kwargs(self, step: str | None = None) -> dict:
        return {"storage": self.storage, "codes": self.steps_by_slug[step].codes}

    def get_step_url(self, step: str) -> str:
        public_id = self.storage.assessment.public_id
        if step in LEAVE_TO:
            return reverse(LEAVE_TO[step], args=[public_id])
        return reverse(self.url_name, args=[public_id, step])

    def get_next_step(self, step: str | None = None) -> str | None:
        """The next page on the way; from the criteria of a group back to the group."""
        return self._beside(step, 1)

    def get_prev_step(self, step: str | None = None) -> str | None:
        return self._beside(step, -1)

    def _beside(self, step: str | None, by: int) -> str | None:
        here = self.steps_by_slug[step or self.steps.current]
        if here.refines:
            return self.storage.index.page_of(here.refines).slug
        way = [one.slug for one in self.steps_by_slug.values() if not one.refines]
        place = way.index(here.slug) + by
        return way[place] if 0 <= place < len(way) else None

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if kwargs["step"] not in self.steps_by_slug:
            return redirect(self._first_open())
        self.storage.current_step = kwargs["step"]
        return super().get(request, *args, **kwargs)

    def _first_open(self) -> str:
        """Where to go on: the first question without an answer, the review when there is none."""
        left = progress_of(self.storage.assessment).open
        if not left:
            return self.get_step_url("xem-lai")
        codes = self.storage.index.page_of(left[0]).codes
        return self._place_of(left[0] if self._was_begun(codes) else codes[0])

    def _place_of(self, code: str) -> str:
        """The address of a question; a step begins at its top, where it says what it is about."""
        step = self.storage.index.page_of(code)
        return self.get_step_url(step.slug) + (
            "" if code == step.codes[0] else f"#q-{code}"
        )

    def _next_open(self, open_codes: list[str]) -> str:
        """The first question of the steps after this one that waits for an answer; "" when none does."""
        index, slugs = self.storage.index, list(self.steps_by_slug)
        here = self.steps_by_slug[self.steps.current]
        start = (
            slugs.index(index.page_of(here.refines).slug)
            if here.refines
            else slugs.index(here.slug) + 1
        )
        for slug in slugs[start:]:
            if self.steps_by_slug[slug].refines:
                continue
            codes = self.steps_by_slug[slug].codes
            waits = [code for code in codes if code in open_codes]
            if waits or not set(codes) & set(
                index.codes
            ):  # a page of free information only is never skipped
                return waits[0] if waits and self._was_begun(codes) else codes[0]
        return ""

    def _was_begun(self, codes: Iterable[str]) -> bool:
        """Nobody is led past the first questions of a page they have not seen, though these earn no points."""
        return not self.storage.answers.keys().isdisjoint(codes)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if kwargs["step"] not in self.steps_by_slug:
            raise Http404
        self.storage.current_step = kwargs["step"]
        form = self.get_form(data=request.POST)
        form.is_valid()
        try:
            self.storage.set_step_data(self.steps.current, form.posted)
        except SurveyError:
            return already_submitted(request, self.storage.assessment)
        form.problems += refusals(self.storage.refused)
        if form.problems:
            return self.render(form)
        return self._onward(request)

    def _onward(self, request: HttpRequest) -> HttpResponse:
        """The step jumped to, the same step after its small buttons, else the next one."""
        for name in ("clear", "confirm"):
            if name in request.POST:
                anchor = (
                    "" if request.POST[name] == "all" else f"#q-{request.POST[name]}"
                )
                return redirect(self.get_step_url(self.steps.current) + anchor)
        if "stay" in request.POST:
            return redirect(self.get_step_url(self.steps.current))
        if request.POST.get("unrefine") in self.storage.index.groups:
            group = request.POST["unrefine"]
            return redirect(
                f"{self.get_step_url(self.storage.index.page_of(group).slug)}#q-{group}"
            )
        if request.POST.get("next") in self.storage.index.page_by_code:
            return redirect(self._place_of(request.POST["next"]))
        chosen = request.POST.get("wizard_goto_step", "")
        if chosen in self.steps_by_slug or chosen in LEAVE_TO:
            return redirect(self.get_step_url(chosen))
        return redirect(self.get_step_url(self.get_next_step() or "xem-lai"))

    def render_done(self, form: PageForm, **kwargs) -> HttpResponse:
        return redirect(self.get_step_url("xem-lai"))

    def get_context_data(self, form: PageForm, **kwargs) -> dict:
        page = StepPage(self.storage, self.steps_by_slug[self.steps.current])
        if form.is_bound:
            page.data, page.problems = self.request.POST, form.problems
        slots, lists, bar = (
            page.slots(),
            page.tool_lists(),
            bar_of(self.storage, page.step),
        )
        next_open = self._next_open(bar["progress"].open)
        next_step = self.storage.index.page_of(next_open) if next_open else None
        return {
            "view": self,
            "enterprise": self.storage.assessment.organisation,
            "slots": slots,
            "tool_lists": lists,
            "refines": page.step.refines,
            "bar": bar,
            "why": page.why,
            "previous": self.get_prev_step(),
            "next_open": next_open,
            "next_title": in_language(next_step.title) if next_step else "",
            "problems": page.summary() if page.problems else [],
            "saved_at": saved_at(self.storage.assessment),
            "is_first": not self.storage.answers,
            "to_confirm": sum(slot["card"].to_confirm for slot in slots if slot["card"])
            + sum(one.to_confirm for one in lists),
        }


def saved_at(assessment: Assessment) -> str:
    """When something was last saved by a person; "" in a round that has only been made so far."""
    return (
        clock_text(assessment.changed_at)
        if assessment.changed_at > assessment.started_at
        else ""
    )
