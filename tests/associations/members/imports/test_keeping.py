"""What importing a table makes of its rows: counted as they are told, each row once."""

import pytest

from accounts.models import AuditEvent
from associations.errors import AssociationError
from associations.members.imports import services, tasks
from associations.members.imports.queries import counts_of, open_import_of, rows_of
from associations.models import ImportRow, Member, MemberImport
from background.enqueuing import enqueue_for
from tests.builders import NOW, make_organisation
from tests.members import make_member

pytestmark = pytest.mark.django_db
State, Kind, Choice = MemberImport.State, ImportRow.Kind, ImportRow.Choice
HEAD = "Tên hội viên,MST,Email,Điện thoại\n"
AN_PHAT, BINH_MINH = "0312687878", "0301482205"


@pytest.fixture
def read(staff):
    """A table of these lines, read."""

    def read_lines(*lines: str, association=None) -> MemberImport:
        table = services.send_table(
            association=association or staff.organisation,
            content=(HEAD + "\n".join(lines)).encode(),
            by=staff.user,
            now=NOW,
        )
        perform(tasks.read, table)
        return table

    return read_lines


def perform(task, table: MemberImport) -> None:
    enqueue_for(table.by, task, table.pk, about="", leads_to="/")
    table.refresh_from_db()


def keep(table: MemberImport) -> dict:
    services.begin_keeping(table=table)
    perform(tasks.keep, table)
    return table.counts


def row(table: MemberImport, number: int) -> ImportRow:
    return table.rows.get(number=number)


@pytest.mark.parametrize(
    ("known", "lines", "counts"),
    [
        ((), ["An Phát,,,"], {"added": 1}),
        ((), ["An Phát,,,", "Bình Minh,,,"], {"added": 2}),
        (("An Phát",), ["An Phát,,,"], {"same": 1}),
        (("An Phát",), ["An Phát,,a@phat.example,"], {"changed": 1}),
        (("An Phát",), ["An Phát,,,", "Bình Minh,,,"], {"same": 1, "added": 1}),
        (("Tân Lập",), ["An Phát,,,"], {"added": 1}),
    ],
)
def test_each_row_is_counted_once_as_what_became_of_it(
    staff, read, known, lines, counts
):
    nothing = dict.fromkeys(
        ("tax_code", "email", "phone", "note", "contact_person"), ""
    )
    for name in known:
        make_member(staff.organisation, **nothing, name=name)
    told = keep(read(*lines))
    assert {name: count for name, count in told.items() if count} == counts
    assert AuditEvent.objects.get(action="members.imported").details == told


@pytest.mark.parametrize(
    ("choice", "emails"),
    [
        (Choice.UPDATE, ["moi@phat.example"]),
        (Choice.ADD, ["cu@phat.example", "moi@phat.example"]),
    ],
)
def test_one_that_may_be_known_becomes_what_was_chosen(staff, read, choice, emails):
    make_member(
        staff.organisation, name="An Phát", tax_code=AN_PHAT, email="cu@phat.example"
    )
    table = read("An Phát,,moi@phat.example,")
    assert row(table, 2).kind == Kind.ALIKE
    services.choose(table=table, choices={2: choice})
    keep(table)
    members = Member.objects.order_by("email").values_list("email", flat=True)
    assert list(members) == emails


def test_three_rows_of_one_firm_become_one_with_what_each_says(read):
    table = read(
        "An Phát,,,0901234567", "AN PHÁT,,a@phat.example,", f"an phat,{AN_PHAT},,"
    )
    services.choose_for_all(table=table, kind=Kind.ALIKE, choice=Choice.UPDATE)
    counts = keep(table)
    one = Member.objects.get()
    assert (one.phone, one.email) == ("0901234567", "a@phat.example")
    assert one.tax_code == AN_PHAT
    assert (counts["added"], counts["merged"]) == (1, 2)


