from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProvidersConfig(AppConfig):
    name = "providers"
    verbose_name = _("Providers")

    def ready(self) -> None:
        from providers.directory import entries
        from providers.ratings import independence, services

        entries.listen()
        independence.listen()
        services.listen()
