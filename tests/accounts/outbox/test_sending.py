"""A letter leaves once, whatever the mail server says first, and keeps nothing of what it said."""

import smtplib
from contextlib import suppress
from datetime import timedelta

import pytest
from anymail.exceptions import AnymailRecipientsRefused, AnymailRequestsAPIError
from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone

from accounts.email import lost_letters
from accounts.models import AuditEvent, BadAddress, Letter
from accounts.outbox import sending
from accounts.outbox.sending import (
    GIVE_UP,
    UNSURE_AFTER,
    send_letters,
    settle_letters,
)
from accounts.outbox.services import no_letters, send_again, take_back, write_letter
from background.models import Run
from tests.accounts.outbox.conftest import refused
from tests.background.world import be_due, do_what_waits
from tests.builders import make_organisation, make_user
from tests.silence import SlowMailServer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("embedded")]

ADDRESS = "lan@pho.example"
NO_MAILBOX = refused(550, b"5.1.1 no such user here")


def write(to: str = ADDRESS, **terms) -> bool:
    message = EmailMultiAlternatives("Thư mời", "Mời chị Lan", to=[to])
    message.attach_alternative("<p>Mời chị Lan</p>", "text/html")
    return write_letter(message, kind="survey/email/invite", **terms)


def the_letter() -> Letter:
    return Letter.objects.get()


def again() -> bool:
    by = make_user("quantri@thanhpho.example")
    sent = send_again(letter=the_letter(), by=by, now=timezone.now())
    by.delete()
    return sent


def do_what_comes_due() -> None:
    Letter.objects.update(due_at=timezone.now())
    be_due()
    do_what_waits()


def test_it_waits_for_a_worker_and_leaves_with_text_and_html(mailoutbox):
    lan = make_user(ADDRESS)
    assert write(ADDRESS.title())
    assert not mailoutbox
    assert the_letter().person == lan

    do_what_waits()
    (letter,) = mailoutbox
    assert (letter.subject, letter.body) == ("Thư mời", "Mời chị Lan")
    assert letter.alternatives[0].content == "<p>Mời chị Lan</p>"
    assert letter.to == [ADDRESS.title()]


def test_what_it_said_is_gone_once_it_has_left(mailoutbox):
    write()
    do_what_waits()
    letter = the_letter()
    assert letter.state == Letter.State.SENT
    assert (letter.subject, letter.text, letter.html) == ("", "", "")


def test_what_is_undone_sends_no_letter(mailoutbox):
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    do_what_waits()
    assert not mailoutbox
    assert not Letter.objects.exists()


def test_for_the_same_reason_it_is_written_once(mailoutbox):
    for _each in range(2):
        assert write(key="week 48")
        do_what_waits()
    assert write(key="week 49")
    do_what_waits()
    assert len(mailoutbox) == 2


def test_asked_for_twice_it_is_sent_once(mailoutbox):
    write()
    send_letters.enqueue()
    do_what_waits()
    assert len(mailoutbox) == 1


def test_however_many_wait_one_piece_of_work_is_for_all(complaining, mailoutbox):
    for number in range(5):
        write(f"lan{number}@pho.example")
    assert Run.objects.count() == 1

    complaining(refused(451, b"4.7.1 try later"))
    do_what_waits()
    assert Run.objects.filter(state="waiting").count() == 1
    complaining(None)
    do_what_comes_due()
    assert len(mailoutbox) == 5
    assert not Run.objects.filter(state="waiting").exists()


def test_a_new_letter_does_not_wait_for_those_that_are_tried_later(
    complaining, mailoutbox
):
    complaining(refused(451, b"4.7.1 try later"))
    write()
    do_what_waits()
    complaining(None)
    write("hoa@pho.example")
    do_what_waits()
    assert [letter.to for letter in mailoutbox] == [["hoa@pho.example"]]


