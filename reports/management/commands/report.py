"""`manage.py report RESULT… --out FILE|FOLDER`, or of the newest results of many by a filter."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation
from tqdm import tqdm

from accounts.access.scopes import Scope
from language.texts import LANGUAGES
from reports.contents.whole import Contents
from reports.gather.whole import partner_report_of, report_of
from reports.pdf.build import build_pdf
from reports.signature.sign import sign_pdf
from survey.models import Result
from survey.results.openings import record_opening
from survey.results.queries import result_of
from survey.results.verification import result_named


class Command(BaseCommand):
    help = "Write the PDF reports of results."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "results",
            nargs="*",
            metavar="RESULT",
            help="public id, verification code or number of a result",
        )
        parser.add_argument(
            "--index",
            help="instead: the newest result of every enterprise, under this index",
        )
        parser.add_argument(
            "--since",
            type=date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="with --index: only those counted on this day or later",
        )
        parser.add_argument(
            "--lang",
            choices=LANGUAGES,
            default="vi",
            help="language of the reports (default: vi)",
        )
        parser.add_argument(
            "--partner",
            action="store_true",
            help="the report for a bank or a partner: no answers, plans or offers",
        )
        parser.add_argument(
            "--out",
            type=Path,
            required=True,
            help="the PDF file to write, or a folder: there each is named for its code",
        )

    def handle(
        self,
        *,
        results: list[str],
        index: str | None,
        since: date | None,
        out: Path,
        lang: str,
        partner: bool,
        **options,
    ) -> None:
        if bool(results) == bool(index) or (since and not index):
            raise CommandError("Name results, or give --index (with --since or not).")
        # A name that is mistyped is told before the first of many is written.
        keys = [_key(name) for name in results] or list(_newest(index, since))
        is_folder = out.is_dir()
        _check_place(out, is_folder, keys)
        size = 0
        for key in tqdm(keys, unit="report", disable=None):
            # One at a time: ten thousand with all they hold would not fit into memory.
            result = result_of(key)
            file = out / f"{result.verification_code}.pdf" if is_folder else out
            with translation.override(lang):
                size += _write(result, file, partner, timezone.now())
        self.stdout.write(f"{out}: {len(keys)} PDF, {size // 1024} KB")


def _write(result: Result, file: Path, is_for_partner: bool, now: datetime) -> int:
    content = sign_pdf(build_pdf(_contents(result, is_for_partner, now)))
    file.write_bytes(content)
    record_opening(result=result, scope=Scope.OWN, part="report", by=None, now=now)
    return len(content)


def _contents(result: Result, is_for_partner: bool, now: datetime) -> Contents:
    if is_for_partner:
        return partner_report_of(result, scope=Scope.OWN)
    return report_of(result, scope=Scope.OWN, now=now)


def _check_place(out: Path, is_folder: bool, keys: list[int]) -> None:
    if not keys:
        raise CommandError("There is no such result.")
    if len(keys) > 1 and not is_folder:
        raise CommandError(f"{len(keys)} reports need a folder, and {out} is none.")
    if not out.parent.is_dir():
        raise CommandError(f"No folder {out.parent} to write {out.name} into.")


def _newest(index: str, since: date | None) -> Iterator[int]:
    newest = Result.objects.filter(
        newest_of__isnull=False,
        index_version__index_id=index,
    )
    if since:
        newest = newest.filter(created_at__date__gte=since)
    return newest.order_by("pk").values_list("pk", flat=True).iterator()


def _key(reference: str) -> int:
    result = result_named(reference)
    if result is None:
        raise CommandError(
            f"No result {reference!r}: give its public id, verification code or number."
        )
    return result.pk
