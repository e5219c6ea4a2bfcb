from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BackgroundConfig(AppConfig):
    name = "background"
    verbose_name = _("Work in the background")

    def ready(self) -> None:
        from background.enqueuing import watch_deliveries

        watch_deliveries()
