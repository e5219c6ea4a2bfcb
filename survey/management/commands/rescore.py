import sys
from collections import Counter

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from indexes.models import IndexVersion
from scoring.evaluate import ENGINE_VERSION
from survey.errors import SurveyError
from survey.results.rereading import Reason
from survey.results.rescore import (
    Batch,
    rereading_of,
    rescore_batch,
    target_of,
    to_rescore,
)

PROBLEMS = {
    "unknown_index": "There is no index {index}. Known are: {known}.",
    "index_retired": "No version of {index} is published; all are retired.",
    "index_partial": "{index} is known in part only; nobody can be assessed by it.",
}
REASONS = {
    "question_new": "question {question} is new in this version and was never asked",
    "levels_changed": "question {question} has other levels than the one that was answered",
    "numbers_missing": (
        "question {question} is cut into levels differently now, "
        "and no numbers were given for it"
    ),
    "not_applicable_refused": (
        "question {question} was answered 'does not apply', which is no answer any more"
    ),
    "variant_gone": "the variant that was answered is not in this version",
}


class Command(BaseCommand):
    help = (
        "Add results under the newest published version of an index for all submitted "
        "assessments of older ones whose answers allow it. Results that stand are never "
        "touched; started again, it goes on where it stopped."
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
        target = _target(index_id)
        sums = _rescored(target, batch, dry_run=dry_run, engine=engine)
        self._sum_up(target, sums, dry_run)
        self._tell_rewording(target)

    def _sum_up(self, target: IndexVersion, sums: Batch, dry_run: bool) -> None:
        added = "would be added (dry run: nothing was kept)" if dry_run else "added"
        self.stdout.write(
            f"{target}, engine {ENGINE_VERSION}: {_results(sums.made)} {added}."
        )
        self._tell_refusals(sums.refused, "would stay" if dry_run else "stay")
        if sums.made and not dry_run:
            self.stdout.write(
                "Comparisons count them after: "
                f"manage.py refresh_benchmark {target.index_id}"
            )

    def _tell_refusals(self, refused: Counter[Reason], stay: str) -> None:
        if refused:
            self.stdout.write(f"{refused.total():,} {stay} as they are, because")
        for reason, count in _most_first(refused):
            words = REASONS[reason.code].format(question=reason.question)
            self.stdout.write(f"  {count:,}: {words}")

    def _tell_rewording(self, target: IndexVersion) -> None:
        """Levels are carried by their number; whoever publishes answers for their meaning."""
        older = IndexVersion.objects.filter(
            index_id=target.index_id, version__lt=target.version
        )
        for version in older.order_by("version"):
            rereading = rereading_of(version, target)
            if rereading and rereading.reworded:
                self.stdout.write(
                    f"Worded otherwise than in version {version.version}, "
                    f"levels taken to mean the same: {', '.join(rereading.reworded)}"
                )


def _target(index_id: str) -> IndexVersion:
    try:
        return target_of(index_id)
    except SurveyError as error:
        problem = PROBLEMS[error.code]
        known = ", ".join(_known_indexes())
        raise CommandError(problem.format(index=index_id, known=known)) from error


def _known_indexes() -> list[str]:
    versions = IndexVersion.objects.order_by("index_id")
    return list(versions.values_list("index_id", flat=True).distinct())


def _rescored(target: IndexVersion, size: int, *, dry_run: bool, engine: bool) -> Batch:
    """All batches summed up."""
    sums = Batch(last=0)
    # Shown on a terminal only, so that logs stay readable.
    with tqdm(
        total=to_rescore(target, engine=engine).count(),
        desc="rescore",
        unit=" results",
        file=sys.stderr,
        disable=None,
    ) as progress:
        while batch := rescore_batch(
            target=target,
            after=sums.last,
            size=size,
            now=timezone.now(),
            engine=engine,
            dry_run=dry_run,
        ):
            sums.last = batch.last
            sums.made += batch.made
            sums.refused += batch.refused
            progress.update(batch.looked_at)
    return sums


def _results(count: int) -> str:
    return "1 result" if count == 1 else f"{count:,} results"


def _most_first(refused: Counter[Reason]) -> list[tuple[Reason, int]]:
    return sorted(refused.items(), key=lambda item: (-item[1], item[0]))
