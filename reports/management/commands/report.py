from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from accounts.access import Scope
from language.texts import LANGUAGES
from reports.gather.whole import report_of
from reports.pdf.build import build_pdf
from survey.models import Result
from survey.results.openings import record_opening
from survey.results.verification import result_named


class Command(BaseCommand):
    help = "Write the PDF report of a result."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "result", help="public id, verification code or number of the result"
        )
        parser.add_argument(
            "--lang",
            choices=LANGUAGES,
            default="vi",
            help="language of the report (default: vi)",
        )
        parser.add_argument(
            "--out", type=Path, required=True, help="the PDF file to write"
        )

    def handle(self, *, result: str, lang: str, out: Path, **options) -> None:
        reported = _result(result)
        if not out.parent.is_dir():
            raise CommandError(f"No folder {out.parent} to write {out.name} into.")

        now = timezone.now()
        with translation.override(lang):
            content = build_pdf(report_of(reported, scope=Scope.OWN, now=now))
        out.write_bytes(content)
        record_opening(
            result=reported,
            scope=Scope.OWN,
            part="report",
            by=None,
            now=now,
        )
        self.stdout.write(f"{out}: {len(content) // 1024} KB")


def _result(reference: str) -> Result:
    result = result_named(reference)
    if result is None:
        raise CommandError(
            f"No result {reference!r}: give its public id, verification code or number."
        )
    return result
