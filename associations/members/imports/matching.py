"""Whom the rows of a table may be: members that are known, and other rows of the table."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Q

from accounts.models import Organisation
from associations.models import ImportRow, Member

Kind, Choice = ImportRow.Kind, ImportRow.Choice


def may_be_one_of(rows: Sequence[ImportRow]) -> Q:
    """Of members, or of rows of a table: with a tax code of these, or a name but for its marks."""
    alike = Q(search_key__in={row.search_key for row in rows})
    codes = {row.tax_code for row in rows} - {""}
    return alike | Q(tax_code__in=codes) if codes else alike


class Known:
    """Everybody an association knows, by tax code and by name without its marks.

    rows: where only these are asked for, nobody else is read.
    """

    def __init__(
        self,
        association: Organisation,
        rows: Sequence[ImportRow] | None = None,
    ) -> None:
        self.by_tax: dict[str, int] = {}
        self.by_name: dict[str, int] = {}
        self.names: dict[int, tuple[str, str]] = {}
        members = Member.objects.filter(association=association).order_by("-pk")
        if rows is not None:
            members = members.filter(may_be_one_of(rows))
        for key, name, search_key, tax_code in members.values_list(
            "pk", "name", "search_key", "tax_code"
        ):
            self.names[key] = (name, tax_code)
            self.by_name[search_key] = key
            if tax_code:
                self.by_tax[tax_code] = key

    def find(self, row: ImportRow) -> int | None:
        by_tax = self.by_tax.get(row.tax_code) if row.tax_code else None
        return by_tax or self.by_name.get(row.search_key)

    def is_same(self, row: ImportRow, key: int) -> bool:
        """By both: then nobody is asked."""
        return self.names[key] == (row.cells["name"], row.tax_code)


class Others:
    """The rows of the table itself."""

    def __init__(self, rows: Iterable[ImportRow]) -> None:
        self.by_tax: dict[str, list[int]] = defaultdict(list)
        self.by_name: dict[str, list[int]] = defaultdict(list)
        for row in rows:
            self.add(row)

    def add(self, row: ImportRow) -> None:
        if row.kind == Kind.BAD:
            return
        self.by_name[row.search_key].append(row.number)
        if row.tax_code:
            self.by_tax[row.tax_code].append(row.number)

    def find(self, row: ImportRow) -> int | None:
        """The first other one with its tax code, or else with its name."""
        same = [
            *(self.by_tax.get(row.tax_code, []) if row.tax_code else []),
            *self.by_name.get(row.search_key, []),
        ]
        return next((number for number in same if number != row.number), None)


def match(row: ImportRow, known: Known, others: Others) -> None:
    """Set its kind and whom it may be; what was chosen stays where that is the same."""
    before = (row.kind, row.member_id, row.row)
    row.member_id = known.find(row)
    row.row = None if row.member_id else others.find(row)
    if row.member_id and known.is_same(row, row.member_id):
        row.kind = Kind.KNOWN
    elif row.member_id or row.row:
        row.kind = Kind.ALIKE
    else:
        row.kind = Kind.NEW
    if (row.kind, row.member_id, row.row) != before:
        row.choice = Choice.UPDATE if row.kind == Kind.KNOWN else ""
