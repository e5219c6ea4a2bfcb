"""The copy of what is kept: a packed file that is written row by row, so that none is too large."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from django.template.loader import render_to_string
from django.utils import timezone

from accounts.access.scopes import Scope
from accounts.brakes.aside import aside
from language.texts import language, spoken_to
from privacy.archive.files import MOST_OF_FILES, attached_files, write_file
from privacy.archive.kinds import KINDS, Kind
from privacy.archive.values import written
from privacy.archive.wording import COLUMNS
from privacy.persons.person import Person
from privacy.persons.queries import enterprises_of
from reports.made import Asked, report_made
from survey.models import Result
from survey.results.openings import record_opening
from survey.results.queries import results
from tables.written import cell

MOST_REPORTS = 10  # each takes a moment; the others are on their pages
MARK = "\ufeff"  # or a spreadsheet takes it for the letters of Western Europe


def packed_copy(*, person: Person, now: datetime) -> IO[bytes]:
    """A file to be read from its beginning; it is gone once it is closed."""
    with ExitStack() as on_failure:
        # On the disk from the beginning: a server takes one in memory there too, when the answer
        # has begun and nobody can be told that there is no room.
        file = on_failure.enter_context(TemporaryFile())
        _pack(file, person, now)
        file.seek(0)
        on_failure.pop_all()
    return file


def _pack(file: IO[bytes], person: Person, now: datetime) -> None:
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        reports = _newest_results(person)
        _write_json(archive, person)
        for kind in KINDS:
            _write_table(archive, kind, person)
        for result in reports:
            archive.writestr(_name(result), _report(result, person, now))
        files = sum(
            write_file(archive, evidence, number)
            for number, evidence in enumerate(attached_files(person), start=1)
        )
        words = _words(person, now, reports=len(reports), files=files)
        archive.writestr("README.txt", words)


def _words(person: Person, now: datetime, **counts: int) -> str:
    """Last of all: what is in the copy is known by now."""
    context = {
        "emails": sorted(person.emails),
        "at": now,
        "kinds": KINDS,
        "most": MOST_REPORTS,
        "megabytes": MOST_OF_FILES // 1024**2,
        **counts,
    }
    return render_to_string("privacy/archive/README.txt", context)


def _write_json(archive: ZipFile, person: Person) -> None:
    with archive.open("data.json", "w", force_zip64=True) as file:
        for number, kind in enumerate(KINDS):
            begin = "{\n" if number == 0 else ",\n"
            file.write(f'{begin}"{kind.code}": ['.encode())
            for part in _in_json(kind, person):
                file.write(part.encode())
            file.write(b"]")
        file.write(b"\n}\n")


def _in_json(kind: Kind, person: Person) -> Iterator[str]:
    mark = "\n"
    for row in kind.rows(person):
        yield mark + json.dumps(row, ensure_ascii=False, default=_as_text)
        mark = ",\n"


def _as_text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _write_table(archive: ZipFile, kind: Kind, person: Person) -> None:
    """Nothing where there is no row."""
    rows = kind.rows(person)
    first = next(rows, None)
    if first is None:
        return
    with archive.open(f"csv/{kind.code}.csv", "w", force_zip64=True) as file:
        heads = ",".join(cell(str(COLUMNS[name])) for name in first)
        file.write(f"{MARK}{heads}\r\n".encode())
        file.write(_line(first))
        for row in rows:
            file.write(_line(row))


def _line(row: dict) -> bytes:
    cells = ",".join(cell(written(value)) for value in row.values())
    return f"{cells}\r\n".encode()


def _newest_results(person: Person) -> list[Result]:
    """Of enterprises that the person belongs to, without readings made anew of the same."""
    if person.user is None:
        return []
    of_own = results().filter(organisation__in=enterprises_of(person.user))
    return list(of_own.filter(rescored_from__isnull=True)[:MOST_REPORTS])


def _name(result: Result) -> str:
    day = timezone.localtime(result.created_at)
    return f"reports/{day:%Y-%m-%d}-{result.verification_code}.pdf"


def _report(result: Result, person: Person, now: datetime) -> bytes:
    """Drawn beside the pages: ten of them take more than a second of a processor."""
    is_household = result.organisation.is_household_business
    asked = Asked(
        key=result.pk,
        scope=Scope.OWN,
        is_graded=True,
        is_for_partner=False,
        language=spoken_to(language(), is_household=is_household),
        now=now,
    )
    report = aside(report_made, asked)
    record_opening(
        result=result, scope=Scope.OWN, part="report", by=person.user, now=now
    )
    return report.content
