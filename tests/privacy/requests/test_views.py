"""The page "My data", with an account and without."""

import re
from functools import partial
from io import BytesIO
from zipfile import ZipFile

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import SESSION_KEY
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, Consent, Organisation, User
from privacy.models import AddressLink, PersonRequest
from privacy.requests.views_letter import LETTERS_STANDING
from survey.models import Respondent
from tests.builders import (
    PASSWORD,
    make_assessment,
    make_lead,
    make_organisation,
    make_respondent,
    make_result,
    make_solution,
)
from tests.pages import assert_clean_page
from tests.personas import Persona, make_colleague, make_owner, make_share

pytestmark = pytest.mark.django_db
MINE, ASK = reverse("privacy:mine"), reverse("privacy:ask")
DELETE, BY_LETTER = reverse("privacy:delete"), reverse("privacy:by_letter")
ADDRESS = "lan@quanpho.example"


@pytest.fixture
def owner() -> Persona:
    return make_owner()


def text_of(page) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def opened_link(email: str) -> Client:
    """A browser in which the link was opened that went to the address."""
    browser = Client()
    browser.post(BY_LETTER, {"email": email})
    assert browser.post(link_in_last_letter()).url == MINE
    return browser


def link_in_last_letter() -> str:
    return re.search(r"/du-lieu-cua-toi/thu/[^\s]+/", mail.outbox[-1].body)[0]


def kept() -> list[tuple[str, str, bool]]:
    rows = PersonRequest.objects.order_by("pk")
    return list(rows.values_list("kind", "state", "is_own_doing"))


