"""formtools' storage over answer rows: nothing stands in the session, so no tab, device or crash loses anything."""

from collections.abc import Iterable
from contextlib import nullcontext
from functools import cached_property
from typing import TypedDict

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from formtools.wizard.storage.base import BaseStorage

from indexes.index.model import Index
from survey.answers.figures import save_figure
from survey.answers.progress import Progress, progress_of
from survey.answers.queries import figures_of
from survey.answers.services import Saved, save_answers
from survey.answers.values import AnswerValue
from survey.errors import SurveyError
from survey.models import Answer, Assessment, GivenAnswer


class Posted(TypedDict):
    """The new part of a posted page."""

    given: dict[str, AnswerValue]
    figures: dict[str, int]
    seen: dict[str, int]


class AnswerStorage(BaseStorage):
    """The wizard's memory is the assessment itself: `request.assessment`, set by the view that checked the right."""

    def __init__(
        self, prefix: str, request: HttpRequest, file_storage: object = None
    ) -> None:
        super().__init__(prefix, request, file_storage)
        self.assessment: Assessment = request.assessment
        self.index: Index = self.assessment.index
        self.saved: dict[str, Saved] = {}
        self.refused: dict[str, SurveyError] = {}
        self.init_data()

    def reset(self) -> None:
        """formtools resets when it starts and when it is done; answers stay."""

    @cached_property
    def answers(self) -> dict[str, Answer]:
        """Every answer with who gave it; also fills the relation, so that progress needs no further query."""
        prefetch_related_objects([self.assessment], "answers")
        found = {answer.question: answer for answer in self.assessment.answers.all()}
        others = [
            one
            for one in found.values()
            if one.changed_by_id not in (None, self.request.user.pk)
        ]
        prefetch_related_objects(others, "changed_by")
        prefetch_related_objects(
            [one for one in found.values() if one.given_by_id], "given_by"
        )
        return found

    def find(self, code: str) -> Answer | None:
        return self.answers.get(code)

    def known(self) -> Iterable[GivenAnswer]:
        """Answers that decide which questions are asked."""
        return self.answers.values()

    @property
    def progress(self) -> Progress:
        return progress_of(self.assessment)

    def step_url(self, slug: str) -> str:
        return reverse("survey:step", args=[self.assessment.public_id, slug])

    def answer_url(self, code: str) -> str:
        """Where one question, or a list of tools, is saved by itself."""
        return reverse("survey:answer", args=[self.assessment.public_id, code])

    def figure_url(self, name: str, slug: str) -> str:
        """Where a number of the round is corrected from beside a question; "" for nowhere."""
        return f"{reverse('survey:figure', args=[self.assessment.public_id, name])}?step={slug}"

    @cached_property
    def figures(self) -> dict:
        return figures_of(self.assessment)

    def set_step_data(self, step: str, cleaned_data: Posted) -> None:
        """Save what is new; what is refused stands in `refused` and keeps nothing else from being saved."""
        by = self.request.user if self.request.user.is_authenticated else None
        now = timezone.now()
        # Alone, answers bring their own transaction; a second one around it would only hold the lock for longer.
        with transaction.atomic() if cleaned_data["figures"] else nullcontext():
            for name, value in cleaned_data["figures"].items():
                self._save_figure(name, value, by, now)
            if cleaned_data["given"]:
                self.saved, refused = save_answers(
                    assessment=self.assessment,
                    given=cleaned_data["given"],
                    seen=cleaned_data["seen"],
                    by=by,
                    now=now,
                )
                self.refused.update(refused)
        if self.saved:
            self.assessment.changed_at = (
                now  # the page may be shown once more in this very request
            )
        self.forget()

    def _save_figure(self, name: str, value: int, by, now) -> None:
        try:
            save_figure(
                assessment=self.assessment, name=name, value=value, by=by, now=now
            )
        except SurveyError as error:
            if error.code == "submitted":
                raise
            self.refused[f"figure-{name}"] = error

    def forget(self) -> None:
        """Read again after a write."""
        for name in ("answers", "figures"):
            self.__dict__.pop(name, None)
        getattr(self.assessment, "_prefetched_objects_cache", {}).pop("answers", None)
