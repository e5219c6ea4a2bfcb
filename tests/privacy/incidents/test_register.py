"""An incident is told within 72 hours, or everybody who looks sees that it was not."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from privacy.incidents.clock import TELL_WITHIN, Standing, due_at, standing_of
from privacy.models import Incident
from tests.builders import NOW, make_user
from tests.personas import make_administrator

pytestmark = pytest.mark.django_db
LIST = reverse("admin:privacy_incident_changelist")
ADD = reverse("admin:privacy_incident_add")
MINUTE = timedelta(minutes=1)


def make_incident(hours_ago: float, **fields) -> Incident:
    noticed = timezone.now() - timedelta(hours=hours_ago)
    facts = {"what": "Gửi nhầm một tệp", "data": "Tên và điện thoại", **fields}
    return Incident.objects.create(detected_at=noticed, noted_at=noticed, **facts)


def typed(incident: Incident | None = None, **fields) -> dict:
    """The form as the administration sends it."""
    moments = {}
    for name in ("detected_at", "notified_at", "persons_told_at", "closed_at"):
        moment = fields.pop(name, None) or getattr(incident, name, None)
        local = timezone.localtime(moment) if moment else None
        moments[f"{name}_0"] = f"{local:%d/%m/%Y}" if local else ""
        moments[f"{name}_1"] = f"{local:%H:%M:%S}" if local else ""
    usual = {
        "what": "Gửi nhầm một tệp",
        "data": "Tên và điện thoại",
        "persons": "12",
        "harm": "unknown",
        "harm_note": "",
        "measures": "",
        "reference": "",
    }
    return {**usual, **moments, **fields}


@pytest.fixture
def operator():
    return make_administrator()


@pytest.mark.parametrize(
    ("fields", "after", "standing"),
    [
        ({}, TELL_WITHIN, Standing.DUE),
        ({}, TELL_WITHIN + MINUTE, Standing.OVERDUE),
        ({"harm": "possible"}, TELL_WITHIN + MINUTE, Standing.OVERDUE),
        ({"harm": "none"}, TELL_WITHIN + MINUTE, Standing.NOT_NEEDED),
        ({"notified_at": NOW + TELL_WITHIN}, TELL_WITHIN + MINUTE, Standing.TOLD),
        ({"notified_at": NOW + TELL_WITHIN + MINUTE}, timedelta(0), Standing.TOLD_LATE),
    ],
)
def test_the_clock_runs_from_when_it_was_noticed(fields, after, standing):
    incident = Incident(detected_at=NOW, **fields)
    assert due_at(incident) == NOW + timedelta(hours=72)
    assert standing_of(incident, NOW + after) == standing


def test_the_command_fails_as_long_as_one_is_overdue():
    def run() -> str:
        out = StringIO()
        call_command("incidents", stdout=out)
        return out.getvalue()

    assert run() == ""
    fresh = make_incident(71)
    make_incident(500, harm="none")
    assert run().startswith(f"incident {fresh}: due, to be told by ")
    late = make_incident(73)
    with pytest.raises(CommandError, match="1 incidents are overdue"):
        run()
    Incident.objects.filter(pk=late.pk).update(notified_at=timezone.now())
    assert "overdue" not in run()


def test_an_incident_is_noted_changed_and_closed_and_the_log_tells_how(operator):
    noticed = timezone.now().replace(microsecond=0) - timedelta(hours=2)
    assert operator.client.post(ADD, typed(detected_at=noticed)).status_code == 302
    incident = Incident.objects.get()
    assert (incident.noted_by, incident.persons) == (operator.user, 12)
    assert (
        "Báo cơ quan chuyên trách trước" in operator.client.get(LIST).content.decode()
    )

    page = reverse("admin:privacy_incident_change", args=[incident.pk])
    told = noticed + timedelta(hours=1)
    done = {"harm": "possible", "measures": "Đã xin xóa tệp", "notified_at": told}
    assert operator.client.post(page, typed(incident, **done)).status_code == 302
    incident.refresh_from_db()
    closed = typed(incident, **done, closed_at=told + MINUTE)
    assert operator.client.post(page, closed).status_code == 302
    incident.refresh_from_db()
    assert operator.client.post(page, typed(incident, what="Khác")).status_code == 403

    events = AuditEvent.objects.filter(chain="incident").order_by("number")
    assert [event.action for event in events] == [
        "incident.noted",
        "incident.changed",
        "incident.closed",
    ]
    assert events[1].details == {
        "fields": ["harm", "measures", "notified_at"],
        "harm": "possible",
        "notified_at": told.isoformat(),
    }
    assert "tệp" not in str(list(events.values()))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"detected_at": timezone.now() + timedelta(days=1)}, "chưa đến"),
        ({"notified_at": NOW - timedelta(days=900)}, "trước khi sự cố được phát hiện"),
        ({"closed": True}, "có thể có tổn hại hay không"),
        ({"closed": True, "harm": "possible"}, "phải báo cơ quan chuyên trách trước"),
        ({"closed": True, "harm": "none"}, "vì sao không thể có tổn hại"),
        ({"what": " \u200b"}, "chưa điền chỗ này"),
    ],
)
def test_what_cannot_be_is_refused(operator, fields, said):
    noticed = timezone.now() - timedelta(hours=2)
    if fields.pop("closed", False):
        fields["closed_at"] = timezone.now()
    page = operator.client.post(ADD, typed(**{"detected_at": noticed, **fields}))
    assert page.status_code == 200
    assert said in page.content.decode()
    assert not Incident.objects.exists()


def test_what_is_overdue_is_marked_and_nothing_is_deleted(operator):
    incident = make_incident(73)
    assert "<strong>QUÁ HẠN từ" in operator.client.get(LIST).content.decode()
    gone = reverse("admin:privacy_incident_delete", args=[incident.pk])
    assert operator.client.post(gone, {"post": "yes"}).status_code == 403


def test_the_responsible_person_is_let_in_by_a_right_of_their_own(client):
    person = make_user("bao-ve@du-lieu.example", is_staff=True)
    client.force_login(person)
    make_incident(1)
    assert client.get(LIST).status_code == 403
    person.user_permissions.set(
        Permission.objects.filter(
            content_type__app_label="privacy", content_type__model="incident"
        )
    )
    assert client.get(LIST).status_code == 200


def test_every_field_of_a_moment_has_a_label_of_its_own(operator):
    """Django's own has a word beside each, which a screen reader does not tie to it."""
    page = operator.client.get(ADD).content.decode()
    for part in ("detected_at_0", "detected_at_1", "closed_at_0"):
        assert f'for="id_{part}"' in page
        assert page.count(f'id="id_{part}"') == 1


def test_what_is_searched_in_the_administration_is_labelled_in_words(operator):
    page = operator.client.get(reverse("admin:accounts_auditevent_changelist"))
    assert '<label for="searchbar">Tìm' in page.content.decode()
