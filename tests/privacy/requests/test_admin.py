"""The queue: what is due first, what is overdue, and what can be done about it."""

import re
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import AuditEvent, Organisation, User
from privacy.models import PersonRequest
from privacy.requests import services
from privacy.requests.admin import standing_of
from tests.builders import make_user
from tests.personas import (
    Persona,
    make_administrator,
    make_colleague,
    make_owner,
    make_persona,
)

pytestmark = pytest.mark.django_db
LIST = reverse("admin:privacy_personrequest_changelist")
LONG_AGO = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)
TYPED = "Một câu trả lời dài"


@pytest.fixture
def admin() -> Persona:
    return make_administrator()


def received(kind: str = "object", at: datetime = LONG_AGO) -> PersonRequest:
    return services.receive_request(
        kind=kind,
        email=f"{kind}@pho.example",
        language="vi",
        words="Xin đừng gọi",
        user=None,
        now=at,
    )


def page_of(request: PersonRequest) -> str:
    return reverse("admin:privacy_personrequest_change", args=[request.pk])


def act(request: PersonRequest, name: str) -> str:
    args = [request.pk, name]
    return reverse("admin:privacy_personrequest_action", args=args)


def test_what_is_due_first_stands_first_and_what_is_closed_last(admin):
    closed = received("copy")
    services.finish(
        request=closed, words="Đã gửi", by=admin.user, now=closed.received_at
    )
    later, first = received("delete"), received("object")
    page = admin.client.get(LIST).content.decode()
    order = re.findall(r"/personrequest/(\d+)/change/", page)
    assert order == [str(each.pk) for each in (first, later, closed)]
    assert "ngày làm việc quá hạn" in page
    page = admin.client.get(f"{LIST}?standing=overdue").content.decode()
    assert set(re.findall(r"/personrequest/(\d+)/change/", page)) == {
        str(first.pk),
        str(later.pk),
    }


def test_standing_is_told_in_working_days():
    request = received(at=datetime(2026, 11, 20, 3, 0, tzinfo=UTC))
    monday = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
    assert standing_of(request, monday) == "xác nhận: còn 1 ngày làm việc"
    request.acknowledged_at = monday
    assert standing_of(request, monday) == "trả lời: còn 14 ngày làm việc"
    late = datetime(2026, 12, 16, 3, 0, tzinfo=UTC)
    assert standing_of(request, late) == "trả lời: 2 ngày làm việc quá hạn"
    request.due_on = request.due_on.replace(year=2028)
    assert "ngày nghỉ lễ năm 2028 chưa có" in standing_of(request, late)


def test_each_button_does_what_it_says_and_nothing_twice(admin):
    request = received("delete", datetime.now(UTC))
    page = admin.client.get(page_of(request)).content.decode()
    assert "Xin đừng gọi" in page
    for name in ("acknowledge", "extend", "finish", "refuse", "erase"):
        assert act(request, name) in page
    admin.client.post(act(request, "acknowledge"))
    admin.client.post(act(request, "extend"), {"words": "Nhiều tệp"})
    page = admin.client.get(page_of(request)).content.decode()
    assert act(request, "acknowledge") not in page
    assert act(request, "extend") not in page
    admin.client.post(act(request, "erase"), {"words": "Đã xóa", "sure": "on"})
    request.refresh_from_db()
    assert (request.state, request.email) == ("done", "")
    answer = admin.client.post(act(request, "refuse"), {"words": "x"}, follow=True)
    assert "không làm được nữa" in answer.content.decode()
    assert admin.client.get(act(request, "refuse")).status_code == 405


def test_what_was_typed_comes_back_where_it_cannot_be_done(admin):
    request = received()  # its term is over
    page = admin.client.post(act(request, "extend"), {"words": TYPED}, follow=True)
    assert page.content.decode().count(TYPED) == 1
    assert "Đã hết hạn" in page.content.decode()
    assert TYPED not in admin.client.get(page_of(request)).content.decode()
    erased = received("delete")
    page = admin.client.post(act(erased, "erase"), {"words": TYPED}, follow=True)
    assert TYPED in page.content.decode()
    erased.refresh_from_db()
    assert erased.is_open


