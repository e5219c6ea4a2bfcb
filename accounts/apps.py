from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People and organisations")

    def ready(self) -> None:
        from accounts.audit.watching import watch_accounts
        from accounts.brakes.counting import make_table
        from accounts.outbox.bounces import watch_services
        from accounts.sessions.length import watch_sign_ins
        from accounts.sessions.services import watch_second_steps

        watch_accounts()
        watch_sign_ins()
        watch_second_steps()
        watch_services()
        post_migrate.connect(
            make_table, sender=self, dispatch_uid="accounts.brakes.counting"
        )
