"""What the commands that read a CSV of answers have in common: all faults told, all or nothing."""

import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO, TextIO

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from indexes.documents.check import is_partial
from indexes.index.model import Index
from indexes.index.questions import variant_ids
from indexes.management.commands.check_index import checked
from indexes.sheets.reader import AnswerSheet, Block, sample
from tables.errors import TableError
from tables.records import opened, records_of, unread_in

_PIECE = 1 << 20  # characters copied at a time
TABLE = (
    "table: CSV (commas, semicolons or tabs between cells) or Excel workbook (.xlsx)"
)


class AnswersCommand(BaseCommand):
    """Reads answers in blocks of enterprises; a command says what is written of each block."""

    requires_system_checks = ()
    # "?" where a command knows what to do without one.
    index_count: str | None = None

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "index",
            nargs=self.index_count,
            help="id of an index in fixtures/indexes, or the path of an index file",
        )
        parser.add_argument(
            "answers",
            type=Path,
            nargs="?",
            help=TABLE,
        )
        parser.add_argument(
            "--sample",
            action="store_true",
            help="print such a file with one row, to fill in",
        )
        parser.add_argument(
            "--variant",
            default="",
            help="of an index with variants, for example the industry",
        )
        parser.add_argument(
            "--out",
            type=Path,
            help="file to write; standard output if left out",
        )

    def prepare(self, index: Index, **options) -> None:
        """What has to be known before the first block; mistakes go to `report`."""

    def beside(self, **options) -> list[Path]:
        """Other files that are read, and so must not be written over."""
        return []

    def head(self, index: Index) -> str:
        return ""

    def written(self, index: Index, block: Block) -> Iterable[str]:
        raise NotImplementedError

    def handle(
        self,
        *,
        index: str,
        answers: Path | None,
        out: Path | None,
        variant: str = "",
        **options,
    ) -> None:
        rules = rules_of(index, variant)
        if options.pop("sample", False):
            self.stdout.write(sample(rules), ending="")
            return
        if answers is None:
            raise CommandError(
                "Name the file of answers; --sample prints how one looks."
            )

        self.bad = 0
        with readable(answers):
            sources = [answers, index_file(index), *self.beside(**options)]
            _refuse_to_overwrite(out, self.stdout, sources)
            for file in (answers, *self.beside(**options)):
                self._tell_unread(file)
            self.prepare(rules, **options)
            with (
                opened(answers) as source,
                _written_at_once(out, self.stdout) as target,
            ):
                self._work(rules, source, target)
                # Raised inside, so that what was written so far is thrown away.
                self._refuse_if_bad()

    def _tell_unread(self, file: Path) -> None:
        """Not bad, and not what one may think was read."""
        with readable(file):
            for told in unread_in(file):
                self.stderr.write(f"{file}: {told}")

    def _refuse_if_bad(self) -> None:
        if self.bad:
            cells = "cell" if self.bad == 1 else "cells or rows"
            raise CommandError(f"{self.bad} bad {cells}; nothing was written.")

    def report(self, what: object) -> None:
        """A bad cell, told on standard error as it is met; all rows are checked in any case."""
        self.bad += 1
        with tqdm.external_write_mode(file=sys.stderr):
            self.stderr.write(str(what))

    def _work(
        self,
        index: Index,
        source: BinaryIO,
        target: TextIO,
    ) -> None:
        with self._progress(source) as progress:
            sheet = AnswerSheet(index, records_of(source), self.report)
            target.write(self.head(index))
            for block in sheet.blocks():
                if not self.bad:
                    target.writelines(self.written(index, block))
                if source.seekable():
                    progress.update(source.tell() - progress.n)
        for told in sheet.doubles.told():
            self.stderr.write(told)

    def _progress(self, source: BinaryIO) -> tqdm:
        return tqdm(
            total=os.fstat(source.fileno()).st_size,
            unit="B",
            unit_scale=True,
            desc=type(self).__module__.rpartition(".")[2],
            file=sys.stderr,
            disable=None,  # shown on a terminal only, so that logs stay readable
        )


