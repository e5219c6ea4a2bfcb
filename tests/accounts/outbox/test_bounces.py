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

    def test_what_came_back_is_told_and_no_letter_follows(self, firm):
        note_event(event("bounced"))
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

    def test_told_twice_it_is_noted_once(self):
        note_event(event("bounced"))
        note_event(event("bounced"))
        assert BadAddress.objects.count() == 1


ASKED = """
import django, json
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
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


def test_a_service_proves_who_it_is_and_is_heard(tmp_path):
    """In a process of its own: which service there is, is known when the site begins."""
    told = {"POSTMARK_SERVER_TOKEN": "x", "WEBHOOK_SECRET": "right:secret"}
    asked = subprocess.run(
        [sys.executable, "-c", ASKED],
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "tests.served_settings",
            "DEBUG": "0",
            "DATABASE_URL": f"sqlite:///{tmp_path / 'site.sqlite3'}",
            "EMAIL_SERVICE": "postmark",
            "EMAIL_SERVICE_SETTINGS": json.dumps(told),
        },
        cwd=site.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.stdout.splitlines() == ["400 []", "200 ['lan@pho.example']"], (
        asked.stderr
    )