class TestWithAnAccount:
    def test_sees_what_is_kept_with_what_it_is_for(self, owner):
        page = owner.client.get(MINE)
        assert_clean_page(page)
        assert "chu@quanpho.example" in text_of(page)
        assert "Quán phở Hòa Bình" in text_of(page)
        assert "Để anh/chị đăng nhập." in text_of(page)

    def test_is_told_where_there_is_no_room_for_the_copy(self, owner, monkeypatch):
        full_disk = partial(open, "/dev/full", "r+b", buffering=0)
        monkeypatch.setattr("privacy.archive.packing.TemporaryFile", full_disk)
        owner.client.raise_request_exception = False
        answer = owner.client.post(reverse("privacy:copy"))
        assert answer.status_code == 503
        assert "Hiện chưa lưu được gì" in text_of(answer)
        assert kept() == []

    def test_takes_a_copy_away(self, owner):
        assert owner.client.get(reverse("privacy:copy")).url == MINE
        assert kept() == []
        answer = owner.client.post(reverse("privacy:copy"))
        assert answer.headers["Content-Disposition"].endswith('.zip"')
        content = b"".join(answer.streaming_content)
        assert "data.json" in ZipFile(BytesIO(content)).namelist()
        assert kept() == [("copy", "done", True)]

    def test_corrects_the_name(self, owner):
        answer = owner.client.post(MINE, {"full_name": "  Trần  Hòa "})
        assert answer.url == MINE
        assert User.objects.get(pk=owner.user.pk).full_name == "Trần Hòa"
        assert kept() == [("correct", "done", True)]
        too_long = owner.client.post(MINE, {"full_name": "a" * 151})
        assert "a" * 151 in too_long.content.decode()

    def test_withdraws_each_consent_with_one_button_at_once(self, owner):
        result = make_result(make_assessment(owner.organisation))
        make_share(owner.organisation, make_organisation("association", "Hội A"))
        lead = make_lead(result, make_solution(), owner.user)
        page = owner.client.get(MINE).content.decode()
        buttons = re.findall(r'action="(/du-lieu-cua-toi/rut/[^"]+)"', page)
        assert len(buttons) == 2
        for button in buttons:
            assert owner.client.post(button).url == MINE
        assert not Consent.objects.filter(withdrawn_at__isnull=True).exists()
        lead.refresh_from_db()
        assert lead.state == "withdrawn"
        assert kept() == [("withdraw", "done", True)] * 2

    def test_asks_a_person_and_gets_a_letter(self, owner, mailoutbox):
        with_words = {"kind": "object", "words": "Xin đừng gửi thư"}
        assert (
            "Xin đừng gửi"
            in owner.client.post(ASK, with_words | {"kind": "x"}).content.decode()
        )
        assert owner.client.post(ASK, with_words).url == MINE
        assert kept() == [("object", "received", False)]
        assert "nhận ngày" in text_of(owner.client.get(MINE))

    def test_deletes_the_account_with_the_password_only(self, owner):
        make_colleague(owner)
        choice = f"enterprise-{owner.organisation.public_id}"
        heir = User.objects.get(email="dongnghiep@quanpho.example")
        page = owner.client.get(DELETE)
        assert_clean_page(page)
        assert "dongnghiep@quanpho.example" in text_of(page)
        sent = {choice: str(heir.pk), "sure": "on", "password": "sai-mat-khau"}
        assert owner.client.post(DELETE, sent).status_code == 200
        assert User.objects.filter(pk=owner.user.pk).exists()

        answer = owner.client.post(DELETE, sent | {"password": PASSWORD})
        assert answer.url == reverse("privacy:gone")
        assert not User.objects.filter(pk=owner.user.pk).exists()
        assert SESSION_KEY not in owner.client.session
        assert owner.client.get(MINE).url == BY_LETTER
        assert_clean_page(owner.client.get(answer.url))
        deleted = PersonRequest.objects.get()
        assert (deleted.kind, deleted.state, deleted.email) == ("delete", "done", "")
        assert deleted.user_number == owner.user.pk

    def test_each_thing_that_is_missing_is_named(self, owner):
        """In the list on top they stand without their fields."""
        for address in (ASK, DELETE):
            page = owner.client.post(address, {"kind": ""}).content.decode()
            summary = page.partition('class="error-summary"')[2].partition("</ul>")[0]
            told = re.findall(r'<a href="#[^"]*">([^<]*)</a>', summary)
            assert len(set(told)) == len(told) > 1
            assert "chưa điền chỗ này" not in summary

    def test_wrong_passwords_are_braked(self, owner):
        sent = {"sure": "on", "password": "sai"}
        for _turn in range(6):
            page = owner.client.post(DELETE, sent)
        assert "Sai mật khẩu quá nhiều lần" in text_of(page)


