from collections import Counter

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from indexes.models import IndexVersion
from scoring.evaluate import ENGINE_VERSION
from survey.errors import SurveyError
from survey.management.pace import Pace
from survey.results.rereading import Reason
from survey.results.rescore import (
    Batch,
    rereading,
    rescore_batch,
    target_of,
    to_rescore,
)

PROBLEMS = {
    "unknown_index": "There is no index {index}. Known are: {known}.",
    "index_retired": "No version of {index} is published; all are retired.",
    "index_partial": "{index} is known in part only; nobody can be assessed by it.",
}
SAID = {
    "question_new": "question {question} is new in this version and was never asked",
    "levels_changed": "question {question} has other levels than the one that was answered",
    "numbers_missing": "question {question} is cut into levels differently now, and no numbers were given for it",
    "not_applicable_refused": "question {question} was answered 'does not apply', which is no answer any more",
    "variant_gone": "the variant that was answered is not in this version",
}


class Command(BaseCommand):
    help = (
        "Add results under the newest published version of an index for all submitted assessments of older ones "
        "whose answers allow it. Results that stand are never touched; started again, it goes on where it stopped."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("index_id")
        parser.add_argument(
            "--batch",
            type=int,
            default=2000,
            metavar="N",
            help="results kept at once (2000)",
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="count what would be done, keep nothing",
        )
        parser.add_argument(
            "--engine",
            action="store_true",
            help="also read anew what an older engine read, of the same version too",
        )

    def handle(
        self, *, index_id: str, batch: int, dry_run: bool, engine: bool, **options
    ) -> None:
        if batch < 1:
            raise CommandError("--batch must be 1 or more.")
        try:
            target = target_of(index_id)
        except SurveyError as error:
            known = (
                IndexVersion.objects.order_by("index_id")
                .values_list("index_id", flat=True)
                .distinct()
            )
            raise CommandError(
                PROBLEMS[error.code].format(index=index_id, known=", ".join(known))
            ) from error
        waiting = to_rescore(target, engine=engine)
        pace, sums = Pace("rescore", waiting.count(), self.stderr._out), Batch(0)
        while found := rescore_batch(
            target=target,
            after=sums.last,
            size=batch,
            now=timezone.now(),
            engine=engine,
            dry_run=dry_run,
        ):
            sums.last = found.last
            sums.made += found.made
            sums.refused += found.refused
            pace.add(found.looked_at)
        pace.finish()
        self._sum_up(target, sums, dry_run)
        self._tell_rewording(target)

    def _sum_up(self, target: IndexVersion, sums: Batch, dry_run: bool) -> None:
        added = "would be added (dry run: nothing was kept)" if dry_run else "added"
        self.stdout.write(
            f"{target}, engine {ENGINE_VERSION}: {_results(sums.made)} {added}."
        )
        if sums.refused:
            left = "would stay" if dry_run else "stay"
            self.stdout.write(f"{sums.refused.total():,} {left} as they are, because")
        for reason, count in _most_first(sums.refused):
            self.stdout.write(
                f"  {count:,}: {SAID[reason.code].format(question=reason.question)}"
            )
        if sums.made and not dry_run:
            self.stdout.write(
                f"Comparisons count them after: manage.py refresh_benchmark {target.index_id}"
            )

    def _tell_rewording(self, target: IndexVersion) -> None:
        """Levels are carried by their number; whoever publishes answers for their meaning."""
        older = IndexVersion.objects.filter(
            index_id=target.index_id, version__lt=target.version
        )
        for version in older.order_by("version"):
            reading = rereading(version, target)
            if reading and reading.reworded:
                self.stdout.write(
                    f"Worded otherwise than in version {version.version}, levels taken to mean the same: "
                    f"{', '.join(reading.reworded)}"
                )


def _results(count: int) -> str:
    return "1 result" if count == 1 else f"{count:,} results"


def _most_first(refused: Counter[Reason]) -> list[tuple[Reason, int]]:
    return sorted(refused.items(), key=lambda item: (-item[1], item[0]))
