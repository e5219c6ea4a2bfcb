"""The questionnaire as an officer fills it in for a member: rows of that one draft."""

from django.urls import reverse

from accounts.models import User
from associations.models import AssistedRound
from survey.questionnaire.storage import AnswerStorage


class AssistedStorage(AnswerStorage):
    def __init__(self, assisted: AssistedRound, officer: User) -> None:
        super().__init__(assisted.assessment, officer)
        self.assisted = assisted

    def page_url(self, slug: str) -> str:
        args = [self.assisted.public_id, slug]
        return reverse("associations:assisted_step", args=args)

    def answer_url(self, code: str) -> str:
        args = [self.assisted.public_id, code]
        return reverse("associations:assisted_answer", args=args)

    def figure_url(self, name: str, slug: str) -> str:
        """Numbers of the round are corrected on the page that asks for them."""
        return ""
