from django.apps import AppConfig


class ProvidersConfig(AppConfig):
    name = "providers"

    def ready(self) -> None:
        from accounts.landing import add_part
        from providers.landing import PART

        add_part(PART)
