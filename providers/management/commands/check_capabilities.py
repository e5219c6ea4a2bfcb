from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError

from indexes.documents.reader import read
from indexes.management.files import FilesCommand, must_be_there, refuse
from indexes.queries import newest_index_version
from providers.directory.check_capabilities import asked_of, check_capabilities


class Command(FilesCommand):
    help = (
        "Check which capabilities help with which question of an index; all files of"
        " fixtures/capabilities if none."
    )
    least_files = "*"

    def handle(self, *, files: Sequence[Path], **options) -> None:
        super().handle(files=files or _all_files(), **options)

    def checked(self, file: Path, **options) -> str:
        must_be_there(file)
        document = read(file)
        version = newest_index_version(str(document.data.get("index", "")))
        if version is None:
            raise CommandError(
                f"{file}: the index it is for is not published yet;"
                " load it first (load_index)."
            )

        asked = asked_of(version.document)
        refuse(file, check_capabilities(document, asked))
        return f"{file}: {len(asked)} questions, all of it is right."


def _all_files() -> list[Path]:
    folder = settings.FIXTURES_DIR / "capabilities"
    # words.yaml names the capabilities and is for no index.
    return sorted(path for path in folder.glob("*.yaml") if path.stem != "words")
