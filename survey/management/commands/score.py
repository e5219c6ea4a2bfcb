import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from survey.batch import AnswerSheet, header, scored
from survey.index import Index
from survey.index.check import is_partial
from survey.management.commands.check_index import checked


class Command(BaseCommand):
    help = (
        "Score a CSV file of answers: columns enterprise and every question code; cells are levels, blank is not "
        "answered. Writes one row of points and levels per enterprise, or, if any cell is bad, nothing at all."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("index", help="id of an index in fixtures/indexes, or the path of an index file")
        parser.add_argument("answers", type=Path, help="CSV file in UTF-8")
        parser.add_argument("--variant", default="", help="of an index with variants, for example the industry")
        parser.add_argument("--out", type=Path, help="file to write; standard output if left out")

    def handle(self, *, index: str, answers: Path, out: Path | None, variant: str, **options) -> None:
        rules = rules_of(index, variant)
        try:
            with answers.open("rb") as source, _written_at_once(out, self.stdout) as target:
                bad = self._score(rules, source, target)
                if bad:
                    raise CommandError(f"{bad} bad {'cell' if bad == 1 else 'cells or rows'}; nothing was written.")
        except UnicodeDecodeError as error:
            raise CommandError(f"{answers} is not UTF-8 text; nothing was written.") from error
        except OSError as error:
            raise CommandError(f"{error.filename or answers}: {error.strerror}; nothing was written.") from error

    def _score(self, index: Index, source: BinaryIO, target: TextIO) -> int:
        """The number of bad cells, each told on standard error as it is met; all rows are checked in any case."""
        bad = 0

        def report(text: str) -> None:
            nonlocal bad
            bad += 1
            with tqdm.external_write_mode(file=sys.stderr):
                self.stderr.write(text)

        size = os.fstat(source.fileno()).st_size
        # Shown on a terminal only, so that logs stay readable.
        with tqdm(total=size, unit="B", unit_scale=True, desc="score", file=sys.stderr, disable=None) as progress:
            sheet = AnswerSheet(index, _lines(source), report)
            target.write(header(index))
            for block in sheet.blocks():
                if not bad:
                    target.write(scored(index, block))
                progress.update(source.tell() - progress.n)
        return bad


def rules_of(index: str, variant: str) -> Index:
    """The index of a file, in one of its variants where it has any."""
    file = index_file(index)
    data = checked(file).data
    if is_partial(data):
        raise CommandError(f"{file} is partial: nobody can be assessed by it.")
    known = [one["id"] for one in data.get("variants", {}).get("list", ())]
    if variant not in (known or [""]):
        told = f"one of {', '.join(known)}" if known else "left out: the index has no variants"
        raise CommandError(f"--variant must be {told}.")
    return Index(data, variant)


def index_file(index: str) -> Path:
    known = settings.FIXTURES_DIR / "indexes" / f"{index}.yaml"
    return known if known.is_file() else Path(index)


def _lines(source: BinaryIO) -> Iterator[str]:
    for number, line in enumerate(source):
        yield line.decode("utf-8-sig" if number == 0 else "utf-8")


@contextmanager
def _written_at_once(out: Path | None, stdout: TextIO) -> Iterator[TextIO]:
    """A file to write to that appears as `out`, or on standard output, only when all has gone well."""
    if out is None:
        with tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as spool:
            yield spool
            spool.seek(0)
            for piece in iter(lambda: spool.read(1 << 20), ""):
                stdout.write(piece, ending="")
        return
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as target:
            yield target
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
