"""The questionnaire of an invited colleague: their own answers to their own pillars only."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from indexes.advice.firm import Firm
from indexes.index.pages import Page
from survey.answers.progress import Progress, progress_from
from survey.answers.words import clock_text
from survey.colleagues.queries import pages_for
from survey.colleagues.services import save_for_respondent
from survey.models import GivenAnswer, Respondent, RespondentAnswer
from survey.questionnaire.storage import AnswerStorage, Posted


class InvitedStorage(AnswerStorage):
    """Answers of others are never shown to a colleague, they only open or close branches."""

    def __init__(self, respondent: Respondent) -> None:
        # Whoever is signed in answers as the one who was invited.
        super().__init__(respondent.assessment, AnonymousUser())
        self.respondent = respondent

    @cached_property
    def pages(self) -> Sequence[Page]:
        return pages_for(self.index, self.respondent.pillars)

    @property
    def firm(self) -> Firm:
        """How it works it has told for itself alone."""
        return Firm()

    @cached_property
    def answers(self) -> dict[str, RespondentAnswer]:
        answers = self.respondent.answers.all()
        return {answer.question: answer for answer in answers}

    @property
    def counted_at(self) -> int:
        return 0

    def plain(self, code: str) -> None:
        """A colleague's own answers are rows of another kind."""

    def own(self) -> Iterable[GivenAnswer]:
        return self.answers.values()

    def known(self) -> Iterable[GivenAnswer]:
        """Their own come last, for they decide where both have answered."""
        others = self.assessment.answers.all()
        return [*others, *self.answers.values()]

    @property
    def progress(self) -> Progress:
        return progress_from(
            self.index,
            self.answers.values(),
            self.pages,
            others=self.assessment.answers.all(),
            facts=self.facts,
        )

    @property
    def saved_at(self) -> str:
        # Of the colleague's own answers: what the owner saves meanwhile is not shown here.
        changes = [answer.changed_at for answer in self.answers.values()]
        if not changes:
            return ""
        return clock_text(max(changes))

    def page_url(self, slug: str) -> str:
        return reverse("survey:invited", args=[self.respondent.public_id, slug])

    def answer_url(self, code: str) -> str:
        return reverse("survey:invited_answer", args=[self.respondent.public_id, code])

    def figure_url(self, name: str, slug: str) -> str:
        """A colleague corrects no number of the round."""
        return ""

    def set_step_data(self, step: str, cleaned_data: Posted) -> None:
        """A number of the round is kept only while nobody has given it."""
        now = timezone.now()
        # Each number by itself: one that is refused keeps no answer from being saved.
        for name, value in cleaned_data["figures"].items():
            if name not in self.figures:
                self.save_figure(name, value, None, now)
        if cleaned_data["answers"]:
            self.saved, refused = save_for_respondent(
                respondent=self.respondent, given=cleaned_data["answers"], now=now
            )
            self.refused.update(refused)
        self.forget()
