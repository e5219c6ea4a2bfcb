from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from survey.rounds.retention import KEPT_FOR, forget_drafts


class Command(BaseCommand):
    help = (
        "Delete drafts without an account that nobody has touched for so many days. "
        "Run it every night."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        default = KEPT_FOR.days
        parser.add_argument(
            "--days",
            type=int,
            default=default,
            metavar="N",
            help=f"{default} if left out",
        )

    def handle(self, *, days: int, **options) -> None:
        if days < 1:
            raise CommandError("--days must be 1 or more.")
        now = timezone.now()
        gone = forget_drafts(untouched_since=now - timedelta(days=days), now=now)
        self.stdout.write(
            f"{gone.drafts} drafts forgotten, {gone.enterprises} enterprises with them, "
            f"{gone.files} files deleted."
        )