def test_a_row_that_goes_into_one_that_was_left_out_is_added_by_itself(read):
    table = read("An Phát,,,0901234567", "An Phát,,a@phat.example,")
    services.mend_rows(table=table, typed={}, left_out=[2])
    services.choose(table=table, choices={3: Choice.UPDATE})
    keep(table)
    one = Member.objects.get()
    assert (one.phone, one.email) == ("", "a@phat.example")


def test_what_was_typed_of_another_association_is_not_touched(read):
    other = make_member(
        make_organisation("association", "Hội Gỗ"), name="An Phát", tax_code=AN_PHAT
    )
    table = read(f"An Phát,{AN_PHAT},moi@phat.example,")
    assert row(table, 2).kind == Kind.NEW
    keep(table)
    other.refresh_from_db()
    assert other.email != "moi@phat.example"


def test_whoever_stood_in_it_can_be_invited_as_such(staff, read):
    known = make_member(staff.organisation, name="An Phát", tax_code=AN_PHAT)
    make_member(staff.organisation, name="Không có trong bảng", tax_code="")
    table = read(f"An Phát,{AN_PHAT},,", "Bình Minh,,,")
    keep(table)
    names = set(table.members.values_list("name", flat=True))
    assert names == {known.name, "Bình Minh"}


class TestOrderOfDeeds:
    """What answers to a deed that comes too early, too late or twice."""

    def refused(self, write, **terms) -> str:
        with pytest.raises(AssociationError) as refused:
            write(**terms)
        return refused.value.code

    def test_nothing_is_imported_while_something_is_to_be_mended(self, read):
        table = read(",,,0901234567")
        assert row(table, 2).kind == Kind.BAD
        assert self.refused(services.begin_keeping, table=table) == "not_ready"

    def test_nothing_is_imported_while_something_is_to_be_chosen(self, read):
        table = read("An Phát,,,", "An Phát,,,")
        assert self.refused(services.begin_keeping, table=table) == "not_ready"

    def test_nothing_is_imported_where_all_is_left_out(self, read):
        table = read("An Phát,,,")
        services.mend_rows(table=table, typed={}, left_out=[2])
        assert self.refused(services.begin_keeping, table=table) == "not_ready"

    @pytest.mark.parametrize("state", [State.READING, State.KEEPING, State.DONE])
    def test_only_what_is_read_can_be_changed(self, read, state):
        table = read("An Phát,,,")
        MemberImport.objects.update(state=state)
        changes = [
            (services.choose, {"choices": {2: Choice.ADD}}),
            (services.choose_for_all, {"kind": Kind.ALIKE, "choice": Choice.ADD}),
            (services.mend_rows, {"typed": {}, "left_out": [2]}),
            (services.take_in_again, {"number": 2}),
            (services.begin_keeping, {}),
        ]
        for write, terms in changes:
            code = self.refused(write, table=table, **terms)
            assert code == "not_to_be_changed"

    @pytest.mark.parametrize(
        ("state", "is_gone"),
        [
            (State.READING, True),
            (State.UNREADABLE, True),
            (State.READ, True),
            (State.KEEPING, False),
            (State.DONE, False),
        ],
    )
    def test_what_is_being_imported_or_is_done_is_not_thrown_away(
        self, read, state, is_gone
    ):
        table = read("An Phát,,,")
        MemberImport.objects.update(state=state)
        if is_gone:
            services.throw_away(table=table)
        else:
            code = self.refused(services.throw_away, table=table)
            assert code == "not_to_be_changed"
        assert MemberImport.objects.exists() is not is_gone

    def test_another_table_waits_until_one_is_imported(self, staff, read):
        read("An Phát,,,")
        MemberImport.objects.update(state=State.KEEPING)
        terms = {"association": staff.organisation, "content": b"", "by": staff.user}
        code = self.refused(services.send_table, **terms, now=NOW)
        assert code == "import_goes_on"

    def test_a_wrong_row_is_left_out_or_mended_and_never_waved_through(self, read):
        table = read(",,,0901234567")
        terms = {"table": table, "kind": Kind.BAD}
        code = self.refused(services.choose_for_all, **terms, choice=Choice.ADD)
        assert code == "not_to_be_changed"
        services.choose_for_all(**terms, choice=Choice.LEAVE)
        assert row(table, 2).choice == Choice.LEAVE

    def test_a_task_that_comes_twice_finds_it_done(self, read):
        table = read("An Phát,,,")
        keep(table)
        perform(tasks.keep, table)
        perform(tasks.read, table)
        assert table.state == State.DONE
        assert Member.objects.count() == 1


