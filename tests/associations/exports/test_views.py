"""A table of what members share: asked for, made in the background, fetched once."""

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from python_calamine import CalamineWorkbook

from accounts.access.scopes import Scope
from accounts.models import AuditEvent, Organisation
from accounts.services import withdraw_consent
from associations.cohort.cells import Cell, rows_in
from associations.cohort.looking import looked_at
from associations.exports import columns as columns_read
from associations.exports import services, tasks
from associations.exports.columns import rows_of_table
from associations.exports.services import note_openings
from associations.models import Export
from background.performing import Job
from background.policy import Policy
from privacy.erasure.services import delete_enterprise
from survey.models import Assessment, Result
from tests.background.world import do_what_waits
from tests.builders import NOW, actions_logged
from tests.personas import make_owner, make_persona, make_staff

pytestmark = pytest.mark.django_db


def address(staff):
    return reverse("associations:exports", args=[staff.organisation.public_id])


def asked(staff, form="xlsx", **query):
    staff.client.cookies["django_language"] = "en"
    staff.client.post(address(staff), {"form": form, **query})
    return Export.objects.first()


def fetched(staff, export, client=None):
    of = [staff.organisation.public_id, export.public_id]
    return (client or staff.client).post(reverse("associations:fetch_export", args=of))


def sheets(content):
    workbook = CalamineWorkbook.from_filelike(BytesIO(content))
    return [workbook.get_sheet_by_index(n).to_python() for n in (0, 1)]


def test_every_kind_of_file_is_called_as_a_button_begins():
    with override("en"):
        names = [str(name) for name in Export.Form.labels]
    assert all(name[0].isupper() for name in names), names


def test_every_member_stands_in_it_with_real_numbers_and_days(
    staff, shared, monkeypatch
):
    """Defect of others: an export that leaves out the last page."""
    monkeypatch.setattr(columns_read, "AT_ONCE", 25)
    for number in range(60):
        shared(level=number % 6)
    Result.objects.update(created_at=NOW.replace(microsecond=380_000))
    Assessment.objects.update(submitted_at=NOW.replace(microsecond=380_000))
    members, columns = sheets(fetched(staff, asked(staff)).content)
    head, *rows = members
    assert len(rows) == 60
    assert {row[head.index("Level")] for row in rows} == {0.0, 1.0, 2.0, 3.0, 4.0, 5.0}
    assert isinstance(rows[0][head.index("Percent")], float)
    day = rows[0][head.index("Assessed")]
    assert type(day) is date, "a rest of a second would equal no day"
    told = [row[0] for row in columns]
    assert {"Tên mức độ", "Doanh nghiệp"} <= set(told)
    assert "Enterprise" in [row[2] for row in columns if len(row) > 2]


def test_what_is_not_shared_is_empty(staff, shared):
    shared(scope="aggregate")
    shared(scope="pillars")
    shared(scope="answers")
    [head, *rows], _ = sheets(fetched(staff, asked(staff)).content)
    first = head.index("Percent") + 1
    filled = sorted(sum(cell != "" for cell in row[first:]) for row in rows)
    assert filled[0] == 0
    assert 0 < filled[1] < filled[2] == len(head) - first


def test_it_holds_what_the_filters_let_through(staff, shared):
    for _ in range(3):
        shared(sector="I")
        shared(sector="C")
    [_, *rows], about = sheets(fetched(staff, asked(staff, nganh="C")).content)
    assert len(rows) == 3
    # Whoever opens the file later reads there what it left out.
    assert ["Narrowed to", "Manufacturing, processing"] in [row[:2] for row in about]
    assert (
        "Manufacturing, processing"
        in staff.client.get(address(staff), {"nganh": "C"}).content.decode()
    )


def test_a_name_that_looks_like_a_formula_is_run_by_nobody(staff, shared):
    result = shared()
    result.organisation.name = "=1+1"
    result.organisation.save()
    [_, row], _ = sheets(fetched(staff, asked(staff)).content)
    assert row[0] == "=1+1"
    text = fetched(staff, asked(staff, form="csv")).content.decode()
    assert "\n'=1+1," in text


def test_it_is_fetched_once_and_by_nobody_else(staff, shared):
    shared()
    export = asked(staff)
    colleague = make_persona("hai@hoi.example", staff.organisation, "manager")
    assert fetched(staff, export, colleague.client).status_code == 404
    assert fetched(staff, export).status_code == 200
    again = fetched(staff, export)
    assert again.status_code == 302
    assert "Ask again if you need it" in staff.client.get(again.url).content.decode()


