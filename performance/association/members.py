"""Members of an association: importing a table of 10,000, and their list with 20,000 behind it.

Of the database that DATABASE_URL names.
"""

from collections.abc import Iterator
from functools import partial
from time import process_time

from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Organisation
from associations.members.imports import services, tasks
from associations.models import ImportRow, Member, MemberImport
from performance.frame.browser import IN_PROCESS
from performance.frame.timing import Measurement, measure, scaled
from tests.builders import make_organisation
from tests.personas import make_persona

ROWS = 10_000
MEMBERS = 20_000
FEW = 200
A_MINUTE = 60.0  # seconds, reading and importing together
A_PAGE = 0.150
FILTERS = (
    "",
    "trang=9999",
    "ten=hoi+vien+7",
    "tinh-trang=moi-biet",
    "tinh-trang=la-hoi-vien",
    "nganh=C&quymo=small",
)
AT_ONCE = 2000


def run() -> Iterator[Measurement]:
    call_command("migrate", verbosity=0)
    at_once = {"default": {"BACKEND": "background.engines.at_once.Backend"}}
    alone = override_settings(**IN_PROCESS, SECOND_STEP_OF="nobody", TASKS=at_once)
    with alone, transaction.atomic():
        association = make_organisation("association", "Hội của nhiều hội viên")
        yield _importing(association)
        Member.objects.all().delete()
        staff = make_persona("nhan-vien@hoi.example", association, "officer").client
        few = _queries(staff, association, scaled(FEW, 10))
        many = _queries(staff, association, scaled(MEMBERS, 100))
        assert few == many, (few, many)
        for asked in FILTERS:
            address = f"{_address(association)}?{asked}"
            name = f"list of {MEMBERS} {asked}, {many[asked]} queries"
            ask = partial(staff.get, address)
            yield measure(
                name,
                ask,
                rounds=5,
                at_most=A_PAGE,
                clock=process_time,
            )
        transaction.set_rollback(True)


def _importing(association: Organisation) -> Measurement:
    content = _table(scaled(ROWS, 100))

    def import_all() -> None:
        table = services.send_table(
            association=association,
            content=content,
            by=None,
            now=timezone.now(),
        )
        tasks.read.enqueue(table.pk)
        services.begin_keeping(table=table)
        tasks.keep.enqueue(table.pk)
        table.refresh_from_db()
        assert table.state == MemberImport.State.DONE
        assert not ImportRow.objects.exists()

    name = f"import of a table of {ROWS}"
    return measure(name, import_all, rounds=1, at_most=A_MINUTE)


def _table(rows: int) -> bytes:
    lines = ["Tên hội viên,Người liên hệ,Email,Điện thoại,Ngành,Phường xã,Quy mô"]
    lines += [
        f"Hội viên {number},Chị Lan,lan{number}@hoi.example,0900 {number % 900 + 100} 000,"
        "C,Bến Thành,Nhỏ"
        for number in range(rows)
    ]
    return "\n".join(lines).encode()


def _address(association: Organisation) -> str:
    return reverse("associations:members", args=[association.public_id])


def _queries(staff: Client, association: Organisation, count: int) -> dict[str, int]:
    """How many each page of the list takes, with so many members."""
    _fill(association, count)
    asked = {}
    for words in FILTERS:
        with CaptureQueriesContext(connection) as queries:
            answer = staff.get(f"{_address(association)}?{words}")
        assert answer.status_code == 200, (words, answer.status_code)
        asked[words] = len(queries)
    return asked


def _fill(association: Organisation, count: int) -> None:
    present = Member.objects.filter(association=association).count()
    members = []
    for number in range(present, count):
        member = Member(
            association=association,
            name=f"Hội viên {number}",
            sector="ACGI"[number % 4],
            size=("micro", "small")[number % 2],
        )
        member.set_keys()
        members.append(member)
    Member.objects.bulk_create(members, batch_size=AT_ONCE)
