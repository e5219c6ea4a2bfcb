from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SurveyConfig(AppConfig):
    name = "survey"
    verbose_name = _("Questionnaire")

    def ready(self) -> None:
        from survey.rounds.claims import watch_accounts

        watch_accounts()
