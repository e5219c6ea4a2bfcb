from datetime import datetime
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from accounts.access import Scope
from language.texts import LANGUAGES
from reports.contents.whole import Contents
from reports.gather.whole import partner_report_of, report_of
from reports.pdf.build import build_pdf
from reports.signature.sign import sign_pdf
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
            "--partner",
            action="store_true",
            help="the report for a bank or a partner: no answers, plans or offers",
        )
        parser.add_argument(
            "--out", type=Path, required=True, help="the PDF file to write"
        )

    def handle(
        self,
        *,
        result: str,
        lang: str,
        partner: bool,
        out: Path,
        **options,
    ) -> None:
        reported = _result(result)
        if not out.parent.is_dir():
            raise CommandError(f"No folder {out.parent} to write {out.name} into.")

        now = timezone.now()
        with translation.override(lang):
            content = sign_pdf(build_pdf(_contents(reported, partner, now)))
        out.write_bytes(content)
        record_opening(
            result=reported,
            scope=Scope.OWN,
            part="report",
            by=None,
            now=now,
        )
        self.stdout.write(f"{out}: {len(content) // 1024} KB")


def _contents(result: Result, is_for_partner: bool, now: datetime) -> Contents:
    if is_for_partner:
        return partner_report_of(result, scope=Scope.OWN)
    return report_of(result, scope=Scope.OWN, now=now)


def _result(reference: str) -> Result:
    result = result_named(reference)
    if result is None:
        raise CommandError(
            f"No result {reference!r}: give its public id, verification code or number."
        )
    return result
