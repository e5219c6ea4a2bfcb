"""Signing up keeps what the browser holds: at once, in any browser, and for nobody else."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from accounts.held import BEGUN
from accounts.models import Membership, User
from survey.models import PendingClaim
from survey.rounds.claims import bind, claim, keep_bound
from tests.builders import (
    NOW,
    make_assessment,
    make_membership,
    make_organisation,
    make_provider,
    make_result,
    make_solution,
    make_user,
)
from tests.pages import assert_clean_page
from tests.personas import remembering

pytestmark = [pytest.mark.django_db, pytest.mark.sql]

EMAIL = "moi@pho.example"
PASSWORD = "mot-mat-khau-dai-7"


@pytest.fixture
def result():
    return make_result(make_assessment())


@pytest.fixture
def browser(result):
    return remembering(Client(), BEGUN, result.organisation)


def sign_up(browser, email=EMAIL, **more):
    passwords = {"password1": PASSWORD, "password2": PASSWORD}
    fields = {"email": email, **passwords, **more}
    return browser.post(reverse("account_signup"), fields, follow=True)


def confirm(browser, letter):
    """Press the button of the page that a letter leads to."""
    address = re.search(r"/tai-khoan/confirm-email/[^\s]+", letter.body).group()
    assert browser.get(address).status_code == 200
    return browser.post(address, follow=True)


def sign_in(browser, email=EMAIL, password=PASSWORD):
    fields = {"login": email, "password": password}
    return browser.post(reverse("account_login"), fields, follow=True)


def owner_of(enterprise):
    membership = enterprise.memberships.filter(role=Membership.Role.OWNER).first()
    return membership and membership.user.email


def result_page(result):
    return reverse("reports:result", args=[result.public_id])


def test_who_signs_up_and_confirms_in_one_browser_owns_what_it_held(
    browser, result, mailoutbox
):
    sign_up(browser)
    page = confirm(browser, mailoutbox[0]).content.decode()
    assert owner_of(result.organisation) == EMAIL
    assert result.organisation.name in page
    assert browser.get(result_page(result)).status_code == 200


def test_a_letter_opened_in_another_browser_keeps_it_too(browser, result, mailoutbox):
    sign_up(browser)
    phone = Client()
    confirm(phone, mailoutbox[0])
    page = sign_in(phone).content.decode()
    assert result.organisation.name in page
    assert owner_of(result.organisation) == EMAIL
    assert phone.get(result_page(result)).status_code == 200


def test_the_browser_it_began_in_is_told_to_sign_in_and_comes_back_to_its_page(
    browser, result, mailoutbox
):
    sign_up(browser)
    phone = Client()
    confirm(phone, mailoutbox[0])
    sign_in(phone)
    answer = browser.get(result_page(result), follow=True)
    address, _status = answer.redirect_chain[-1]
    assert address == f"{reverse('account_login')}?next={result_page(result)}"
    assert "đã thuộc về một tài khoản" in answer.content.decode()
    assert Client().get(result_page(result)).status_code == 404


def test_until_the_first_sign_in_the_browser_goes_on_as_before(browser, result):
    page = sign_up(browser).content.decode()
    assert result.organisation.name in page
    assert_clean_page(page)
    assert owner_of(result.organisation) is None
    assert browser.get(result_page(result)).status_code == 200


def test_a_stranger_who_got_the_letter_and_sets_a_password_gets_nothing(
    browser, result, mailoutbox
):
    sign_up(browser, email="nham@la.example")
    stranger = Client()
    confirm(stranger, mailoutbox[0])
    stranger.post(reverse("account_reset_password"), {"email": "nham@la.example"})
    path = re.search(r"/tai-khoan/password/reset/key/[^\s]+", mailoutbox[-1].body)
    form = stranger.post(path.group(), follow=True)
    address, _status = form.redirect_chain[-1]
    new = "mat-khau-cua-nguoi-la"
    stranger.post(address, {"password1": new, "password2": new})
    page = sign_in(stranger, "nham@la.example", new)
    assert page.context["user"].email == "nham@la.example", "the stranger is in"
    assert owner_of(result.organisation) is None
    assert stranger.get(result_page(result)).status_code == 404
    assert browser.get(result_page(result)).status_code == 200


def test_signing_up_once_more_with_the_right_address_takes_the_place_of_the_wrong_one(
    browser, result, mailoutbox
):
    sign_up(browser, email="nham@la.example")
    sign_up(browser)
    wrong = Client()
    confirm(wrong, mailoutbox[0])
    sign_in(wrong, "nham@la.example")
    assert owner_of(result.organisation) is None
    right = Client()
    confirm(right, mailoutbox[1])
    sign_in(right)
    assert owner_of(result.organisation) == EMAIL


def test_what_is_ticked_as_not_mine_stays_on_the_device(browser, result, mailoutbox):
    page = browser.get(reverse("account_signup"))
    assert_clean_page(page)
    assert result.organisation.name in page.content.decode()
    sign_up(browser, leave=str(result.organisation.public_id))
    confirm(browser, mailoutbox[0])
    assert User.objects.filter(email=EMAIL).exists()
    assert owner_of(result.organisation) is None


def test_a_tick_stays_where_the_form_comes_back(browser, result):
    public_id = str(result.organisation.public_id)
    page = sign_up(browser, email="khong-phai-email", leave=public_id).content.decode()
    [box] = re.findall(
        rf'<input type="checkbox" name="leave"[^>]*{public_id}[^>]*>', page
    )
    assert "checked" in box


def test_signing_in_with_an_account_that_is_there_takes_nothing_by_itself(
    browser, result
):
    user = make_user(EMAIL)
    EmailAddress.objects.create(user=user, email=EMAIL, verified=True, primary=True)
    user.set_password(PASSWORD)
    user.save()
    sign_in(browser)
    assert owner_of(result.organisation) is None
    page = browser.get(reverse("own_home")).content.decode()
    assert "Lưu vào tài khoản" in page


def test_what_somebody_else_owns_by_then_is_left_alone():
    enterprise, first, second = (
        make_organisation(),
        make_user(),
        make_user("b@b.example"),
    )
    bind(enterprises=[enterprise], user=second, now=NOW)
    claim(organisation=enterprise, user=first, now=NOW)
    assert not PendingClaim.objects.exists(), "claiming ends what was bound"
    assert keep_bound(user=second, now=NOW) == []
    assert owner_of(enterprise) == first.email


def test_a_member_who_was_added_meanwhile_is_no_way_in_for_what_was_bound():
    enterprise, user = make_organisation(), make_user()
    bind(enterprises=[enterprise], user=user, now=NOW)
    make_membership(make_user("chu@khac.example"), enterprise, "owner")
    enterprise.refresh_from_db()
    assert keep_bound(user=user, now=NOW) == []
    assert not PendingClaim.objects.exists()


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("associations:share", "get"),
        ("roadmap:ask", "get"),
        ("reports:share_link", "post"),
    ],
)
def test_who_is_signed_in_and_holds_it_is_led_to_the_account_never_refused(
    browser, result, name, method
):
    """Nobody else could give leave: there is no owner yet."""
    browser.force_login(make_user())
    more = [make_solution(make_provider()).slug] if name == "roadmap:ask" else []
    address = reverse(name, args=[result.public_id, *more])
    here = result_page(result)
    answer = getattr(browser, method)(
        address, headers={"referer": f"http://testserver{here}"}
    )
    keeping = reverse("survey:claim", args=[result.assessment.public_id])
    assert answer.status_code == 302
    assert answer.url.startswith(keeping)
    page = browser.get(answer.url)
    assert "Lưu vào tài khoản" in page.content.decode()
    back = address if method == "get" else here
    after = browser.post(answer.url)
    assert after.url == back


def test_the_result_that_is_held_offers_the_account_and_speaks_of_no_owner(
    browser, result
):
    browser.force_login(make_user())
    page = browser.get(result_page(result)).content.decode()
    assert "Chủ doanh nghiệp có thể" not in page
    assert "Lưu vào tài khoản" in page


def test_an_answer_on_its_way_when_an_account_took_over_is_told_that_it_failed():
    """Not led elsewhere: what was typed stays on the page."""
    draft = make_assessment()
    browser = remembering(Client(), BEGUN, draft.organisation)
    claim(organisation=draft.organisation, user=make_user(), now=NOW)
    address = reverse("survey:answer", args=[draft.public_id, "1.1.1"])
    data, htmx = {"1.1.1": "2"}, {"HTTP_HX_REQUEST": "true"}
    assert browser.post(address, data, **htmx).status_code == 404
    answer = browser.post(address, data)
    assert answer.url.startswith(reverse("account_login"))


def test_an_enterprise_whose_account_is_gone_leads_nobody_to_sign_in():
    result = make_result(make_assessment())
    browser = remembering(Client(), BEGUN, result.organisation)
    user = make_user()
    claim(organisation=result.organisation, user=user, now=NOW)
    user.delete()
    assert browser.get(result_page(result)).status_code == 404