@pytest.mark.sql
@pytest.mark.parametrize("is_handed_over", [True, False])
def test_deleting_what_was_asked_by_letter_takes_the_account_of_the_address(
    admin, is_handed_over
):
    """And says what becomes of what only that owns, as its owner would have."""
    owner = make_owner("delete@pho.example")
    heir = make_colleague(owner).user
    request = received("delete", datetime.now(UTC))
    name = f"enterprise-{owner.organisation.public_id}"
    assert f'name="{name}"' in admin.client.get(page_of(request)).content.decode()
    sure = {"words": TYPED, "sure": "on"}
    for choice in ({}, {name: "0"}):
        admin.client.post(act(request, "erase"), sure | choice)
        assert User.objects.filter(pk=owner.user.pk).exists()
        request.refresh_from_db()
        assert request.is_open
    choice = {name: str(heir.pk) if is_handed_over else "delete"}
    admin.client.post(act(request, "erase"), sure | choice)
    request.refresh_from_db()
    assert (request.state, request.email) == ("done", "")
    assert not User.objects.filter(pk=owner.user.pk).exists()
    owners = owner.organisation.memberships.filter(role="owner")
    assert [each.user for each in owners] == ([heir] if is_handed_over else [])
    left = Organisation.objects.filter(pk=owner.organisation.pk)
    assert left.exists() is is_handed_over


def test_who_may_only_look_does_nothing(admin):
    request = received()
    looking = make_persona("xem@site.example", is_staff=True)
    assert looking.client.get(LIST).status_code == 403
    may_view = Permission.objects.get(codename="view_personrequest")
    looking.user.user_permissions.add(may_view)
    page = looking.client.get(page_of(request))
    assert page.status_code == 200
    assert act(request, "finish") not in page.content.decode()
    answer = looking.client.post(act(request, "finish"), {"words": "x"})
    assert answer.status_code == 403
    responsible = make_persona("lo@site.example", is_staff=True)
    both = Permission.objects.filter(codename__endswith="_personrequest")
    responsible.user.user_permissions.set(both)
    responsible.client.post(act(request, "finish"), {"words": "Đã làm"})
    request.refresh_from_db()
    assert request.state == "done"


def test_that_an_administrator_reads_requests_is_written_down(admin):
    admin.client.get(page_of(received()))
    read = AuditEvent.objects.filter(action="admin.read")
    assert read.filter(subject__startswith="privacy_personrequest").exists()


class TestHealth:
    def run(self) -> tuple[str, str]:
        out, err = StringIO(), StringIO()
        call_command("privacy_health", stdout=out, stderr=err)
        return out.getvalue(), err.getvalue()

    def test_is_calm_while_all_is_in_time(self):
        received(at=datetime.now(UTC))
        out, _err = self.run()
        assert out.startswith("1 requests open, 0 due within 7 days.")

    def test_fails_for_what_is_overdue_and_names_nobody(self, capsys):
        request = received()
        err = StringIO()
        with pytest.raises(CommandError, match="1 requests are overdue"):
            call_command("privacy_health", stderr=err, stdout=StringIO())
        assert str(request.public_id) in err.getvalue()
        assert request.email not in err.getvalue()

    def test_fails_where_nobody_acknowledged_in_two_days(self, admin):
        request = received()
        PersonRequest.objects.filter(pk=request.pk).update(due_on="2099-01-01")
        with pytest.raises(CommandError):
            self.run()
        PersonRequest.objects.filter(pk=request.pk).update(acknowledged_at=LONG_AGO)
        assert self.run()[0].startswith("1 requests open")


def test_own_requests_stay_proof_without_a_name():
    user = make_user()
    done = services.record_own_doing(
        kind="copy", email=user.email, language="vi", user=user, now=LONG_AGO
    )
    assert (done.is_open, done.closed_at) == (False, LONG_AGO)
    assert AuditEvent.objects.get(action="privacy.request_done").actor == user
