"""Letters wait for the mail server in a thread of their own; no page does."""

import smtplib
import socket
import threading
import time
from collections.abc import Iterator

import pytest
from accounts.postbox import Letter, Postbox
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts import postbox
from accounts.email import lost_letters, send_message
from accounts.models import AuditEvent
from survey.colleagues.queries import colleagues_of
from survey.colleagues.services import invite
from survey.rounds.resume_links import send_resume_link
from tests.builders import NOW, make_assessment, make_user
from tests.databases import copied_database
from tests.served import Browser, Served
from tests.silence import SlowMailServer
from tests.survey.wizard import hold

ADDRESS = "lan@pho.example"
LETTERS = 3


@pytest.fixture
def box(monkeypatch) -> Iterator[Postbox]:
    box = Postbox(places=2)
    monkeypatch.setattr(postbox, "_postbox", box)
    yield box
    box.close(5)


@pytest.fixture
def held_back(monkeypatch) -> Iterator[threading.Event]:
    """A mail server that takes its time until the event is set."""
    let_go = threading.Event()
    original = EmailMessage.send

    def wait(message, fail_silently=False):
        assert let_go.wait(10)
        return original(message)

    monkeypatch.setattr(EmailMessage, "send", wait)
    yield let_go
    let_go.set()


@pytest.fixture
def refusing(monkeypatch) -> None:
    def refuse(message, fail_silently=False):
        raise smtplib.SMTPRecipientsRefused({message.to[0]: (550, b"no such mailbox")})

    monkeypatch.setattr(EmailMessage, "send", refuse)


