import logging
from collections.abc import Sequence
from datetime import datetime

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from privacy.retention.services import WORK, Forgotten, due, forget

log = logging.getLogger(__name__)


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
        now = timezone.now()
        rules = [rule for rule in WORK if not only or rule in only]
        failed = [rule for rule in rules if not self._is_done(rule, now, dry_run)]
        if failed:
            raise CommandError(f"Not done: {', '.join(failed)}; the log says why.")

    def _is_done(self, rule: str, now: datetime, is_dry: bool) -> bool:
        """What cannot be done holds up none of the others."""
        work = due if is_dry else forget
        try:
            for forgotten in work(now=now, only=[rule]):
                self.stdout.write(_line(forgotten, is_dry))
        except Exception:
            log.exception("The rule %s was not obeyed", rule)
            return False
        return True


def _line(forgotten: Forgotten, is_dry: bool) -> str:
    rule, tally = forgotten.rule, forgotten.tally
    verb = "would go" if is_dry else "gone"
    counts = f"{tally.rows} rows, {tally.files} files {verb}"
    if rule.warn_before:
        told = "would be told" if is_dry else "told"
        counts += f", {tally.letters} {told} {rule.warn_before} days before"
    why = f"{rule.days} days after {rule.after['en']}"
    return f"{rule.id}: {counts} ({rule.what['en']}: {why}; {rule.law})"