class TestLeftOut:
    @pytest.mark.parametrize(
        ("lines", "choice"),
        [
            (["An Phát,,,"], ""),
            (["Bình Minh,,,", "An Phát,,,"], ""),
            ([",,,0901234567"], ""),
        ],
    )
    def test_taken_in_again_it_waits_as_before(self, read, lines, choice):
        table = read(*lines)
        services.mend_rows(table=table, typed={}, left_out=[2])
        assert rows_of(table, "left").get().number == 2
        services.take_in_again(table=table, number=2)
        assert row(table, 2).choice == choice
        assert not rows_of(table, "left").exists()

    def test_one_that_is_known_is_updated_again(self, staff, read):
        make_member(staff.organisation, name="An Phát", tax_code=AN_PHAT)
        table = read(f"An Phát,{AN_PHAT},,")
        services.mend_rows(table=table, typed={}, left_out=[2])
        services.take_in_again(table=table, number=2)
        assert row(table, 2).choice == Choice.UPDATE


class TestCounts:
    def test_over_all_parts_each_row_stands_once(self, staff, read):
        make_member(staff.organisation, name="An Phát", tax_code=AN_PHAT)
        table = read(
            f"An Phát,{AN_PHAT},,",
            "AN PHAT,,,",
            "Bình Minh,,,",
            "bình minh,,,",
            ",,,",
            ",,,12",
            "Tân Lập,,,",
        )
        services.mend_rows(table=table, typed={}, left_out=[8])
        services.choose(table=table, choices={3: Choice.ADD})
        counts = counts_of(table)
        parts = (Kind.BAD, Kind.ALIKE, Kind.KNOWN, Kind.NEW, "left")
        for part in parts:
            assert counts.listed(part) == rows_of(table, part).count(), part
        assert sum(map(counts.listed, parts)) == table.rows.count()
        assert (counts.chosen, counts.left, counts.known) == (1, 1, 1)

    @pytest.mark.parametrize(
        ("state", "is_open"),
        [
            (State.READING, True),
            (State.UNREADABLE, True),
            (State.READ, True),
            (State.KEEPING, True),
            (State.DONE, False),
        ],
    )
    def test_what_is_neither_imported_nor_thrown_away_is_open(
        self, staff, read, state, is_open
    ):
        read("An Phát,,,")
        MemberImport.objects.update(state=state)
        assert bool(open_import_of(staff.organisation)) is is_open

    def test_a_table_of_another_association_is_not_open_here(self, staff, read):
        read("An Phát,,,", association=make_organisation("association", "Hội Gỗ"))
        assert open_import_of(staff.organisation) is None


class TestMended:
    @pytest.mark.parametrize(
        ("typed", "kind"),
        [
            ({"name": "An Phát"}, Kind.NEW),
            ({"name": "Bình Minh"}, Kind.ALIKE),
            ({"name": ""}, Kind.BAD),
            ({"name": "An Phát", "phone": "12"}, Kind.BAD),
        ],
    )
    def test_a_row_is_judged_anew_by_what_was_typed(self, read, typed, kind):
        table = read(",,,0901234567", "Bình Minh,,,")
        services.mend_rows(table=table, typed={2: typed}, left_out=[])
        mended = row(table, 2)
        assert mended.kind == kind
        assert mended.cells["name"] == typed["name"]
        assert mended.cells["phone"] == typed.get("phone", "0901234567")

    def test_rows_that_nobody_mended_stay_as_they_are(self, read):
        table = read(",,,12", "Bình Minh,,,")
        before = row(table, 3)
        services.mend_rows(table=table, typed={2: {"name": "An Phát"}}, left_out=[])
        after = row(table, 3)
        assert (after.kind, after.cells) == (before.kind, before.cells)
