"""Reading a table and importing it, beside the pages: told as it goes, each whole or not at all."""

from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from associations.members.imports.judging import Judge
from associations.members.imports.keeping import keep_rows
from associations.members.imports.matching import Known, Others, match
from associations.members.imports.reading import RefusedError, read_table
from associations.members.imports.services import AT_ONCE, set_judged
from associations.models import ImportRow, MemberImport
from background.performing import Job
from background.tasks import task

State, Kind = MemberImport.State, ImportRow.Kind
TOLD_EACH = 250  # rows


@task(title=_("Reading the table of members"), in_one=False)
def read(job: Job, table_id: int) -> None:
    """Nothing where it was thrown away, or read already."""
    table = _table(table_id, State.READING)
    if table is None:
        return
    try:
        content = read_table(bytes(table.content))
    except RefusedError as error:
        with job.part():
            _end_reading(table, State.UNREADABLE, error=error.code)
        return

    table.columns, table.strange = content.fields, content.strange
    rows = list(_judged(job, table, content.rows))
    with job.part():
        _match_all(table, rows)
        # Begun anew, it finds what it wrote before.
        ImportRow.objects.filter(of=table).delete()
        ImportRow.objects.bulk_create(rows, batch_size=AT_ONCE)
        _end_reading(table, State.READ)


def _judged(
    job: Job,
    table: MemberImport,
    rows: list[tuple[int, dict[str, str]]],
) -> Iterator[ImportRow]:
    judge = Judge()
    for done, (number, cells) in enumerate(rows):
        if done % TOLD_EACH == 0:
            job.say(done, len(rows))
        row = ImportRow(of=table, number=number)
        set_judged(row, judge.judge(cells))
        yield row
    job.say(len(rows), len(rows))


def _match_all(table: MemberImport, rows: list[ImportRow]) -> None:
    """Each with those that are known, and with the rows above it."""
    known, above = Known(table.association), Others([])
    for row in rows:
        if row.kind != Kind.BAD:
            match(row, known, above)
            above.add(row)


def _end_reading(table: MemberImport, state: str, error: str = "") -> None:
    """The file itself is kept no longer than this."""
    table.state, table.error, table.content = state, error, None
    table.save(update_fields=["state", "error", "content", "columns", "strange"])


@task(title=_("Importing the members"), in_one=False)
def keep(job: Job, table_id: int) -> None:
    table = _table(table_id, State.KEEPING)
    if table is None:
        return
    with job.part():
        keep_rows(job=job, table=table, now=timezone.now())


def _table(table_id: int, state: str) -> MemberImport | None:
    tables = MemberImport.objects.select_related("association", "by")
    with transaction.atomic():
        return tables.filter(pk=table_id, state=state).first()
