"""A member opens its link: a look opens nothing, and what begins is its own round."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Consent, Letter
from associations.models import Affiliation, Invitation
from survey.models import Assessment
from tests.associations.campaigns.builders import invitation_of, token
from tests.builders import make_assessment
from tests.pages import assert_clean_page

pytestmark = pytest.mark.django_db

AGREED = {"scope": "0", "agree": "on"}


def address(member) -> str:
    return reverse("associations:campaign_link", args=[token(invitation_of(member))])


def opened(member, browser: Client | None = None) -> tuple[Client, str]:
    """A browser that pressed the button of the link, and where it was led."""
    browser = browser or Client()
    answer = browser.post(address(member))
    assert answer.status_code == 302
    return browser, answer.url


def stage(member) -> int:
    return invitation_of(member).stage


@pytest.mark.parametrize("language", ["vi", "en"])
def test_from_the_letter_to_the_first_page_of_its_own_round(
    running, member, mailoutbox, language
):
    (letter,) = mailoutbox
    link = re.search(r"/duoc-moi/[^\s]+/", letter.body)[0]
    browser = Client()
    browser.cookies["django_language"] = language
    assert browser.get(link).status_code == 200
    page = browser.get(browser.post(link).url)
    assert_clean_page(page)
    assert member.name in page.content.decode()
    welcome = {"vi": "Mời anh chị.", "en": "Please come."}
    assert welcome[language] in page.content.decode()
    answer = browser.post(page.request["PATH_INFO"], AGREED)
    assessment = Assessment.objects.get()
    assert answer.url == reverse("survey:profile", args=[assessment.public_id])
    assert browser.get(answer.url).status_code == 200
    member.refresh_from_db()
    assert member.enterprise == assessment.organisation
    assert assessment.organisation.name == member.name


def test_a_preview_of_the_link_opens_nothing(running, member):
    for _look in range(3):
        assert Client().get(address(member)).status_code == 200
    assert stage(member) == Invitation.Stage.INVITED
    assert invitation_of(member).opened_at is None


def test_nothing_begins_without_being_agreed_to(running, member):
    browser, page = opened(member)
    for typed in ({}, {"scope": "0"}, {"agree": "on"}):
        answer = browser.post(page, typed)
        assert answer.status_code == 200
        assert_clean_page(answer)
    assert not Assessment.objects.exists()
    assert not Consent.objects.exists()
    assert stage(member) == Invitation.Stage.OPENED


def test_beginning_gives_what_was_agreed_to_and_no_more(running, member, association):
    browser, page = opened(member)
    browser.post(page, AGREED)
    consent = Consent.objects.get()
    assert (consent.purpose, consent.items) == ("campaign", ["progress"])
    assert Affiliation.objects.get().state == Affiliation.State.ACTIVE


def test_the_result_is_shared_where_that_was_chosen(running, member):
    browser, page = opened(member)
    browser.post(page, {"scope": "2", "agree": "on"})
    shared = Consent.objects.get(purpose="follow")
    assert "pillars" in shared.items
    assert "answers" not in shared.items


def test_the_link_leads_back_to_the_same_round_also_elsewhere(running, member):
    browser, page = opened(member)
    browser.post(page, AGREED)
    assessment = Assessment.objects.get()
    other, page = opened(member)
    answer = other.post(page, {"go_on": "1"})
    assert str(assessment.public_id) in answer.url
    assert other.get(answer.url).status_code == 200
    assert Assessment.objects.count() == 1


def test_who_begins_twice_begins_one_round(running, member):
    first, page = opened(member)
    second, _same = opened(member)
    for browser in (first, second, first):
        browser.post(page, AGREED)
    assert Assessment.objects.count() == 1


class TestAnotherAddress:
    """What the association types later opens nothing that was answered before."""

    def test_ends_the_link_that_was_sent_to_the_first(self, running, member):
        link = address(member)
        member.email = "khac@hoivien.example"
        member.save()
        assert Client().post(link).status_code == 410

    def test_gets_a_link_that_does_not_go_on_with_the_round(
        self, staff, running, member
    ):
        browser, page = opened(member)
        browser.post(page, AGREED)
        member.refresh_from_db()
        member.email = staff.user.email
        member.save()
        Letter.objects.all().delete()
        invitation = invitation_of(member)
        Invitation.objects.update(written_at=None)
        again = reverse(
            "associations:campaign_letter",
            args=[
                running.association.public_id,
                running.public_id,
                invitation.public_id,
            ],
        )
        staff.client.post(again)
        spy, page = opened(member)
        answer = spy.post(page, {"go_on": "1"})
        assert answer.url == page
        text = spy.get(page).content.decode()
        assert 'name="go_on"' not in text
        step = reverse("survey:profile", args=[Assessment.objects.get().public_id])
        assert spy.get(step).status_code == 404


def test_an_owner_answers_for_an_enterprise_of_the_account(owner, running, member):
    _browser, page = opened(member, owner.client)
    chosen = {"enterprise": str(owner.organisation.public_id), **AGREED}
    owner.client.post(page, chosen)
    assert Assessment.objects.get().organisation == owner.organisation
    member.refresh_from_db()
    assert member.enterprise == owner.organisation


def test_one_link_does_not_begin_for_a_second_firm(owner, running, member):
    browser, page = opened(member)
    browser.post(page, AGREED)
    owner.client.post(address(member))
    chosen = {"enterprise": str(owner.organisation.public_id), **AGREED}
    owner.client.post(page, chosen)
    assert Assessment.objects.get().organisation != owner.organisation


def test_a_round_that_is_typed_for_the_firm_is_decided_on_before_one_is_begun(
    owner, running, member
):
    draft = make_assessment(owner.organisation, is_being_typed=True)
    _browser, page = opened(member, owner.client)
    chosen = {"enterprise": str(owner.organisation.public_id), **AGREED}
    answer = owner.client.post(page, chosen)
    assert answer.url == reverse("survey:review", args=[draft.public_id])
    door = reverse("associations:typed_for_you", args=[draft.public_id])
    assert owner.client.get(answer.url).url == door
    assert stage(member) == Invitation.Stage.OPENED


def test_withdrawing_hides_how_far_it_is_at_once(staff, running, member):
    browser, page = opened(member)
    browser.post(page, AGREED)
    invitation = invitation_of(member)
    ids = [running.association.public_id, running.public_id]
    people = reverse("associations:campaign_people", args=ids)
    assert (
        member.name in staff.client.get(people, {"nhom": "dang-lam"}).content.decode()
    )
    withdrawn = browser.post(
        reverse("associations:withdraw_participation", args=[invitation.public_id])
    )
    assert withdrawn.status_code == 302
    page = staff.client.get(people, {"nhom": "dang-lam"}).content.decode()
    assert member.name not in page
    assert member.name in staff.client.get(people, {"nhom": "da-mo"}).content.decode()


def test_a_closed_campaign_begins_nothing_and_what_was_begun_goes_on(
    staff, running, member
):
    browser, page = opened(member)
    ids = [running.association.public_id, running.public_id]
    staff.client.post(
        reverse("associations:close_campaign", args=ids), {"because": "Đủ rồi"}
    )
    answer = browser.post(page, AGREED)
    assert answer.status_code == 200
    assert_clean_page(answer)
    assert not Assessment.objects.exists()


def test_strangers_see_no_first_page(running, member):
    page = reverse("associations:welcome", args=[invitation_of(member).public_id])
    assert Client().get(page).status_code == 404
    assert Client().post(page, AGREED).status_code == 404
