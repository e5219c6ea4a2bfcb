from collections.abc import Sequence

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from privacy.retention.services import WORK, Forgotten, due, forget


class Command(BaseCommand):
    help = (
        "Take away what was kept for its whole term, by fixtures/registry/retention.yaml. "
        "Run it every night."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="only tell what would go, and why",
        )
        parser.add_argument(
            "--only",
            action="append",
            default=[],
            metavar="RULE",
            help="one rule; may be given several times",
        )

    def handle(self, *, dry_run: bool, only: Sequence[str], **options) -> None:
        for rule in only:
            if rule not in WORK:
                known = ", ".join(WORK)
                raise CommandError(f"There is no rule {rule!r} with days: {known}.")
        work = due if dry_run else forget
        for forgotten in work(now=timezone.now(), only=only):
            self.stdout.write(_line(forgotten, dry_run))


def _line(forgotten: Forgotten, is_dry: bool) -> str:
    rule, tally = forgotten.rule, forgotten.tally
    verb = "would go" if is_dry else "gone"
    counts = f"{tally.rows} rows, {tally.files} files {verb}"
    why = f"{rule.days} days after {rule.after['en']}"
    return f"{rule.id}: {counts} ({rule.what['en']}: {why}; {rule.law})"
