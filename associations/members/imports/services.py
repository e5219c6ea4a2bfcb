"""Writes on a table of members: sent, mended, chosen, imported as a whole, thrown away."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from accounts.models import Organisation, User
from associations.errors import AssociationError
from associations.members.imports.judging import Judge, Judged
from associations.members.imports.matching import Known, Others, match, may_be_one_of
from associations.members.imports.queries import counts_of
from associations.models import ImportRow, MemberImport
from language.collation import unaccented

State = MemberImport.State
Kind, Choice = ImportRow.Kind, ImportRow.Choice
AT_ONCE = 500  # rows in one statement


@transaction.atomic
def send_table(
    *,
    association: Organisation,
    content: bytes,
    by: User,
    now: datetime,
) -> MemberImport:
    """One table at a time: whoever sends it again has mended it."""
    before = MemberImport.objects.select_for_update().filter(association=association)
    if before.filter(state=State.KEEPING).exists():
        raise AssociationError("import_goes_on")
    before.exclude(state=State.DONE).delete()
    return MemberImport.objects.create(
        association=association,
        content=content,
        by=by,
        sent_at=now,
    )


def set_judged(row: ImportRow, judged: Judged) -> None:
    row.cells = judged.cells
    row.problems = judged.problems
    row.mended = judged.mended
    row.tax_code = row.search_key = ""
    if judged.problems:
        row.kind, row.member_id, row.row, row.choice = Kind.BAD, None, None, ""
        return
    row.kind = row.kind if row.kind != Kind.BAD else ""
    row.tax_code = judged.cells["tax_code"]
    row.search_key = unaccented(judged.cells["name"])[:200]


@transaction.atomic
def mend_rows(
    *,
    table: MemberImport,
    typed: Mapping[int, Mapping[str, str]],
    left_out: Iterable[int],
) -> None:
    """What was typed anew for some cells, by the number of the row; nothing typed is lost.

    Raises AssociationError: not_to_be_changed.
    """
    locked = _locked(table)
    judge = Judge()
    wanted = [*typed, *left_out]
    rows = list(locked.rows.filter(number__in=wanted))
    for row in rows:
        cells = row.cells | dict(typed.get(row.number, {}))
        set_judged(row, judge.judge(cells))
    known = Known(locked.association, rows)
    beside = locked.rows.filter(may_be_one_of(rows)).exclude(number__in=wanted)
    others = Others(beside.only(*_KEYS))
    for row in rows:
        others.add(row)
    for row in rows:
        if row.kind != Kind.BAD:
            match(row, known, others)
        if row.number in left_out:
            row.choice = Choice.LEAVE
    ImportRow.objects.bulk_update(rows, _SET, batch_size=AT_ONCE)


_KEYS = ("number", "kind", "search_key", "tax_code")
_SET = (
    "cells",
    "problems",
    "mended",
    "tax_code",
    "search_key",
    "kind",
    "choice",
    "member",
    "row",
)


@transaction.atomic
def choose(*, table: MemberImport, choices: Mapping[int, str]) -> None:
    """Whether each is the one it looks like. Raises AssociationError: not_to_be_changed."""
    locked = _locked(table)
    for choice in Choice.values:
        numbers = [number for number, chosen in choices.items() if chosen == choice]
        alike = locked.rows.filter(number__in=numbers, kind=Kind.ALIKE)
        alike.update(choice=choice)


@transaction.atomic
def choose_for_all(*, table: MemberImport, kind: str, choice: str) -> None:
    """For all rows of a kind that nobody has decided on."""
    locked = _locked(table)
    if kind == Kind.BAD and choice != Choice.LEAVE:
        raise AssociationError("not_to_be_changed")
    locked.rows.filter(kind=kind, choice="").update(choice=choice)


@transaction.atomic
def take_in_again(*, table: MemberImport, number: int) -> None:
    """What was left out waits for a decision again."""
    left = _locked(table).rows.filter(number=number, choice=Choice.LEAVE)
    left.exclude(kind=Kind.KNOWN).update(choice="")
    left.filter(kind=Kind.KNOWN).update(choice=Choice.UPDATE)


@transaction.atomic
def begin_keeping(*, table: MemberImport) -> None:
    """From now on nothing of it changes. Raises AssociationError: not_ready."""
    locked = _locked(table)
    if not counts_of(locked).is_ready:
        raise AssociationError("not_ready")
    locked.state = State.KEEPING
    locked.save(update_fields=["state"])


@transaction.atomic
def throw_away(*, table: MemberImport) -> None:
    """With all its rows. Raises AssociationError: not_to_be_changed while it is imported."""
    waiting = MemberImport.objects.select_for_update().filter(pk=table.pk)
    unfinished = waiting.exclude(state__in=(State.KEEPING, State.DONE))
    if not unfinished.exists():
        raise AssociationError("not_to_be_changed")
    unfinished.delete()


def _locked(table: MemberImport) -> MemberImport:
    locked = MemberImport.objects.select_for_update().select_related("association")
    found = locked.filter(pk=table.pk, state=State.READ).first()
    if found is None:
        raise AssociationError("not_to_be_changed")
    return found
