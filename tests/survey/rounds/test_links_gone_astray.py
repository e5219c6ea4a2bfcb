"""A link that went to a wrong address: called back, and never taking an enterprise away unsaid."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.held import BEGUN
from accounts.models import AuditEvent
from survey.models import PendingClaim, ResumeLink
from survey.rounds.claims import ask_to_take_over, bind, claim, keep_bound
from tests.builders import (
    NOW,
    PASSWORD,
    actions_logged,
    make_answers,
    make_assessment,
    make_user,
)
from tests.pages import assert_clean_page
from tests.personas import remembering

pytestmark = [pytest.mark.django_db, pytest.mark.sql]

STRANGER = "lan.nguyen@nham.example"
DAYS = timedelta(days=14)


@pytest.fixture(autouse=True)
def no_turns_counted():
    cache.clear()


@pytest.fixture
def draft():
    draft = make_assessment()
    make_answers(draft)
    return draft


@pytest.fixture
def beginner(draft):
    """The browser in which the enterprise was begun."""
    return remembering(Client(), BEGUN, draft.organisation)


def page_of(name, thing):
    return reverse(f"survey:{name}", args=[thing.public_id])


def send_link(browser, draft, email=STRANGER):
    return browser.post(page_of("later", draft), {"email": email}, follow=True)


def path_in(letter) -> str:
    return re.search(r"/tiep-tuc/\S+", letter.body)[0]


def opened(letter) -> Client:
    """Another browser, which has pressed the button of the letter."""
    browser = Client()
    assert browser.post(path_in(letter)).status_code == 302
    return browser


def account(browser) -> Client:
    """The same browser signed in to an account whose address is confirmed."""
    user = make_user(STRANGER)
    EmailAddress.objects.create(user=user, email=STRANGER, verified=True, primary=True)
    browser.force_login(user)
    return browser


def sees(browser, draft) -> bool:
    return browser.get(page_of("review", draft)).status_code == 200


def asked_for_in(page) -> str:
    return re.search(r'name="asked_for" value="(\d+)"', page.content.decode())[1]


def agree(browser, draft, *, asked_for=None, follow=False):
    """Press the button of the notice on any page, or of one that is older."""
    address = page_of("let_take_over", draft.organisation)
    if asked_for is None:
        asked_for = PendingClaim.objects.values_list("pk", flat=True).first()
    return browser.post(address, {"asked_for": asked_for or ""}, follow=follow)


def test_beside_sent_to_stands_a_button_that_ends_the_link(beginner, draft, mailoutbox):
    page = send_link(beginner, draft)
    assert_clean_page(page)
    assert page_of("end_links", draft.organisation) in page.content.decode()
    page = beginner.post(page_of("end_links", draft.organisation), follow=True)
    assert_clean_page(page)
    assert "Đã hủy liên kết" in page.content.decode()
    assert Client().post(path_in(mailoutbox[0])).status_code == 410
    again = beginner.get(page_of("later", draft)).content.decode()
    assert page_of("end_links", draft.organisation) not in again, (
        "nothing is left to end"
    )


def test_the_page_offers_to_end_what_was_sent_also_when_one_comes_back(beginner, draft):
    send_link(beginner, draft)
    page = beginner.get(page_of("later", draft))
    assert_clean_page(page)
    assert page_of("end_links", draft.organisation) in page.content.decode()


def test_a_new_letter_ends_the_link_of_the_one_before(beginner, draft, mailoutbox):
    send_link(beginner, draft)
    send_link(beginner, draft, "lan@pho.example")
    astray, right = mailoutbox
    assert Client().post(path_in(astray)).status_code == 410
    assert sees(opened(right), draft)


def test_who_went_on_by_a_link_goes_on_when_a_newer_one_is_sent(
    beginner, draft, mailoutbox
):
    send_link(beginner, draft)
    elsewhere = opened(mailoutbox[0])
    send_link(elsewhere, draft, "dong-nghiep@pho.example")
    assert sees(elsewhere, draft)
    assert sees(beginner, draft)


def test_the_links_of_all_rounds_of_the_enterprise_are_ended(
    beginner, draft, mailoutbox
):
    other = make_assessment(draft.organisation, round=2)
    send_link(beginner, draft)
    send_link(beginner, other)
    of_first, of_second = map(path_in, mailoutbox)
    assert Client().post(of_first).status_code == 410, "ended by the newer one"
    assert sees(opened(mailoutbox[1]), draft)
    beginner.post(page_of("end_links", draft.organisation))
    assert Client().post(of_second).status_code == 410


def test_ended_where_it_began_it_shuts_out_who_had_opened_it(
    beginner, draft, mailoutbox
):
    send_link(beginner, draft)
    stranger = opened(mailoutbox[0])
    assert sees(stranger, draft)
    beginner.post(page_of("end_links", draft.organisation))
    assert stranger.get(page_of("review", draft)).status_code == 404
    assert (
        draft.organisation.name
        not in stranger.get(reverse("survey:mine")).content.decode()
    )
    assert sees(beginner, draft)
    event = AuditEvent.objects.get(action="resume_links.ended")
    assert event.details == {"links": 1, "shut_out": True}


def test_a_stranger_who_came_by_a_link_shuts_nobody_out(beginner, draft, mailoutbox):
    send_link(beginner, draft)
    elsewhere, stranger = opened(mailoutbox[0]), opened(mailoutbox[0])
    stranger.post(page_of("end_links", draft.organisation))
    for browser in (beginner, elsewhere, stranger):
        assert sees(browser, draft)
    ask_to_take_over(enterprise=draft.organisation, user=make_user(), now=NOW)
    led = stranger.post(page_of("let_take_over", draft.organisation))
    assert led.url.startswith(page_of("claim", draft)), "it may only ask"
    assert not draft.organisation.memberships.exists()


# Taking over by a link


def test_taking_over_by_a_link_waits_and_is_told_where_it_began(
    beginner, draft, mailoutbox
):
    send_link(beginner, draft)
    stranger = account(opened(mailoutbox[0]))
    page = stranger.get(page_of("claim", draft))
    assert_clean_page(page)
    assert "Anh/chị vào đây bằng liên kết" in page.content.decode()
    page = stranger.post(page_of("claim", draft), follow=True)
    assert_clean_page(page)
    assert "trên máy đã bắt đầu làm" in page.content.decode()
    assert not draft.organisation.memberships.exists()
    assert sees(stranger, draft)
    for address in (
        page_of("review", draft),
        reverse("survey:mine"),
        reverse("home"),
    ):
        page = beginner.get(address)
        assert_clean_page(page)
        text = page.content.decode()
        assert page_of("let_take_over", draft.organisation) in text
        assert "la…@nham.example" in text
        assert STRANGER not in text
    assert "la…@nham.example" not in Client().get(reverse("home")).content.decode()


def test_who_began_it_objects_and_the_stranger_is_out(beginner, draft, mailoutbox):
    send_link(beginner, draft)
    stranger = account(opened(mailoutbox[0]))
    stranger.post(page_of("claim", draft))
    beginner.post(page_of("end_links", draft.organisation))
    assert not PendingClaim.objects.exists()
    assert stranger.get(page_of("review", draft)).status_code == 404
    assert stranger.post(page_of("claim", draft)).status_code == 404
    assert sees(beginner, draft)


def test_who_began_it_agrees_and_the_account_has_it_at_once(
    beginner, draft, mailoutbox
):
    send_link(beginner, draft)
    other_device = account(opened(mailoutbox[0]))
    other_device.post(page_of("claim", draft))
    page = agree(beginner, draft, follow=True)
    assert "Đã lưu vào tài khoản" in page.content.decode()
    (owner,) = draft.organisation.memberships.all()
    assert owner.user.email == STRANGER
    assert actions_logged("enterprise.") == [
        "enterprise.asked_for",
        "enterprise.handed_over",
        "enterprise.claimed",
    ]
    assert sees(other_device, draft)
    page = beginner.get(page_of("review", draft), follow=True)
    assert "đăng nhập" in page.content.decode()
    again = agree(beginner, draft)
    assert again.status_code == 302, "led to sign in"


def test_who_agrees_agrees_to_the_account_that_was_shown_and_to_no_other(
    beginner, draft, mailoutbox
):
    send_link(beginner, draft)
    own_other_device = make_user("chu@pho.example")
    ask_to_take_over(enterprise=draft.organisation, user=own_other_device, now=NOW)
    shown = asked_for_in(beginner.get(reverse("home")))
    account(opened(mailoutbox[0])).post(page_of("claim", draft))
    page = agree(beginner, draft, asked_for=shown, follow=True)
    assert_clean_page(page)
    text = page.content.decode()
    assert "Không còn ai xin" in text
    assert "la…@nham.example" in text, "who asks now is shown"
    assert not draft.organisation.memberships.exists()


@pytest.mark.parametrize("asked_for", ["", "0", "x", "9" * 40])
def test_who_agrees_to_nothing_that_is_asked_for_gives_nothing_away(
    beginner, draft, asked_for
):
    ask_to_take_over(enterprise=draft.organisation, user=make_user(), now=NOW)
    page = agree(beginner, draft, asked_for=asked_for, follow=True)
    assert_clean_page(page)
    assert not draft.organisation.memberships.exists()


def test_signing_up_in_a_browser_that_came_by_a_link_waits_too(
    beginner, draft, mailoutbox
):
    send_link(beginner, draft)
    stranger = opened(mailoutbox[0])
    fields = {"email": STRANGER, "password1": PASSWORD, "password2": PASSWORD}
    stranger.post(reverse("account_signup"), fields)
    pending = PendingClaim.objects.get()
    assert pending.binds_at - pending.made_at == DAYS
    assert keep_bound(user=pending.user, now=timezone.now()) == []
    assert sees(beginner, draft)
    kept = keep_bound(user=pending.user, now=pending.binds_at)
    assert kept == [draft.organisation]


def test_signing_up_says_that_the_device_it_began_on_is_asked_first(
    beginner, draft, mailoutbox
):
    send_link(beginner, draft)
    stranger = opened(mailoutbox[0])
    words = "máy đã bắt đầu làm được hỏi trước"
    page = stranger.get(reverse("account_signup"))
    assert_clean_page(page)
    assert words in page.content.decode()
    assert words not in beginner.get(reverse("account_signup")).content.decode()
    fields = {"email": STRANGER, "password1": PASSWORD, "password2": PASSWORD}
    page = stranger.post(reverse("account_signup"), fields, follow=True)
    assert_clean_page(page)
    assert words in page.content.decode()


def test_what_is_asked_for_already_need_not_be_asked_for_again(
    beginner, draft, mailoutbox
):
    send_link(beginner, draft)
    stranger = account(opened(mailoutbox[0]))
    address = page_of("claim", draft)
    button = '<button class="button">Lưu vào tài khoản'
    assert button in stranger.get(address).content.decode()
    stranger.post(address)
    page = stranger.get(address)
    assert_clean_page(page)
    assert "bấm đồng ý trên máy đã bắt đầu làm" in page.content.decode()
    assert button not in page.content.decode()


def test_after_the_days_the_account_has_it_where_nobody_objected():
    enterprise, user = make_assessment().organisation, make_user()
    asked = {"enterprise": enterprise, "user": user}
    assert ask_to_take_over(**asked, now=NOW).binds_at == NOW + DAYS
    later = NOW + DAYS - timedelta(seconds=1)
    assert ask_to_take_over(**asked, now=later).binds_at == NOW + DAYS
    assert ask_to_take_over(**asked, now=NOW + DAYS) is None
    assert enterprise.memberships.get().user == user


def test_another_account_by_a_link_begins_the_days_anew():
    enterprise = make_assessment().organisation
    first, second = make_user(), make_user("khac@co.example")
    ask_to_take_over(enterprise=enterprise, user=first, now=NOW)
    ask_to_take_over(enterprise=enterprise, user=second, now=NOW + DAYS / 2)
    assert keep_bound(user=second, now=NOW + DAYS) == []
    assert keep_bound(user=first, now=NOW + DAYS) == []


def test_what_the_browser_bound_that_began_it_no_link_takes_away():
    enterprise = make_assessment().organisation
    owner, stranger = make_user(), make_user(STRANGER)
    bind(enterprises=[enterprise], user=owner, now=NOW)
    waiting = ask_to_take_over(enterprise=enterprise, user=stranger, now=NOW)
    assert waiting.user == owner
    assert keep_bound(user=stranger, now=NOW + DAYS) == []
    assert keep_bound(user=owner, now=NOW) == [enterprise]


def test_what_waits_for_a_link_gives_way_to_the_browser_that_began_it():
    enterprise = make_assessment().organisation
    owner, stranger = make_user(), make_user(STRANGER)
    ask_to_take_over(enterprise=enterprise, user=stranger, now=NOW)
    bind(enterprises=[enterprise], user=owner, now=NOW)
    assert keep_bound(user=stranger, now=NOW + DAYS) == []
    claim(organisation=enterprise, user=owner, now=NOW)
    assert not PendingClaim.objects.exists()
    assert not ResumeLink.objects.exists()


def test_of_an_enterprise_in_an_account_the_link_says_so_and_leads_its_owner_on(
    beginner, draft, mailoutbox
):
    send_link(beginner, draft)
    owner = account(beginner)
    assert owner.post(page_of("claim", draft)).status_code == 302
    (letter,) = mailoutbox
    page = Client().post(path_in(letter))
    assert (page.status_code, "đã thuộc về một tài khoản" in page.content.decode()) == (
        410,
        True,
    )
    assert_clean_page(page)
    led = owner.post(path_in(letter))
    assert led.url.startswith(page_of("review", draft).rpartition("/xem-lai")[0])