def rules_of(index: str, variant: str) -> Index:
    """The index of a file, in one of its variants where it has any."""
    file = index_file(index)
    data = checked(file).data
    if is_partial(data):
        raise CommandError(f"{file} is partial: nobody can be assessed by it.")
    known = variant_ids(data)
    if variant not in known:
        raise CommandError(f"--variant must be {_expected(known)}.")
    return Index(data, variant)


def _expected(variants: list[str]) -> str:
    if variants == [""]:
        return "left out: the index has no variants"
    return f"one of {', '.join(variants)}"


def level_of(index: Index, number: int | None) -> int | None:
    """What somebody asks to reach. CommandError where the index has no such level."""
    levels = index.rubric.levels
    if number is None or number in levels:
        return number
    known = ", ".join(map(str, levels))
    raise CommandError(f"{index.id} has no level {number}; there are {known}.")


def index_file(index: str) -> Path:
    folder = settings.FIXTURES_DIR / "indexes"
    for file in (folder / f"{index}.yaml", Path(index)):
        if file.is_file():
            return file
    known = ", ".join(sorted(file.stem for file in folder.glob("*.yaml")))
    raise CommandError(
        f"There is no index {index}. Known are {known}; or give the path of an index file. "
        "What load_index published is not read here."
    )


@contextmanager
def readable(file: Path) -> Iterator[None]:
    try:
        yield
    except TableError as error:
        raise CommandError(f"{file}: {error}; nothing was written.") from error
    except OSError as error:
        name = error.filename or file
        raise CommandError(f"{name}: {error.strerror}; nothing was written.") from error


def _refuse_to_overwrite(
    out: Path | None, stdout: TextIO, sources: Iterable[Path]
) -> None:
    """What is read is never written over: whatever it is called, the file is the same."""
    target = _status_of(out) if out else _status_of_stream(stdout)
    for source in sources:
        if target and _is_same(target, source):
            name = out or "standard output"
            raise CommandError(
                f"{name} is {source}, which is read; nothing was written. "
                "Name another file to write."
            )


def _status_of(file: Path) -> os.stat_result | None:
    return file.stat() if file.exists() else None


def _status_of_stream(stream: TextIO) -> os.stat_result | None:
    try:
        return os.fstat(stream.fileno())
    except (OSError, AttributeError, ValueError):  # none of the system's, as in tests
        return None


def _is_same(target: os.stat_result, source: Path) -> bool:
    # A terminal is read and written too, and holds nothing.
    is_file = stat.S_ISREG(target.st_mode)
    return is_file and source.exists() and os.path.samestat(target, source.stat())


@contextmanager
def _written_at_once(out: Path | None, stdout: TextIO) -> Iterator[TextIO]:
    """Where to write; it appears as `out`, or on standard output, only when all has gone well."""
    if out is None:
        with _spooled(partial(stdout.write, ending="")) as spool:
            yield spool
    elif out.exists() and not out.is_file():
        # A device or a pipe is written into: renamed over, it would be gone.
        with _opened_to_write(out) as target, _spooled(target.write) as spool:
            yield spool
    else:
        with _beside(out) as target:
            yield target


@contextmanager
def _spooled(write: Callable[[str], object]) -> Iterator[TextIO]:
    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as spool:
        yield spool
        spool.seek(0)
        while piece := spool.read(_PIECE):
            write(piece)


@contextmanager
def _beside(out: Path) -> Iterator[TextIO]:
    """Beside `out`, since a file is renamed in one step on the same disk only."""
    place = out.resolve()  # a link stays one, and what it names is written
    part = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        with _opened_to_write(part, out) as target:
            yield target
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)


def _opened_to_write(file: Path, named: Path | None = None) -> TextIO:
    """named: as which the file is told where it cannot be opened."""
    try:
        return file.open("w", encoding="utf-8", newline="")
    except OSError as error:
        name = named or file
        raise CommandError(f"{name}: {error.strerror}; nothing was written.") from error
