"""Whoever runs the site sees which letters did not leave, and never what they said."""

import pytest
from django.core.mail import EmailMessage
from django.urls import reverse

from accounts.models import AuditEvent, BadAddress, Letter
from accounts.outbox.services import write_letter
from tests.personas import make_administrator

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("embedded")]

LETTERS = reverse("admin:accounts_letter_changelist")
ADDRESSES = reverse("admin:accounts_badaddress_changelist")
SECRET = "https://san-sang.example/tiep-tuc/abc/"


@pytest.fixture
def administrator():
    return make_administrator()


@pytest.fixture
def letter() -> Letter:
    write_letter(EmailMessage("Thư", SECRET, to=["lan@pho.example"]), kind="resume")
    Letter.objects.update(state=Letter.State.FAILED, error="TimeoutError")
    return Letter.objects.get()


def test_what_a_letter_says_is_read_by_nobody(administrator, letter):
    one = reverse("admin:accounts_letter_change", args=[letter.pk])
    for page in (LETTERS, one):
        words = administrator.client.get(page).content.decode()
        assert "lan@pho.example" in words
        assert "TimeoutError" in words
        assert SECRET not in words


def test_reading_them_stands_in_the_audit_log(administrator, letter):
    administrator.client.get(LETTERS)
    assert AuditEvent.objects.filter(
        action="admin.read", subject="accounts_letter", actor=administrator.user
    ).exists()


def test_what_did_not_leave_is_sent_again(administrator, letter):
    answer = administrator.client.post(
        LETTERS,
        {"action": "send_once_more", "_selected_action": [letter.pk]},
        follow=True,
    )
    assert "1 thư đang được gửi lại." in answer.content.decode()
    letter.refresh_from_db()
    assert letter.state == Letter.State.WAITING
    event = AuditEvent.objects.get(action="letter.sent_again")
    assert event.subject == f"letter:{letter.pk}"


def test_an_address_is_noted_by_hand_and_taken_away_again(administrator):
    add = reverse("admin:accounts_badaddress_add")
    administrator.client.post(add, {"address": "Lan@Pho.example"})
    noted = BadAddress.objects.get()
    assert (noted.address, noted.why) == ("lan@pho.example", "by_hand")
    twice = administrator.client.post(add, {"address": "LAN@pho.example"})
    assert "errorlist" in twice.content.decode()
    assert BadAddress.objects.count() == 1
    assert not write_letter(
        EmailMessage("Thư", "Chào", to=["lan@pho.example"]), kind="resume"
    )

    administrator.client.post(
        reverse("admin:accounts_badaddress_delete", args=[noted.pk]), {"post": "yes"}
    )
    assert not BadAddress.objects.exists()
    actions = AuditEvent.objects.filter(action__startswith="bad_address")
    assert set(actions.values_list("action", flat=True)) == {
        "bad_address.noted",
        "bad_address.taken_away",
    }
