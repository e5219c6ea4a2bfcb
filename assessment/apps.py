from django.apps import AppConfig
from django.db.backends.signals import connection_created


class AssessmentConfig(AppConfig):
    name = "assessment"

    def ready(self) -> None:
        from assessment import checks  # noqa: F401  registers the system checks
        from assessment.machines import lines  # noqa: F401  registers one more
        from assessment.outages.journal import write_ahead

        connection_created.connect(write_ahead, dispatch_uid="assessment.journal")
