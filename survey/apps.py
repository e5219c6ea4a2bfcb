from django.apps import AppConfig


class SurveyConfig(AppConfig):
    name = "survey"

    def ready(self) -> None:
        from accounts.landing import add_part
        from survey.landing import PART

        add_part(PART)