@pytest.mark.parametrize(
    "error",
    [
        ConnectionRefusedError(111, f"refused for {ADDRESS}"),
        TimeoutError(ADDRESS),
        refused(451, b"4.7.1 try later"),
    ],
    ids=["away", "silent", "later"],
)
def test_what_may_pass_is_tried_again_later_and_names_nobody(
    error, complaining, mailoutbox, caplog
):
    complaining(error)
    write()
    do_what_waits()
    letter = the_letter()
    assert letter.state == Letter.State.WAITING
    assert letter.error == type(error).__name__
    assert type(error).__name__ in caplog.text
    assert ADDRESS not in caplog.text
    assert do_what_waits() == 0  # not before its time

    complaining(None)
    cache.clear()
    do_what_comes_due()
    assert len(mailoutbox) == 1
    assert the_letter().state == Letter.State.SENT


def test_where_nobody_is_there_the_others_do_not_find_out_one_by_one(
    complaining, mailoutbox
):
    complaining(ConnectionRefusedError())
    write()
    do_what_waits()
    write("hoa@pho.example")
    do_what_waits()
    second = Letter.objects.get(to="hoa@pho.example")
    assert second.tries == 0
    [waiting] = Run.objects.filter(task__endswith="send_letters", state="waiting")
    assert waiting.due_at > timezone.now()


def test_after_a_day_it_is_given_up_and_can_be_sent_again_by_hand(
    complaining, mailoutbox
):
    complaining(refused(451, b"4.7.1 try later"))
    write()
    Letter.objects.update(written_at=timezone.now() - GIVE_UP - timedelta(minutes=1))
    do_what_waits()
    assert the_letter().state == Letter.State.FAILED

    complaining(None)
    assert again()
    do_what_waits()
    assert len(mailoutbox) == 1
    assert not again()


def test_what_the_server_will_never_take_is_not_tried_again(complaining, mailoutbox):
    complaining(refused(554, b"5.7.1 message looks like spam"))
    write()
    do_what_waits()
    assert the_letter().state == Letter.State.FAILED
    assert not BadAddress.objects.exists()  # the letter is at fault, or the server


def test_to_an_address_without_a_mailbox_none_is_written_again(complaining, mailoutbox):
    complaining(NO_MAILBOX)
    write()
    do_what_waits()
    assert the_letter().state == Letter.State.REFUSED
    assert the_letter().text == ""
    assert BadAddress.objects.get().address == ADDRESS

    complaining(None)
    assert not write(ADDRESS.upper())
    assert Letter.objects.count() == 1
    BadAddress.objects.all().delete()
    assert write()


def test_a_mailbox_that_is_full_is_no_bad_address(complaining):
    complaining(refused(552, b"5.2.2 mailbox full"))
    write()
    do_what_waits()
    assert not BadAddress.objects.exists()


def test_one_bad_address_holds_up_none_of_the_others(complaining, mailoutbox):
    complaining(NO_MAILBOX)
    write()
    do_what_waits()
    complaining(None)
    write("hoa@pho.example")
    do_what_waits()
    assert [letter.to for letter in mailoutbox] == [["hoa@pho.example"]]


def test_whoever_died_in_the_moment_of_handing_it_over_leaves_it_unsure(mailoutbox):
    write()
    Letter.objects.update(
        state=Letter.State.HANDED,
        tried_at=timezone.now() - UNSURE_AFTER - timedelta(minutes=1),
    )
    do_what_waits()
    assert not mailoutbox  # nobody sends it a second time by himself

    settle_letters.enqueue()
    do_what_waits()
    assert the_letter().state == Letter.State.UNSURE
    assert again()
    do_what_waits()
    assert len(mailoutbox) == 1


def test_one_that_is_just_being_handed_over_is_left_in_peace():
    write()
    Letter.objects.update(state=Letter.State.HANDED, tried_at=timezone.now())
    settle_letters.enqueue()
    do_what_waits()
    assert the_letter().state == Letter.State.HANDED


def test_in_a_minute_no_more_leave_than_were_set(settings, mailoutbox):
    settings.EMAIL_PER_MINUTE = 3
    for number in range(5):
        write(f"lan{number}@pho.example")
    do_what_waits()
    assert len(mailoutbox) == 3
    assert do_what_waits() == 0

    Letter.objects.filter(state=Letter.State.SENT).update(
        tried_at=timezone.now() - timedelta(seconds=61)
    )
    do_what_comes_due()
    assert len(mailoutbox) == 5


