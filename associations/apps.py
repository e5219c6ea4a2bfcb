from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssociationsConfig(AppConfig):
    name = "associations"
    verbose_name = _("Associations")

    def ready(self) -> None:
        from associations.campaigns import following
        from associations.complaints import assigning
        from associations.leads import belonging

        following.watch()
        assigning.watch()
        belonging.watch()
