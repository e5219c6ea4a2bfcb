"""Making members of the rows of a table, all or none."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from accounts.audit.services import record_event
from associations.members.fields import FIELDS
from associations.members.imports.matching import Known, Others, match
from associations.models import ImportRow, Member, MemberImport
from associations.models.members import LEARNT
from background.performing import Job

State = MemberImport.State
Kind, Choice = ImportRow.Kind, ImportRow.Choice
AT_ONCE = 500  # rows in one statement
_KEPT = (*FIELDS, "sort_key", "search_key", *LEARNT)


def keep_rows(*, job: Job, table: MemberImport, now: datetime) -> None:
    """In the transaction of whoever calls: its rows are gone once they are imported.

    Where somebody added one of these meanwhile, it is looked at again instead.
    """
    rows = list(table.rows.exclude(choice=Choice.LEAVE).order_by("number"))
    if _changed(table, rows):
        table.state = State.READ
        table.save(update_fields=["state"])
        return

    counts = Counter(left=table.rows.filter(choice=Choice.LEAVE).count())
    members, changed = _members(job, table, rows, now)
    added = [member for member in members if member.pk is None]
    counts["added"] = len(added)
    counts["changed"] = len(changed)
    counts["same"] = len(members) - len(added) - len(changed)
    counts["merged"] = len(rows) - len(members)
    Member.objects.bulk_create(added, batch_size=AT_ONCE)
    Member.objects.bulk_update(changed, _KEPT, batch_size=AT_ONCE)
    _note_members(table, members)
    table.rows.all().delete()
    table.state, table.counts = State.DONE, dict(counts)
    table.save(update_fields=["state", "counts"])
    record_event(
        action="members.imported",
        organisation=table.association,
        actor=table.by,
        subject=f"import:{table.public_id}",
        now=now,
        details=dict(counts),
    )


def _note_members(table: MemberImport, members: Iterable[Member]) -> None:
    stood_in_it = MemberImport.members.through
    rows = [
        stood_in_it(memberimport_id=table.pk, member_id=member.pk) for member in members
    ]
    stood_in_it.objects.bulk_create(rows, batch_size=AT_ONCE)


def _changed(table: MemberImport, rows: Iterable[ImportRow]) -> bool:
    """Whether new rows are known by now, which nobody has decided on."""
    known, none = Known(table.association), Others([])
    changed = []
    for row in rows:
        if row.kind == Kind.NEW and known.find(row):
            match(row, known, none)
            changed.append(row)
    ImportRow.objects.bulk_update(changed, ["kind", "member", "choice"])
    return any(not row.choice for row in changed)


def _members(
    job: Job,
    table: MemberImport,
    rows: list[ImportRow],
    now: datetime,
) -> tuple[list[Member], list[Member]]:
    """(all of them, each once; those known before that change)"""
    known = _known(rows)
    by_number = {row.number: row for row in rows}
    made: dict[int, Member] = {}
    changed: dict[int, Member] = {}
    # Those that go into another row come last: it has its member by then.
    for done, row in enumerate(sorted(rows, key=_goes_into_another)):
        if done % AT_ONCE == 0:
            job.say(done, len(rows))
        member = known.get(row.member_id) if row.choice == Choice.UPDATE else None
        if member is None and _goes_into_another(row):
            member = _of_row(row, by_number, made)
        if member is None:
            made[row.number] = _new(table, row, now)
            continue
        made[row.number] = member
        if _fill(member, row.cells) and member.pk:
            changed[member.pk] = member
    job.say(len(rows), len(rows))
    # Not yet kept, none has a key to be told apart by.
    each_once = {id(member): member for member in made.values()}
    return list(each_once.values()), list(changed.values())


def _known(rows: Iterable[ImportRow]) -> Mapping[int, Member]:
    keys = {row.member_id for row in rows if row.member_id}
    found: dict[int, Member] = {}
    in_order = sorted(keys)
    for begin in range(0, len(in_order), AT_ONCE):
        found |= Member.objects.in_bulk(in_order[begin : begin + AT_ONCE])
    return found


def _goes_into_another(row: ImportRow) -> bool:
    return row.choice == Choice.UPDATE and row.row is not None


def _of_row(
    row: ImportRow,
    by_number: Mapping[int, ImportRow],
    made: Mapping[int, Member],
) -> Member | None:
    """Through as many rows as lead on; None where the last was left out."""
    seen = {row.number}
    number = row.row
    while number is not None and number not in made and number not in seen:
        seen.add(number)
        twin = by_number.get(number)
        number = twin.row if twin else None
    return made.get(number) if number is not None else None


def _new(table: MemberImport, row: ImportRow, now: datetime) -> Member:
    member = Member(
        association=table.association,
        added_by=table.by,
        added_at=now,
        **row.cells,
    )
    member.set_keys()
    return member


def _fill(member: Member, cells: Mapping[str, str]) -> bool:
    """Whether anything is new in it: a blank cell takes nothing away."""
    said = {name: text for name, text in cells.items() if text}
    news = member.learn(said)
    if news:
        member.set_keys()
    return bool(news)
