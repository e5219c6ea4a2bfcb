"""Going on later: a link by email, not too many, opened by a button and not by looking."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.held import BEGUN, RESUMED
from accounts.models import BadAddress
from survey.rounds import views_later
from survey.rounds.claims import claim
from survey.rounds.redirects import CONTINUE
from tests.builders import NOW, make_answers, make_assessment, make_result, make_user
from tests.survey.wizard import hold

pytestmark = pytest.mark.django_db
ADDRESS = "lan@pho.example"


@pytest.fixture(autouse=True)
def no_turns_counted():
    cache.clear()


@pytest.fixture
def draft(client):
    draft = make_assessment()
    hold(client, draft)
    return draft


def ask(client, draft, email=ADDRESS):
    return client.post(
        reverse("survey:later", args=[draft.public_id]), {"email": email}, follow=True
    )


def link_in(message) -> str:
    return re.search(r"https?://\S+", message.body)[0]


def test_the_page_offers_a_link_and_tells_how_far_one_is(client, draft):
    make_answers(draft)
    page = client.get(reverse("survey:later", args=[draft.public_id]))
    assert 'name="email"' in page.content.decode()
    assert page.context["progress"].answered == 7


def test_page_and_letter_tell_how_long_the_rest_takes_while_something_is_open(
    client, draft, mailoutbox
):
    address = reverse("survey:later", args=[draft.public_id])
    told = re.compile(r"Còn khoảng \d+ phút\.")
    ask(client, draft)
    make_answers(draft)
    ask(client, draft)
    before, after = mailoutbox
    letter, _type = before.alternatives[0]
    (said,) = told.findall(letter)
    assert told.findall(before.body) == [said]
    assert not told.search(after.alternatives[0].content + after.body)
    assert not told.search(client.get(address).content.decode())
    draft.answers.all().delete()
    assert told.findall(client.get(address).content.decode()) == [said]


def test_a_link_is_sent_to_the_address_and_leads_to_this_site(
    client, draft, mailoutbox, settings
):
    settings.SITE_URL = "https://mau.example"
    page = ask(client, draft).content.decode()
    (letter,) = mailoutbox
    assert letter.to == [ADDRESS]
    assert link_in(letter).startswith("https://mau.example/")
    assert ADDRESS in page


def test_looking_at_a_link_opens_nothing_and_its_button_does(client, draft, mailoutbox):
    ask(client, draft)
    path = link_in(mailoutbox[0]).removeprefix("http://localhost:8000")
    elsewhere = Client()
    shown = elsewhere.get(path)
    assert shown.status_code == 200
    assert draft.organisation.name not in shown.content.decode()
    assert RESUMED not in elsewhere.session

    opened = elsewhere.post(path)
    assert opened.status_code == 302
    assert elsewhere.session[RESUMED] == {str(draft.organisation.public_id): 0}
    assert BEGUN not in elsewhere.session


def test_a_link_that_is_over_says_so(client):
    response = client.post(reverse("survey:resume", args=["khong-co"]))
    assert response.status_code == 410


@pytest.mark.parametrize("email", ["", "lan", "lan@"])
def test_what_is_no_address_gets_no_letter(client, draft, mailoutbox, email):
    assert ask(client, draft, email).status_code == 200
    assert not mailoutbox


def test_one_assessment_gets_three_links_an_hour(client, draft, mailoutbox):
    for number in range(5):
        page = ask(client, draft, f"nguoi{number}@pho.example").content.decode()
    assert len(mailoutbox) == views_later.LINKS_AN_HOUR
    assert 'aria-invalid="true"' in page


def test_links_of_an_assessment_are_counted_before_they_are_there(
    client, draft, mailoutbox
):
    """Of pages that are asked at once, none sees what the others are about to write."""
    for number in range(5):
        ask(client, draft, f"nguoi{number}@pho.example")
        draft.resume_links.all().delete()
    assert len(mailoutbox) == views_later.LINKS_AN_HOUR


def test_one_mailbox_gets_three_links_an_hour_whoever_asks(client, mailoutbox):
    for number in range(5):
        draft = make_assessment(round=number + 1)
        hold(client, draft)
        ask(client, draft, ADDRESS.upper() if number % 2 else ADDRESS)
    assert len(mailoutbox) == views_later.LINKS_AN_HOUR


def test_a_stranger_elsewhere_uses_up_no_letters_of_a_mailbox(mailoutbox, monkeypatch):
    monkeypatch.setattr(views_later, "LETTERS_TO_ONE", 5)
    for number, place in enumerate(["198.51.100.1"] * 4 + ["203.0.113.7"] * 3):
        browser = Client(REMOTE_ADDR=place)
        draft = make_assessment(round=number + 1)
        hold(browser, draft)
        ask(browser, draft, ADDRESS)
    # Three of the stranger, then the reader's own, up to what a mailbox has to bear.
    assert len(mailoutbox) == 5


def test_one_place_sends_no_letters_to_the_whole_town(client, mailoutbox, monkeypatch):
    monkeypatch.setattr(views_later, "LETTERS_AN_HOUR", 2)
    for number in range(4):
        draft = make_assessment(round=number + 1)
        hold(client, draft)
        ask(client, draft, f"nguoi{number}@pho.example")
    assert len(mailoutbox) == 2


def test_a_letter_that_cannot_be_sent_is_told_beside_the_field(client, draft):
    BadAddress.objects.create(address=ADDRESS)
    page = ask(client, draft).content.decode()
    assert 'aria-invalid="true"' in page
    assert f'value="{ADDRESS}"' in page


def test_an_enterprise_in_an_account_gets_no_link(client, draft, mailoutbox):
    user = make_user()
    claim(organisation=draft.organisation, user=user, now=NOW)
    client.force_login(user)
    ask(client, draft)
    assert not mailoutbox


def test_whoever_has_a_draft_goes_on_with_it_instead_of_a_next_round(client, draft):
    response = client.post(reverse("survey:next_round", args=[draft.public_id]))
    assert response.url == reverse("survey:step", args=[draft.public_id, CONTINUE])
    assert draft.organisation.assessments.count() == 1


def test_the_next_round_begins_with_the_answers_to_confirm(client):
    result = make_result(make_assessment())
    hold(client, result.assessment)
    make_answers(result.assessment)
    address = reverse("survey:next_round", args=[result.assessment.public_id])
    response = client.post(address, follow=True)
    following = result.organisation.assessments.get(round=2)
    assert following.answers.filter(to_confirm=True).count() == 7
    assert str(following.public_id) in response.redirect_chain[0][0]
