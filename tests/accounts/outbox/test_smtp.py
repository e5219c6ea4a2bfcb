"""Letters over SMTP to a server of its own kind: what it takes, and what it says no to."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from accounts.models import BadAddress, Letter
from accounts.outbox.services import write_letter
from tests.background.world import be_due, do_what_waits
from tests.postgres_server import free_port

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("embedded")]

ADDRESS = "lan@pho.example"
TAKEN = "250 OK"


class Postbox:
    """Says the words it is given to whoever names a mailbox, and keeps what it takes."""

    def __init__(self) -> None:
        self.words = TAKEN
        self.letters: list[EmailMessage] = []

    async def handle_RCPT(self, _server, _session, envelope, address, _options) -> str:
        if self.words == TAKEN:
            envelope.rcpt_tos.append(address)
        return self.words

    async def handle_DATA(self, _server, _session, envelope) -> str:
        letter = message_from_bytes(envelope.content, policy=policy.default)
        self.letters.append(letter)
        return TAKEN


@pytest.fixture
def postbox(settings) -> Iterator[Postbox]:
    postbox = Postbox()
    server = Controller(postbox, hostname="127.0.0.1", port=free_port())
    server.start()
    settings.EMAIL_BACKEND = "accounts.mail_server.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = server.port
    yield postbox
    server.stop()


def write() -> None:
    message = EmailMultiAlternatives("Thư mời", "Mời chị Lan", to=[ADDRESS])
    message.attach_alternative("<p>Mời chị Lan</p>", "text/html")
    write_letter(message, kind="survey/email/invite")


def test_a_letter_arrives_whole_as_text_and_html(postbox):
    write()
    do_what_waits()
    [letter] = postbox.letters
    assert (letter["To"], letter["Subject"]) == (ADDRESS, "Thư mời")
    text, html = (letter.get_body([kind]).get_content() for kind in ("plain", "html"))
    assert (text.strip(), html.strip()) == ("Mời chị Lan", "<p>Mời chị Lan</p>")
    assert Letter.objects.get().state == Letter.State.SENT


def test_a_mailbox_that_is_not_there_is_not_written_to_again(postbox):
    postbox.words = "550 5.1.1 no such user here"
    write()
    do_what_waits()
    assert BadAddress.objects.get().address == ADDRESS
    postbox.words = TAKEN
    write()
    do_what_waits()
    assert postbox.letters == []


def test_who_is_asked_to_come_again_later_comes_again_and_once(postbox):
    postbox.words = "451 4.7.1 greylisted, come again"
    write()
    do_what_waits()
    assert Letter.objects.get().state == Letter.State.WAITING
    assert not BadAddress.objects.exists()
    postbox.words = TAKEN
    for _turn in range(2):
        Letter.objects.update(due_at=timezone.now())
        be_due()
        do_what_waits()
    assert len(postbox.letters) == 1
