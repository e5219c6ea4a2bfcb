from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    name = "privacy"
    verbose_name = _("Personal data")

    def ready(self) -> None:
        import privacy.requests.admin  # noqa: F401
        from privacy import checks  # noqa: F401  registers the system checks
        from privacy.erasure.traces import watch_accounts

        watch_accounts()
