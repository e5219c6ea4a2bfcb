from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from language.texts import LANGUAGES
from privacy.inventory.files import as_csv, as_json

FORMATS = {"csv": as_csv, "json": as_json}


class Command(BaseCommand):
    help = "The flow of personal data, a row for each field, for the impact dossier."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=FORMATS, default="csv")
        parser.add_argument("--lang", choices=LANGUAGES, default="vi")
        parser.add_argument(
            "--out", type=Path, metavar="FILE", help="instead of printing it"
        )

    def handle(self, *, format: str, lang: str, out: Path | None, **options) -> None:
        with translation.override(lang):
            text = FORMATS[format]()
        if out is None:
            self.stdout.write(text, ending="")
        else:
            # Its line ends are those of the format.
            out.write_text(text, encoding="utf-8", newline="")
