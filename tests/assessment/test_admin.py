"""Whoever runs the site sees what waits, runs and failed, and has what failed tried again."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from background.models import Run, State
from background.periodic import pulse
from tests.personas import make_administrator

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("embedded")]

LIST = reverse("admin:background_run_changelist")


@pytest.fixture
def administrator(client):
    person = make_administrator()
    return person


def failed() -> Run:
    pulse.enqueue()
    run = Run.objects.get()
    run.state, run.error, run.tries = State.FAILED, "ValueError", 6
    run.finished_at = timezone.now()
    run.save()
    return run


def test_the_list_begins_with_how_it_stands(administrator):
    failed()
    page = administrator.client.get(LIST).content.decode()
    assert "Đang chờ: 0. Đang chạy: 0. Đã hỏng: 1." in page
    assert "Không có tiến trình nào đang làm việc nền" in page
    assert "ValueError" in page


def test_what_failed_is_tried_again_and_the_log_says_who_wanted_it(administrator):
    run = failed()
    answer = administrator.client.post(
        LIST,
        {"action": "try_failed_again", "_selected_action": [str(run.pk)]},
        follow=True,
    )
    assert "1 việc sẽ được thử lại." in answer.content.decode()
    run.refresh_from_db()
    assert (run.state, run.tries) == (State.WAITING, 0)
    event = AuditEvent.objects.get(action="work.tried_again")
    assert event.actor == administrator.user
    assert event.subject == f"work:{run.pk}"


def test_what_did_not_fail_is_left_alone(administrator):
    pulse.enqueue()
    run = Run.objects.get()
    administrator.client.post(
        LIST, {"action": "try_failed_again", "_selected_action": [str(run.pk)]}
    )
    assert not AuditEvent.objects.filter(action="work.tried_again").exists()
    same = Run.objects.get()
    assert (same.state, same.tries, same.due_at) == (run.state, run.tries, run.due_at)


def test_one_piece_of_work_is_read_and_not_changed(administrator):
    run = failed()
    page = reverse("admin:background_run_change", args=[run.pk])
    answer = administrator.client.get(page)
    assert answer.status_code == 200
    assert 'name="_save"' not in answer.content.decode()
    assert administrator.client.post(page, {"state": "done"}).status_code == 403


@pytest.mark.sql
def test_the_list_takes_as_many_queries_however_much_there_is(
    administrator, django_assert_max_num_queries
):
    for _each in range(60):
        pulse.enqueue()
    with django_assert_max_num_queries(12):
        administrator.client.get(LIST)
