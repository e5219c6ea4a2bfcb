"""The memory of the questionnaire for an invited colleague: their own answers to their own pillars only."""

from collections.abc import Iterable
from functools import cached_property

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from survey.answers.progress import Progress, progress_from
from survey.colleagues.queries import steps_for
from survey.colleagues.services import save_for_respondent
from survey.models import GivenAnswer, Respondent, RespondentAnswer
from survey.questionnaire.storage import AnswerStorage, Posted


class InvitedStorage(AnswerStorage):
    """`request.respondent` is the invitation; answers of others are never shown, they only open or close branches."""

    def __init__(self, prefix: str, request: HttpRequest) -> None:
        self.respondent: Respondent = request.respondent
        request.assessment = self.respondent.assessment
        super().__init__(prefix, request)
        self.steps = steps_for(self.index, self.respondent.pillars)

    @cached_property
    def answers(self) -> dict[str, RespondentAnswer]:
        return {answer.question: answer for answer in self.respondent.answers.all()}

    def known(self) -> Iterable[GivenAnswer]:
        return [*self.assessment.answers.all(), *self.answers.values()]

    @property
    def progress(self) -> Progress:
        return progress_from(
            self.index, self.answers.values(), self.steps, self.assessment.answers.all()
        )

    def set_step_data(self, step: str, cleaned_data: Posted) -> None:
        """A number of the round is kept only while nobody has given it."""
        now = timezone.now()
        for name, value in cleaned_data["figures"].items():
            if name not in self.figures:
                self._save_figure(name, value, None, now)
        if cleaned_data["given"]:
            self.saved, refused = save_for_respondent(
                respondent=self.respondent, given=cleaned_data["given"], now=now
            )
            self.refused.update(refused)
        self.forget()

    def step_url(self, slug: str) -> str:
        return reverse("survey:invited", args=[self.respondent.public_id, slug])

    def answer_url(self, code: str) -> str:
        return reverse("survey:invited_answer", args=[self.respondent.public_id, code])

    def figure_url(self, name: str, slug: str) -> str:
        return ""
