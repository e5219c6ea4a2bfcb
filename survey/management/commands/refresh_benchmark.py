from time import perf_counter

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from indexes.queries import answerable_versions
from survey.benchmark.services import refresh_benchmark
from survey.errors import SurveyError


class Command(BaseCommand):
    help = (
        "Count results anew for the comparison with others, of one index or of all. "
        "Run it every night."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("index_id", nargs="?", help="all indexes unless told")

    def handle(self, *, index_id: str | None, **options) -> None:
        for name in [index_id] if index_id else _known_indexes():
            self._refresh(name)

    def _refresh(self, index_id: str) -> None:
        begun = perf_counter()
        try:
            counted = refresh_benchmark(index_id=index_id, now=timezone.now())
        except SurveyError as error:
            known = ", ".join(_known_indexes()) or "none"
            raise CommandError(f"No index {index_id!r}. There are: {known}.") from error
        self.stdout.write(
            f"{index_id}: {counted.independent} of {counted.enterprises} enterprises "
            f"count ({counted.results} results, {counted.rises} rose a level, "
            f"{counted.waiting} wait for others to change as well) "
            f"in {counted.cells} cells, {perf_counter() - begun:.1f} s"
        )


def _known_indexes() -> list[str]:
    versions = answerable_versions().order_by("index_id")
    return list(versions.values_list("index_id", flat=True).distinct())
