"""Reads on a table of members that is being imported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from accounts.models import Organisation
from associations.models import ImportRow, MemberImport

Kind, Choice = ImportRow.Kind, ImportRow.Choice


def open_import_of(association: Organisation) -> MemberImport | None:
    """The newest that is neither imported nor thrown away."""
    imports = MemberImport.objects.filter(association=association)
    unfinished = imports.exclude(state=MemberImport.State.DONE)
    return unfinished.defer("content").first()


@dataclass(frozen=True)
class Counts:
    bad: int  # still to be mended
    alike: int  # still to be chosen
    chosen: int  # of those that may be known: what to do with them was said
    known: int
    new: int
    left: int
    kept: int  # what importing would add or change
    mended: int  # tax codes whose digits were set right

    @property
    def is_ready(self) -> bool:
        return not self.bad and not self.alike and self.kept > 0

    def listed(self, part: str) -> int:
        """As many as `rows_of` lists there. Over all parts, each row once."""
        return getattr(self, part) + (self.chosen if part == Kind.ALIKE else 0)


def counts_of(table: MemberImport) -> Counts:
    rows = ImportRow.objects.filter(of=table)
    left = Q(choice=Choice.LEAVE)
    open_ones = ~left & (Q(kind=Kind.BAD) | Q(kind=Kind.ALIKE, choice=""))
    counted = rows.aggregate(
        bad=Count("pk", filter=Q(kind=Kind.BAD) & ~left),
        alike=Count("pk", filter=Q(kind=Kind.ALIKE, choice="")),
        chosen=Count("pk", filter=Q(kind=Kind.ALIKE) & ~Q(choice="") & ~left),
        known=Count("pk", filter=Q(kind=Kind.KNOWN) & ~left),
        new=Count("pk", filter=Q(kind=Kind.NEW) & ~left),
        left=Count("pk", filter=left),
        kept=Count("pk", filter=~left & ~open_ones),
        mended=Count("pk", filter=~Q(mended=[])),
    )
    return Counts(**counted)


def rows_of(table: MemberImport, part: str) -> QuerySet[ImportRow]:
    """part: a kind of row, or `left` for those that were left out."""
    rows = ImportRow.objects.filter(of=table).select_related("member")
    if part == "left":
        return rows.filter(choice=Choice.LEAVE)
    return rows.filter(kind=part).exclude(choice=Choice.LEAVE)


def twins_of(table: MemberImport, rows: Sequence[ImportRow]) -> Mapping[int, ImportRow]:
    """The rows of the same table that these may be, by number."""
    numbers = [row.row for row in rows if row.row]
    twins = ImportRow.objects.filter(of=table, number__in=numbers)
    return {twin.number: twin for twin in twins}
