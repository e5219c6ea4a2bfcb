from collections.abc import Sequence
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from indexes.documents.reader import Document
from indexes.errors import IndexVersionError
from indexes.management.commands.check_index import checked, summary
from indexes.services import publish_index


class Command(BaseCommand):
    help = "Publish index files as immutable versions. The same content again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", type=Path, nargs="+", metavar="FILE")

    def handle(self, *, files: Sequence[Path], **options) -> None:
        for file, document in [
            (file, checked(file)) for file in files
        ]:  # nothing is published before all are sound
            self._publish(file, document)

    def _publish(self, file: Path, document: Document) -> None:
        try:
            version, is_new = publish_index(document=document.data, now=timezone.now())
        except IndexVersionError as error:
            told = f"{error.params['index']} version {error.params['version']}"
            raise CommandError(
                f"{told} is published with other content and cannot change. Raise index.version in {file}."
            ) from error
        self.stdout.write(summary(document))
        self.stdout.write(
            f"{version} is published."
            if is_new
            else f"{version} was published before; nothing changed."
        )