class TestWithoutAnAccount:
    def test_the_answer_is_the_same_whether_anything_is_kept(self, mailoutbox):
        make_respondent(make_assessment(), ADDRESS)
        mailoutbox.clear()
        answers, letters = [], []
        for email in (ADDRESS, "khong-ai@biet.example"):
            browser = Client()
            answers.append(browser.post(BY_LETTER, {"email": email}))
            page = text_of(browser.get(BY_LETTER))
            letter = re.sub(r"thu/[^\s]+", "", mailoutbox[-1].body)
            letters.append((page, mailoutbox[-1].subject, letter))
        assert answers[0].url == answers[1].url == BY_LETTER
        assert letters[0] == letters[1]
        assert [letter.to for letter in mailoutbox] == [
            [ADDRESS],
            ["khong-ai@biet.example"],
        ]

    def test_one_mailbox_is_not_filled_and_nobody_learns_it(self, mailoutbox):
        pages = {Client().post(BY_LETTER, {"email": ADDRESS}).url for _ in range(5)}
        assert pages == {BY_LETTER}
        assert len(mailoutbox) == 3

    def test_a_stranger_takes_no_link_away_that_its_reader_opened(self):
        """Nor the last one, nor the turns: three letters a day are his, and he ends them."""
        stranger = Client(REMOTE_ADDR="203.0.113.9")
        browser = opened_link(ADDRESS)
        for _turn in range(4):
            stranger.post(BY_LETTER, {"email": ADDRESS})
        assert browser.get(MINE).status_code == 200
        # Also one that he had sent himself.
        by_him = Client()
        by_him.post(link_in_last_letter())
        stranger.post(BY_LETTER, {"end": "1"})
        assert by_him.get(MINE).status_code == 200
        assert opened_link(ADDRESS).get(MINE).status_code == 200

    def test_links_that_were_ended_use_up_no_turn_of_the_reader(self, mailoutbox):
        for place in range(LETTERS_STANDING + 1):
            stranger = Client(REMOTE_ADDR=f"203.0.113.{place}")
            stranger.post(BY_LETTER, {"email": ADDRESS})
            stranger.post(BY_LETTER, {"end": "1"})
            assert Client().post(link_in_last_letter()).status_code == 410
        assert opened_link(ADDRESS).get(MINE).status_code == 200
        for place in range(LETTERS_STANDING + 1):
            stranger = Client(REMOTE_ADDR=f"198.51.100.{place}")
            stranger.post(BY_LETTER, {"email": ADDRESS})
        assert AddressLink.objects.count() == LETTERS_STANDING

    def test_the_link_shows_what_the_address_is_named_in_and_empties_it(self):
        draft = make_assessment()
        make_respondent(draft, ADDRESS)
        browser = opened_link(ADDRESS)
        page = browser.get(MINE)
        assert_clean_page(page)
        assert "Chị Lan" in text_of(page)
        assert b"".join(browser.post(reverse("privacy:copy")).streaming_content)
        assert_clean_page(browser.get(ASK))
        assert_clean_page(browser.get(DELETE))
        assert browser.post(DELETE, {"sure": "on"}).url == reverse("privacy:gone")
        respondent = Respondent.objects.get()
        assert (respondent.name, respondent.email) == (f"#{respondent.pk}", "")
        assert not AddressLink.objects.exists()
        # The link and the browser that opened it open nothing any more.
        assert browser.get(MINE).url == BY_LETTER

    def test_whoever_uses_the_browser_next_sees_nothing(self):
        browser = opened_link(ADDRESS)
        browser.post(BY_LETTER, {"end": "1"})
        assert browser.get(MINE).url == BY_LETTER
        assert not AddressLink.objects.exists()

    def test_of_an_account_only_who_signs_in_disposes(self, owner):
        browser = opened_link(owner.user.email)
        assert "Địa chỉ này có tài khoản" in text_of(browser.get(MINE))
        assert browser.post(DELETE, {"sure": "on"}).url == MINE
        assert User.objects.filter(pk=owner.user.pk).exists()

    def test_an_opened_link_is_written_down_without_the_address(self):
        opened_link(ADDRESS)
        event = AuditEvent.objects.get(action="privacy.address_confirmed")
        assert ADDRESS not in f"{event.subject} {event.details}"
        assert event.subject == f"address_link:{AddressLink.objects.get().public_id}"

    @pytest.mark.parametrize("was_confirmed", [True, False])
    def test_an_account_that_may_not_sign_in_says_what_becomes_of_its_enterprise(
        self, owner, was_confirmed
    ):
        """Deactivated, or never confirmed: the mailbox is the only proof there is."""
        EmailAddress.objects.update_or_create(
            user=owner.user,
            email=owner.user.email,
            defaults={"verified": was_confirmed},
        )
        owner.user.is_active = not was_confirmed
        owner.user.save()
        browser = opened_link(owner.user.email)
        name = f"enterprise-{owner.organisation.public_id}"
        assert f'name="{name}"' in browser.get(DELETE).content.decode()
        assert browser.post(DELETE, {"sure": "on"}).status_code == 200
        assert User.objects.filter(pk=owner.user.pk).exists()
        sent = {"sure": "on", name: "delete"}
        assert browser.post(DELETE, sent).url == reverse("privacy:gone")
        assert not User.objects.filter(pk=owner.user.pk).exists()
        assert not Organisation.objects.filter(pk=owner.organisation.pk).exists()
