from collections.abc import Sequence
from datetime import date
from pathlib import Path

from django.core.management.base import CommandError
from django.utils import timezone

from indexes.documents.reader import Document
from indexes.errors import IndexVersionError
from indexes.management.commands.check_index import checked, summary
from indexes.management.files import FilesCommand
from indexes.offers import offer, open_indexes
from indexes.services import publish_index


class Command(FilesCommand):
    help = "Publish index files as immutable versions. The same content again changes nothing."

    requires_system_checks = "__all__"  # unlike those that only check, it writes

    def handle(self, *, files: Sequence[Path], **options) -> None:
        # Nothing is published before all are sound.
        documents = [(file, checked(file)) for file in files]
        for file, document in documents:
            self._publish(file, document)
        # A decision of a later day takes the place of the index that all others start with.
        self.stdout.write(offered(timezone.localdate()))

    def _publish(self, file: Path, document: Document) -> None:
        try:
            version, is_new = publish_index(
                document=document.data,
                now=timezone.now(),
            )
        except IndexVersionError as error:
            taken = f"{error.params['index']} version {error.params['version']}"
            raise CommandError(
                f"{taken} is published with other content and cannot change. "
                f"Raise index.version in {file}."
            ) from error
        self.stdout.write(summary(document))
        if is_new:
            self.stdout.write(f"{version} is published.")
        else:
            self.stdout.write(f"{version} was published before; nothing changed.")


def offered(today: date) -> str:
    """Which index is offered to whom, in one line."""
    versions = open_indexes()
    small = offer(versions, ["small"], today)
    large = offer(versions, ["large"], today)
    if small is None or large is None:
        return "No index is offered: none that is published can be answered."
    if small.version == large.version:
        return f"Offered today: {small.version} to all."
    to_small = f"{small.version} to micro, small and medium firms"
    return f"Offered today: {to_small}, {large.version} to large ones."
