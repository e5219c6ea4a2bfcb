from time import perf_counter

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from indexes.queries import answerable_versions
from survey.benchmark.services import refresh_benchmark
from survey.errors import SurveyError


class Command(BaseCommand):
    help = "Count results anew for the comparison with others, of one index or of all. Run it every night."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("index_id", nargs="?", help="all indexes unless told")

    def handle(self, *, index_id: str | None, **options) -> None:
        known = (
            answerable_versions()
            .order_by("index_id")
            .values_list("index_id", flat=True)
            .distinct()
        )
        for one in [index_id] if index_id else list(known):
            begun = perf_counter()
            try:
                done = refresh_benchmark(index_id=one, now=timezone.now())
            except SurveyError as error:
                raise CommandError(
                    f"No index {one!r}. There are: {', '.join(known) or 'none'}."
                ) from error
            self.stdout.write(
                f"{one}: {done.enterprises} enterprises ({done.results} results, {done.rises} rose a level) "
                f"in {done.cells} cells, {perf_counter() - begun:.1f} s"
            )
