"""Whoever asked for work sees how far it is and calls it off; so do those it is done for."""

import re
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from background.enqueuing import enqueue_for
from background.models import Run, State
from background.progress import Progress
from background.queries import newest_run
from tests.background.effects import counts_slowly
from tests.background.world import do_what_waits
from tests.personas import make_owner, make_persona, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("embedded")]

HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/cua-toi/?a=1"}


@pytest.fixture
def staff():
    return make_staff("Hội May", "can-bo@hoi.example")


@pytest.fixture
def run(staff) -> Run:
    return enqueue_for(
        staff.user,
        counts_slowly,
        4,
        about=str(staff.organisation.public_id),
        leads_to="/cua-toi/",
    )


def page_of(run: Run, deed: str = "") -> str:
    return f"/viec-nen/{run.pk}/{deed}"


def has_come_to(run: Run, done: int, **fields) -> None:
    fields = {"state": State.RUNNING, "done": done, "total": 4} | fields
    Run.objects.filter(pk=run.pk).update(**fields)


def part_of(client: Client, run: Run, said: str = "") -> str:
    answer = client.get(page_of(run), {"said": said}, headers=HTMX)
    return unescape(" ".join(answer.content.decode().split()))


def test_who_asked_sees_it_under_its_title(staff, run):
    text = staff.client.get(page_of(run)).content.decode()
    assert "Counting slowly" in text
    assert "Đang chờ đến lượt" in text


def test_a_colleague_sees_it_and_may_stop_it(staff, run):
    colleague = make_persona("dong-nghiep@hoi.example", staff.organisation, "reader")
    assert colleague.client.get(page_of(run)).status_code == 200
    colleague.client.post(page_of(run, "dung/"))
    run.refresh_from_db()
    assert run.state == State.CANCELLED


def test_of_an_enterprise_only_who_asked_sees_it():
    owner = make_owner()
    colleague = make_persona("hai@tiem.example", owner.organisation, "member")
    about = str(owner.organisation.public_id)
    run = enqueue_for(owner.user, counts_slowly, 4, about=about)
    assert owner.client.get(page_of(run)).status_code == 200
    assert colleague.client.get(page_of(run)).status_code == 404


@pytest.mark.parametrize("deed", ["dung/", "lam-lai/"])
def test_to_others_there_is_nothing_and_they_change_nothing(run, deed):
    other = make_staff("Hội Gỗ", "khac@hoi.example")
    assert other.client.get(page_of(run)).status_code == 404
    assert other.client.post(page_of(run, deed)).status_code == 404
    assert "/login/" in Client().get(page_of(run)).url
    assert "/login/" in Client().post(page_of(run, deed)).url
    run.refresh_from_db()
    assert run.state == State.WAITING


def test_work_that_is_nobodys_is_seen_by_nobody(staff):
    counts_slowly.enqueue(1)
    assert staff.client.get(page_of(Run.objects.get())).status_code == 404


def test_a_page_that_asks_goes_on_asking_until_it_is_over(staff, run):
    assert 'hx-trigger="every 2s"' in part_of(staff.client, run)
    has_come_to(run, 4, state=State.DONE)
    part = part_of(staff.client, run)
    assert "hx-trigger" not in part
    assert "Đã xong." in part
    assert 'href="/cua-toi/"' in part


def test_a_page_whose_reader_signed_out_is_told_to_ask_no_more(run):
    answer = Client().get(page_of(run), headers=HTMX)
    assert answer.status_code == 286
    assert "hx-get" not in answer.content.decode()


def test_what_was_said_aloud_is_not_said_again(staff, run):
    has_come_to(run, 1)
    first = part_of(staff.client, run)
    said = re.search(r"said=([^\"]+)", first)[1]
    assert "Đang làm: đã xong 25 %." in first

    again = part_of(staff.client, run, said)
    assert 'role="status"' not in again
    assert 'value="1"' in again

    has_come_to(run, 2)
    assert "đã xong 50 %" in part_of(staff.client, run, said)


def test_its_numbers_are_read_by_people_and_its_bar_by_the_browser(staff, run):
    has_come_to(run, 5_000, total=10_000)
    part = part_of(staff.client, run)
    assert "5.000 trên 10.000" in part
    assert 'max="10000" value="5000"' in part


def test_a_button_leads_back_to_the_page_that_it_stood_on(staff, run):
    assert 'value="/cua-toi/?a=1"' in part_of(staff.client, run)
    answer = staff.client.post(page_of(run, "dung/"), {"page": "/cua-toi/?a=1"})
    assert answer.url == "/cua-toi/?a=1"


@pytest.mark.parametrize(
    "page", ["", "https://xau.example/", "//xau.example/", "cua-toi", "javascript:1"]
)
def test_a_button_leads_to_no_other_site(staff, run, page):
    answer = staff.client.post(page_of(run, "dung/"), {"page": page})
    assert answer.url == page_of(run)


def test_what_somebody_does_just_now_is_told_to_stop(staff, run):
    has_come_to(run, 1)
    staff.client.post(page_of(run, "dung/"))
    run.refresh_from_db()
    assert run.is_unwanted
    part = part_of(staff.client, run)
    assert "Đã nhận lệnh dừng" in part
    assert "/dung/" not in part


def test_what_failed_is_tried_again_by_whoever_waits(staff, run):
    has_come_to(run, 1, state=State.FAILED, tries=6)
    assert "/lam-lai/" in part_of(staff.client, run)
    staff.client.post(page_of(run, "lam-lai/"))
    run.refresh_from_db()
    assert (run.state, run.tries) == (State.WAITING, 0)


def test_what_got_stuck_says_when_it_is_tried_again(staff, run):
    noon = timezone.localtime().replace(hour=14, minute=32)
    has_come_to(run, 0, total=0, state=State.WAITING, tries=1, due_at=noon)
    assert "tự làm lại lúc 14:32" in part_of(staff.client, run)


def test_a_page_finds_the_newest_of_its_organisation(staff, run):
    about = str(staff.organisation.public_id)
    newer = enqueue_for(staff.user, counts_slowly, 1, about=about)
    enqueue_for(staff.user, counts_slowly, 1, about="another")
    assert newest_run(counts_slowly, about) == newer
    assert newest_run(counts_slowly, "nobody") is None


def test_its_end_is_known_once_a_worker_has_done_it(staff):
    run = enqueue_for(staff.user, counts_slowly, 1)
    do_what_waits()
    run.refresh_from_db()
    assert Progress(run, "").step == "done-10-1"
    assert Progress(run, "").percent == 100