@pytest.fixture
def silent_server() -> Iterator[str]:
    """Accepts whoever comes and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as listening:
        _host, port = listening.getsockname()
        yield f"smtp://127.0.0.1:{port}"


def letter() -> EmailMessage:
    return EmailMessage("Chào", "Chào", to=[ADDRESS])


@pytest.mark.django_db(transaction=True)
class TestPostbox:
    def test_a_page_goes_on_while_the_mail_server_takes_its_time(
        self, box, held_back, mailoutbox
    ):
        assert send_message(letter())
        assert not mailoutbox
        held_back.set()
        box.close(5)
        assert len(mailoutbox) == 1

    def test_a_letter_leaves_only_after_the_transaction_that_needs_it(
        self, box, mailoutbox
    ):
        with transaction.atomic():
            send_message(letter())
            time.sleep(0.1)
            assert not mailoutbox
        box.close(5)
        assert len(mailoutbox) == 1

    def test_what_is_undone_sends_no_letter(self, box, mailoutbox):
        with transaction.atomic():
            send_message(letter())
            transaction.set_rollback(True)
        box.close(5)
        assert not mailoutbox

    def test_a_full_postbox_refuses_at_once_and_names_nobody(
        self, box, held_back, caplog
    ):
        # One is with the mail server, two wait.
        for _ in range(LETTERS):
            assert send_message(letter())
            time.sleep(0.1)
        assert not send_message(letter())
        assert "too many are waiting" in caplog.text
        assert ADDRESS not in caplog.text

    def test_whoever_comes_to_a_full_postbox_later_is_told_by_the_note(
        self, box, held_back
    ):
        noted = []
        for number in range(LETTERS + 1):
            note = Letter(letter(), lambda number=number: noted.append(number))
            box.post(note)
            time.sleep(0.1)
        assert noted == [LETTERS]

    def test_a_lost_letter_is_noted_and_the_next_one_is_carried(
        self, box, refusing, caplog
    ):
        noted = []
        send_message(letter(), lambda: noted.append(1))
        send_message(letter(), lambda: noted.append(2))
        box.close(5)
        assert noted == [1, 2]
        assert "SMTPRecipientsRefused" in caplog.text
        assert ADDRESS not in caplog.text

    def test_a_note_that_fails_does_not_end_the_thread(self, box, refusing, caplog):
        noted = []
        send_message(letter(), lambda: 1 / 0)
        send_message(letter(), lambda: noted.append(2))
        box.close(5)
        assert noted == [2]
        assert "ZeroDivisionError" in caplog.text

    def test_what_did_not_leave_by_the_end_of_the_process_is_counted(
        self, box, held_back, caplog
    ):
        for _ in range(2):
            send_message(letter())
            time.sleep(0.1)
        box.close(0.1)
        assert "letters that were not sent: 1" in caplog.text

    def test_it_begins_anew_where_its_thread_did_not_come_along(self, box, mailoutbox):
        """As in a process that was forked from one whose thread had begun."""
        send_message(letter())
        box.close(5)
        send_message(letter())
        box.close(5)
        assert len(mailoutbox) == 2


def test_letters_that_wait_can_be_taken_back_and_the_others_leave(
    box, held_back, mailoutbox
):
    box.places = 9
    addresses = ["a@pho.example", "b@pho.example", ADDRESS, "c@pho.example"]
    for address in addresses:
        box.post(Letter(EmailMessage("x", "y", to=[address]), list))
    taken = box.take_back(lambda message: message.to == [ADDRESS])
    held_back.set()
    box.close(5)
    assert taken == 1
    # The first may have been on its way already when the others were looked through.
    assert {letter.to[0] for letter in mailoutbox} == {*addresses} - {ADDRESS}


def test_without_a_web_process_a_letter_leaves_at_once(mailoutbox):
    assert postbox.postbox() is None
    assert send_message(letter())
    assert len(mailoutbox) == 1


@pytest.mark.django_db(transaction=True)
class TestPagesTellOfLostLetters:
    def test_a_colleague_without_a_letter_is_named_until_invited_again(
        self, client, box, refusing, monkeypatch
    ):
        draft, owner = make_assessment(), make_user()
        terms = {
            "assessment": draft,
            "name": "Lan",
            "email": ADDRESS,
            "pillars": ["1"],
            "language": "vi",
            "by": owner,
            "build_url": lambda token: f"https://mau.example/loi-moi/{token}/",
        }
        invite(**terms, now=NOW)
        box.close(5)
        (colleague,) = colleagues_of(draft)
        assert colleague.has_no_letter
        hold(client, draft)
        page = client.get(reverse("survey:respondents", args=[draft.public_id]))
        assert "Thư mời chưa gửi được" in page.content.decode()
        assert ADDRESS not in str(AuditEvent.objects.values_list())

        monkeypatch.setattr(EmailMessage, "send", lambda message: 1)
        invite(**terms, now=timezone.now())
        box.close(5)
        (colleague,) = colleagues_of(draft)
        assert not colleague.has_no_letter

    def test_a_link_to_go_on_that_never_left_is_told_where_it_is_asked_for(
        self, client, box, refusing
    ):
        draft = make_assessment()
        hold(client, draft)
        link = send_resume_link(
            assessment=draft, email=ADDRESS, now=timezone.now(), build_url=str
        )
        page = reverse("survey:later", args=[draft.public_id])
        box.close(5)
        assert list(lost_letters(draft.organisation_id)) == [f"resume_link:{link.pk}"]
        assert "Thư lần trước chưa gửi được" in client.get(page).content.decode()

    def test_a_sign_up_whose_letter_finds_no_place_gets_a_calm_page(
        self, client, box, held_back
    ):
        box.places = 0
        answer = client.post(reverse("account_reset_password"), {"email": ADDRESS})
        assert answer.status_code == 503
        assert "Hiện chưa gửi được thư" in answer.content.decode()
        assert answer.headers["Retry-After"]


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_that_never_speaks_holds_no_page(tmp_path, silent_server):
    with (
        copied_database(tmp_path) as database,
        Served(
            tmp_path,
            database,
            "--workers=2",
            EMAIL_URL=silent_server,
            EMAIL_TIMEOUT="12",
        ) as site,
    ):
        for number in range(LETTERS):
            asked = Browser(site.url).send(
                reverse("account_reset_password"), {"email": f"lan{number}@pho.example"}
            )
            assert asked.status == 200
            assert asked.seconds < 8
        for path in ("/", "/gioi-thieu/", "/bat-dau/") * 2:
            assert Browser(site.url).get(path).seconds < 8
        assert "pho.example" not in site.log


@pytest.mark.django_db(transaction=True)
def test_a_process_that_is_asked_to_end_sends_the_letters_it_has(tmp_path):
    with (
        copied_database(tmp_path) as database,
        SlowMailServer(seconds=1) as mail,
        Served(tmp_path, database, "--workers=1", EMAIL_URL=mail.url) as site,
    ):
        for number in range(LETTERS):
            fields = {"email": f"lan{number}@pho.example"}
            Browser(site.url).send(reverse("account_reset_password"), fields)
        site.process.terminate()
        site.process.wait(20)
        assert len(mail.letters) == LETTERS
        assert "were not sent" not in site.log
