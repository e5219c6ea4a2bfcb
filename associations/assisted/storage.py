"""The questionnaire as an officer fills it in for a member: rows of that one draft."""

from django.db import transaction
from django.urls import reverse

from accounts.models import User
from associations.assisted.services import hold_typing
from associations.models import AssistedRound
from survey.questionnaire.storage import AnswerStorage, Posted


class AssistedStorage(AnswerStorage):
    def __init__(self, assisted: AssistedRound, officer: User) -> None:
        super().__init__(assisted.assessment, officer)
        self.assisted = assisted

    def set_step_data(self, step: str, cleaned_data: Posted) -> None:
        """SurveyError where its owner has taken it up, or left, since the page was shown."""
        with transaction.atomic():
            hold_typing(self.assisted)
            super().set_step_data(step, cleaned_data)

    def page_url(self, slug: str) -> str:
        args = [self.assisted.public_id, slug]
        return reverse("associations:assisted_step", args=args)

    def answer_url(self, code: str) -> str:
        args = [self.assisted.public_id, code]
        return reverse("associations:assisted_answer", args=args)

    def figure_url(self, name: str, slug: str) -> str:
        """Numbers of the round are corrected on the page that asks for them."""
        return ""
