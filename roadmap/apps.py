from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoadmapConfig(AppConfig):
    name = "roadmap"
    verbose_name = _("Roadmaps")

    def ready(self) -> None:
        from accounts.landing import add_part
        from roadmap.landing import PART

        add_part(PART)
