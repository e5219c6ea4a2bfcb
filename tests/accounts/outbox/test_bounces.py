"""A mail service tells what came back: asked as Postmark asks it, over the address it is given."""

import json
import os
import subprocess
import sys

import pytest
from anymail.signals import AnymailTrackingEvent
from django.conf import settings as site
from django.core.mail import EmailMessage

from accounts.models import AuditEvent, BadAddress, Letter
from accounts.outbox.bounces import note_event
from accounts.outbox.services import write_letter
from tests.builders import make_organisation
from tests.databases import copied_database

ADDRESS = "lan@pho.example"


def event(kind: str, **terms) -> AnymailTrackingEvent:
    return AnymailTrackingEvent(event_type=kind, recipient=ADDRESS.title(), **terms)


@pytest.mark.django_db
class TestEvents:
    @pytest.fixture
    def firm(self):
        return make_organisation()

    @pytest.fixture(autouse=True)
    def _sent(self, firm, mailoutbox):
        write_letter(
            EmailMessage("Thư", "Chào", to=[ADDRESS]),
            kind="invite",
            about=firm,
            tracked_as="invitation:7",
        )
        assert len(mailoutbox) == 1

    def test_what_came_back_for_good_is_told_and_no_letter_follows(self, firm):
        note_event(event("bounced", mta_response="550 5.1.1 no such user"))
        assert BadAddress.objects.get().why == "bounced"
        assert Letter.objects.get().state == Letter.State.REFUSED
        lost = AuditEvent.objects.get(action="letter.lost")
        assert (lost.organisation, lost.subject) == (firm, "invitation:7")
        assert not write_letter(
            EmailMessage("Thư", "Chào", to=[ADDRESS]), kind="invite"
        )

    def test_who_called_it_unwanted_got_it_and_gets_no_more(self):
        note_event(event("complained"))
        assert BadAddress.objects.get().why == "complained"
        assert Letter.objects.get().state == Letter.State.SENT

    @pytest.mark.parametrize("kind", ["delivered", "opened", "deferred", "sent"])
    def test_anything_else_changes_nothing(self, kind):
        note_event(event(kind))
        assert not BadAddress.objects.exists()
        assert Letter.objects.get().state == Letter.State.SENT
        assert not AuditEvent.objects.filter(action="letter.lost").exists()

    def test_told_twice_it_is_noted_once(self):
        for _each in range(2):
            note_event(event("bounced", esp_event={"Type": "HardBounce"}))
        assert BadAddress.objects.count() == 1
        assert AuditEvent.objects.filter(action="letter.lost").count() == 1

    @pytest.mark.parametrize(
        "terms",
        [
            {"mta_response": "552 5.2.2 mailbox full"},
            {"esp_event": {"Type": "SoftBounce"}},
            {},
        ],
        ids=["full", "soft", "unsaid"],
    )
    def test_what_may_pass_loses_the_letter_and_not_the_address(self, terms):
        note_event(event("bounced", **terms))
        assert Letter.objects.get().state == Letter.State.REFUSED
        assert not BadAddress.objects.exists()


ASKED = """
import django, json
django.setup()
from django.test import Client
from accounts.models import BadAddress
client = Client()
told = {"RecordType": "Bounce", "Type": "HardBounce", "TypeCode": 1,
        "Email": "lan@pho.example", "ID": 1, "BouncedAt": "2026-11-30T10:00:00Z"}
for secret in ("wrong:secret", "right:secret"):
    import base64
    word = base64.b64encode(secret.encode()).decode()
    answer = client.post("/thu/postmark/tracking/", json.dumps(told),
                         content_type="application/json", secure=True,
                         HTTP_AUTHORIZATION=f"Basic {word}", HTTP_HOST="127.0.0.1")
    print(answer.status_code, list(BadAddress.objects.values_list("address", flat=True)))
"""


def beginning(
    told: dict, command: str = ASKED, database: str = "sqlite://:memory:"
) -> subprocess.CompletedProcess:
    """In a process of its own: which service there is, is known when the site begins."""
    return subprocess.run(
        [sys.executable, "-c", command],
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "tests.served_settings",
            "DEBUG": "0",
            "DATABASE_URL": database,
            "EMAIL_SERVICE": "postmark",
            "EMAIL_SERVICE_SETTINGS": json.dumps(told),
        },
        cwd=site.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.django_db(transaction=True)
def test_a_service_proves_who_it_is_and_is_heard(tmp_path):
    told = {"POSTMARK_SERVER_TOKEN": "x", "WEBHOOK_SECRET": "right:secret"}
    with copied_database(tmp_path) as url:
        asked = beginning(told, database=url)
    assert asked.stdout.splitlines() == ["400 []", "200 ['lan@pho.example']"], (
        asked.stderr
    )


def test_without_a_secret_a_service_is_refused():
    told = beginning({"POSTMARK_SERVER_TOKEN": "x"})
    assert told.returncode != 0
    assert "WEBHOOK_SECRET" in told.stderr


def test_only_what_the_service_tells_of_letters_has_an_address():
    asked = beginning({"WEBHOOK_SECRET": "a:b"}, OF_ADDRESSES)
    assert asked.stdout.split() == ["postmark/tracking/"], asked.stderr


OF_ADDRESSES = """
import django
django.setup()
from accounts.outbox.urls import urlpatterns
print(*[service.pattern for service in urlpatterns])
"""
