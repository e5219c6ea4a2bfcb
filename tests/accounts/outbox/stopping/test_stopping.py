"""A letter that nobody asked for says how to get no more of its kind, and that is honoured."""

from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.email import send_email
from accounts.models import AuditEvent, Letter, LetterStop
from accounts.outbox.stopping.services import stop_letters
from accounts.outbox.stopping.unasked import Unasked
from tests.accounts.addresses import confirmed
from tests.background.world import be_due, do_what_waits
from tests.builders import make_organisation, make_user
from tests.pages import assert_clean_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("embedded")]

ADDRESS = "lan@pho.example"
CAMPAIGN, MEMBERS = LetterStop.Kind.CAMPAIGN, LetterStop.Kind.MEMBERS


@pytest.fixture
def guild():
    return make_organisation(name="Hội May", kind="association")


def write(sender, kind: str = CAMPAIGN, to: str = ADDRESS, language: str = "vi"):
    return send_email(
        "associations/email/granted",
        to,
        language,
        {
            "association": sender.name,
            "enterprise": "Quán Lan",
            "url": "https://a.example/",
        },
        unasked=Unasked(sender, kind),
    )


def send_all() -> None:
    Letter.objects.update(due_at=timezone.now())
    be_due()
    do_what_waits()


def stop(sender, kind: str = CAMPAIGN, address: str = ADDRESS) -> None:
    unasked = Unasked(sender, kind)
    stop_letters(unasked=unasked, address=address, now=timezone.now())


def path_of(sender, to: str = ADDRESS) -> str:
    return urlsplit(Unasked(sender, CAMPAIGN).stop_url(to)).path


@pytest.mark.parametrize(
    ("language", "words"),
    [("vi", "Hội May nhờ chúng tôi gửi thư này."), ("en", "Hội May has this letter")],
)
def test_it_says_who_sends_it_and_has_the_link_in_text_html_and_head(
    guild, mailoutbox, language, words
):
    write(guild, language=language)
    send_all()
    (message,) = mailoutbox
    url = Unasked(guild, CAMPAIGN).stop_url(ADDRESS)
    beginning = url.partition("/ngung-thu/")[0] + "/ngung-thu/"
    (html, _mime) = message.alternatives[0]
    assert words in message.body
    assert words in html
    assert beginning in message.body
    assert beginning in html
    assert message.extra_headers["List-Unsubscribe"].startswith(f"<{beginning}")
    assert message.extra_headers["List-Unsubscribe-Post"] == (
        "List-Unsubscribe=One-Click"
    )
    assert Letter.objects.get().stop_url == ""


def test_a_service_letter_has_no_such_link(guild, mailoutbox):
    context = {"association": "Hội May", "enterprise": "Quán Lan", "url": "https://a/"}
    send_email("associations/email/granted", ADDRESS, "vi", context)
    send_all()
    (message,) = mailoutbox
    assert "ngung-thu" not in message.body + message.alternatives[0][0]
    assert message.extra_headers == {}


def test_looking_at_the_link_stops_nothing(guild):
    page = Client().get(path_of(guild))
    assert_clean_page(page)
    assert "Hội May" not in page.content.decode()
    assert not LetterStop.objects.exists()


def test_a_mail_program_stops_them_by_one_post_without_a_form(guild):
    strict = Client(enforce_csrf_checks=True)
    one_click = {"List-Unsubscribe": "One-Click"}
    assert strict.post(path_of(guild), one_click).status_code == 204
    assert strict.post(path_of(guild), one_click).status_code == 204
    kept = LetterStop.objects.get()
    assert (kept.address, kept.sender, kept.kind) == (ADDRESS, guild, CAMPAIGN)
    assert AuditEvent.objects.filter(action="letters.stopped").count() == 1
    assert ADDRESS not in str(AuditEvent.objects.values_list())


def test_a_person_is_told_what_stopped(guild):
    page = Client().post(path_of(guild), follow=True)
    assert "Hội May không gửi loại thư này cho anh/chị nữa." in page.content.decode()


def test_a_link_that_somebody_changed_stops_nothing(guild):
    address = path_of(guild).removesuffix("/") + "x/"
    assert Client().post(address).status_code == 410
    guild.delete()
    assert Client().post(path_of(guild)).status_code == 410
    assert not LetterStop.objects.exists()


def test_none_is_written_any_more_however_the_address_is_written(guild, mailoutbox):
    stop(guild)
    assert write(guild, to="Lan@Pho.example") is False
    send_all()
    assert mailoutbox == []


def test_what_was_written_before_does_not_leave(guild, mailoutbox):
    write(guild)
    stop(guild)
    send_all()
    assert mailoutbox == []
    letter = Letter.objects.get()
    assert letter.state == Letter.State.STOPPED
    assert (letter.text, letter.html, letter.stop_url) == ("", "", "")


def test_other_kinds_other_senders_and_other_readers_go_on(guild, mailoutbox):
    stop(guild)
    write(guild, MEMBERS)
    write(make_organisation(name="Hội Gỗ", kind="association"))
    write(guild, to="minh@pho.example")
    send_all()
    assert len(mailoutbox) == 3


def signed_in(email: str = ADDRESS) -> Client:
    browser = Client()
    browser.force_login(confirmed(make_user(email)))
    return browser


def test_an_account_sees_what_it_stopped_and_takes_it_back(guild, mailoutbox):
    stop(guild)
    person = signed_in()
    page = person.get("/tai-khoan/thu-tu/")
    assert_clean_page(page)
    assert "Hội May" in page.content.decode()

    address = f"/tai-khoan/thu-tu/{LetterStop.objects.get().public_id}/"
    assert person.post(address).status_code == 302
    assert AuditEvent.objects.filter(action="letters.wanted_again").exists()
    write(guild)
    send_all()
    assert len(mailoutbox) == 1


def test_pages_of_the_account_and_of_the_letter_lead_to_what_was_stopped(guild):
    person = signed_in()
    link = f'href="{reverse("account_letters")}"'
    for address in (reverse("account_email"), reverse("own_home"), path_of(guild)):
        assert link in person.get(address).content.decode(), address


def test_nobody_takes_back_what_another_stopped(guild):
    stop(guild)
    other = signed_in("khac@pho.example")
    assert "Hội May" not in other.get("/tai-khoan/thu-tu/").content.decode()
    address = f"/tai-khoan/thu-tu/{LetterStop.objects.get().public_id}/"
    assert other.post(address).status_code == 404
    assert LetterStop.objects.exists()


def test_an_address_that_is_not_confirmed_shows_nothing(guild):
    stop(guild)
    browser = Client()
    browser.force_login(make_user(ADDRESS))
    assert "Hội May" not in browser.get("/tai-khoan/thu-tu/").content.decode()