def test_the_enterprise_sees_that_it_was_taken_along(staff, shared):
    result = shared()
    export = asked(staff)
    event = AuditEvent.objects.get(
        organisation=result.organisation,
        action="export.taken",
    )
    assert event.details["part"] == "table"
    assert event.details["through"] == [str(staff.organisation.public_id)]
    fetched(staff, export)
    logged = actions_logged("export")
    assert logged == ["export.taken", "export.made", "export.fetched"]


def test_a_try_that_is_begun_anew_notes_whoever_has_come_since(
    staff, shared, monkeypatch
):
    """The list is read anew: those noted before may stand at other places in it."""
    monkeypatch.setattr(services, "AT_ONCE", 2)
    for level in (3, 4, 5):
        shared(level=level)
    export = asked(staff)
    job = Job(export.run, Policy(1, timedelta(minutes=1), in_one=False))
    new = shared(level=0)  # the weakest comes first
    association = staff.organisation
    figures = looked_at(association, QueryDict(), timezone.now()).figures
    columns = figures.cohort.rows
    seen = [
        (int(columns.enterprise[row]), int(columns.result[row]), Scope.ANSWERS)
        for row in rows_in(figures, Cell())
    ]
    assert seen[0][1] == new.pk
    note_openings(export=export, seen=seen, job=job, now=timezone.now())
    taken = AuditEvent.objects.filter(action="export.taken")
    assert taken.count() == 4
    assert taken.filter(organisation=new.organisation).count() == 1


def test_whoever_withdrew_meanwhile_is_in_no_file_that_is_fetched(staff, shared):
    shared()
    result = shared()
    export = asked(staff)
    consent = result.organisation.consents_given.get()
    withdraw_consent(consent=consent, by=None, now=datetime.now(tz=NOW.tzinfo))
    assert fetched(staff, export).status_code == 302
    [_, *rows], _ = sheets(fetched(staff, export).content)
    assert [row[0] for row in rows] == ["Quán 000"]


@pytest.mark.usefixtures("embedded")
def test_whoever_withdrew_before_its_turn_came_is_not_in_it(staff, shared):
    shared()
    result = shared()
    export = asked(staff)
    consent = result.organisation.consents_given.get()
    withdraw_consent(consent=consent, by=None, now=timezone.now())
    do_what_waits()
    export.refresh_from_db()
    assert export.rows == 1
    [_, *rows], _ = sheets(fetched(staff, export).content)
    assert [row[0] for row in rows] == ["Quán 000"]
    taken = AuditEvent.objects.filter(action="export.taken")
    assert not taken.filter(organisation=result.organisation).exists()


@pytest.mark.parametrize("ended", [False, True])
def test_whoever_was_erased_meanwhile_stands_in_no_byte_that_is_kept(
    staff, shared, ended
):
    """Its consents are gone, so nothing but the emptied file tells of it."""
    shared()
    enterprise = shared().organisation
    export = asked(staff)
    if ended:
        consent = enterprise.consents_given.get()
        withdraw_consent(consent=consent, by=None, now=timezone.now())
    delete_enterprise(enterprise=enterprise, by=None, now=timezone.now())
    export.refresh_from_db()
    assert export.content is None
    assert fetched(staff, export).status_code == 302
    [_, *rows], _ = sheets(fetched(staff, export).content)
    assert [row[0] for row in rows] == ["Quán 000"]


def test_whoever_is_erased_while_a_file_is_made_is_not_kept_in_it(
    staff, shared, monkeypatch
):
    shared()
    enterprise = shared().organisation

    def rows_and_an_end(*args):
        if Organisation.objects.filter(pk=enterprise.pk).exists():
            delete_enterprise(enterprise=enterprise, by=None, now=timezone.now())
        return rows_of_table(*args)

    monkeypatch.setattr(tasks, "rows_of_table", rows_and_an_end)
    export = asked(staff)
    assert export.content is None
    assert fetched(staff, export).status_code == 302
    [_, *rows], _ = sheets(fetched(staff, export).content)
    assert [row[0] for row in rows] == ["Quán 000"]


def test_files_of_associations_that_never_saw_it_stay(staff, shared):
    shared()
    export = asked(staff)
    other = make_owner().organisation
    delete_enterprise(enterprise=other, by=None, now=timezone.now())
    assert fetched(staff, export).status_code == 200


def test_others_may_not_ask(staff, shared):
    shared()
    other = make_staff("Hội Cơ khí", "nhanvien@cokhi.example")
    assert other.client.post(address(staff), {"form": "xlsx"}).status_code == 404
    assert not Export.objects.exists()


def test_where_nobody_shares_any_more_the_file_is_empty(staff):
    assert fetched(staff, asked(staff)).content == b""
