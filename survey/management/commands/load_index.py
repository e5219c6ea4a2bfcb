from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from survey.errors import SurveyError
from survey.management.commands.check_index import checked, summary
from survey.services_indexes import publish_index


class Command(BaseCommand):
    help = "Publish an index file as an immutable version. The same content again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options) -> None:
        document = checked(file)
        try:
            version, is_new = publish_index(document=document.data, now=timezone.now())
        except SurveyError as error:
            told = f"{error.params['index']} version {error.params['version']}"
            raise CommandError(
                f"{told} is published with other content and cannot change. Raise index.version in {file}."
            ) from error
        self.stdout.write(summary(document))
        self.stdout.write(
            f"{version} is published." if is_new else f"{version} was published before; nothing changed."
        )