def test_letters_that_wait_can_be_taken_back(mailoutbox):
    write()
    write("hoa@pho.example")
    assert take_back(lambda letter: letter.to == ADDRESS) == 1
    do_what_waits()
    assert [letter.to for letter in mailoutbox] == [["hoa@pho.example"]]


def test_a_page_that_asked_for_it_is_told_as_soon_as_it_does_not_leave(complaining):
    firm = make_organisation()
    write(about=firm, tracked_as="invitation:7")
    assert lost_letters(firm.pk) == {}

    complaining(refused(451, b"4.7.1 try later"))
    do_what_waits()
    assert list(lost_letters(firm.pk)) == ["invitation:7"]
    assert not AuditEvent.objects.filter(action="letter.lost").exists()

    complaining(NO_MAILBOX)
    do_what_comes_due()
    assert list(lost_letters(firm.pk)) == ["invitation:7"]
    event = AuditEvent.objects.get(action="letter.lost")
    assert (event.organisation, event.subject) == (firm, "invitation:7")
    assert ADDRESS not in str(AuditEvent.objects.values_list())


def test_to_invented_people_none_is_written_and_to_others_again_afterwards(mailoutbox):
    with suppress(ZeroDivisionError), no_letters():
        assert write()
        raise ZeroDivisionError
    assert not Letter.objects.exists()
    write()
    do_what_waits()
    assert len(mailoutbox) == 1


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPAuthenticationError(535, b"5.7.8 wrong password"),
        smtplib.SMTPSenderRefused(550, b"5.7.1 not allowed", "no-reply@site.example"),
        smtplib.SMTPServerDisconnected("gone"),
    ],
    ids=["password", "sender", "gone"],
)
def test_what_is_wrong_with_our_own_settings_gives_up_no_letter(
    error, complaining, mailoutbox
):
    complaining(error)
    write()
    write("hoa@pho.example")
    do_what_waits()
    assert set(Letter.objects.values_list("state", flat=True)) == {"waiting"}
    assert Letter.objects.get(to="hoa@pho.example").tries == 0

    complaining(None)
    cache.clear()
    do_what_comes_due()
    assert len(mailoutbox) == 2


def test_letters_of_one_piece_of_work_go_over_one_line(settings, monkeypatch):
    settings.EMAIL_BACKEND = "accounts.mail_server.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    with SlowMailServer(seconds=0) as mail:
        settings.EMAIL_PORT = int(mail.url.rpartition(":")[2])
        for longest, lines in ((30.0, 1), (0.0, 4)):
            monkeypatch.setattr(sending, "LONGEST_LINE", longest)
            for number in range(3):
                write(f"lan{number}@pho.example")
            do_what_waits()
            assert mail.lines == lines
    assert len(mail.letters) == 6


class Refusal(AnymailRequestsAPIError):
    def __init__(self, status: int) -> None:
        super().__init__("no")
        self.status_code = status


@pytest.mark.parametrize(
    ("error", "state", "is_bad"),
    [
        (Refusal(422), "failed", False),
        (Refusal(401), "waiting", False),
        (Refusal(429), "waiting", False),
        (Refusal(503), "waiting", False),
        (AnymailRecipientsRefused(), "refused", True),
    ],
    ids=["letter", "key", "too-many", "away", "recipient"],
)
def test_a_mail_service_speaks_of_one_letter_or_of_all(
    error, state, is_bad, complaining
):
    complaining(error)
    write()
    do_what_waits()
    assert the_letter().state == state
    assert BadAddress.objects.exists() == is_bad
    assert bool(cache.get(sending.AWAY)) == (state == "waiting")


def test_what_is_sent_again_by_hand_is_as_if_it_had_never_been_tried(complaining):
    write()
    Letter.objects.update(state=Letter.State.FAILED, tries=60, error="TimeoutError")
    complaining(refused(451, b"4.7.1 try later"))
    assert again()
    do_what_comes_due()
    letter = the_letter()
    assert (letter.state, letter.tries) == (Letter.State.WAITING, 1)
    assert letter.due_at - timezone.now() <= sending.FIRST_WAIT
