"""`manage.py renew_search_keys`: what names are sorted and found by, as this version has it.

Needed after an upgrade that folds letters another way, and after restoring an older backup.
"""

from django.core.management.base import BaseCommand

from accounts import services as accounts
from providers.directory import keys as directory


class Command(BaseCommand):
    help = "Renew what organisations and providers are sorted and found by"

    def handle(self, *args, **options) -> None:
        organisations, providers = accounts.renew_keys(), directory.renew_keys()
        self.stdout.write(
            f"Renewed: {organisations} organisations, {providers} providers."
        )
