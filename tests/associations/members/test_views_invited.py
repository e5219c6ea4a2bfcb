"""A member is asked, not taken: a letter, a link, one button, and what to allow chosen."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import BadAddress, Consent
from accounts.outbox.addresses import mark_bad
from associations.members.inviting import STANDS_FOR
from associations.models import Affiliation, Member
from tests.builders import make_organisation
from tests.members import make_member
from tests.pages import assert_clean_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_turns_counted():
    cache.clear()


@pytest.fixture
def known(staff) -> Member:
    return make_member(staff.organisation)


def invite(staff, known):
    ids = [staff.organisation.public_id, known.public_id]
    address = reverse("associations:invite_member", args=ids)
    return staff.client.post(address, follow=True)


def link_in(letter) -> str:
    return re.search(r"(/vao-hoi/[^\s/]+/)", letter.body)[1]


def page_for(person: Client, mailoutbox):
    person.post(link_in(mailoutbox[-1]))
    member = Member.objects.get()
    return reverse("associations:membership", args=[member.public_id])


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_belongs_by_its_own_word_and_chooses_what_to_allow(
    owner, staff, known, result, mailoutbox, language
):
    for person in (owner, staff):
        person.client.cookies["django_language"] = language
    page = invite(staff, known)
    assert_clean_page(page)
    (letter,) = mailoutbox
    assert letter.to == [known.email]
    assert staff.organisation.name in letter.subject
    assert not Affiliation.objects.exists(), "asked, not taken"
    address = page_for(owner.client, mailoutbox)
    page = owner.client.get(address)
    assert_clean_page(page)
    assert staff.organisation.name in page.content.decode()
    given = {"answer": "yes", "enterprise": str(owner.organisation.public_id)}
    led = owner.client.post(address, given)
    assert led.url == reverse("associations:share", args=[result.public_id])
    assert Affiliation.objects.get().state == Affiliation.State.ACTIVE
    assert not Consent.objects.exists(), "belonging shows nothing"
    known.refresh_from_db()
    assert known.enterprise == owner.organisation
    assert owner.client.get(address).status_code == 410, "used up"


def test_who_says_no_is_shown_as_such_and_the_link_is_over(staff, known, mailoutbox):
    invite(staff, known)
    visitor = Client()
    address = page_for(visitor, mailoutbox)
    page = visitor.get(address)
    assert_clean_page(page)
    assert visitor.post(address, {"answer": "no"}).status_code == 302
    known.refresh_from_db()
    assert known.declined_at is not None
    assert visitor.get(address).status_code == 410
    members = reverse("associations:members", args=[staff.organisation.public_id])
    assert "chưa muốn vào" in staff.client.get(members).content.decode()


def test_without_the_link_nobody_learns_of_it(owner, staff, known, mailoutbox):
    invite(staff, known)
    address = reverse("associations:membership", args=[known.public_id])
    assert owner.client.get(address).status_code == 404


def test_nobody_speaks_for_an_enterprise_of_others(owner, staff, known, mailoutbox):
    invite(staff, known)
    address = page_for(owner.client, mailoutbox)
    other = make_organisation(name="Của người khác")
    given = {"answer": "yes", "enterprise": str(other.public_id)}
    assert owner.client.post(address, given).status_code == 400
    assert not Affiliation.objects.exists()


def test_a_newer_letter_ends_the_older_link(staff, known, mailoutbox):
    invite(staff, known)
    invite(staff, known)
    first, second = (link_in(letter) for letter in mailoutbox)
    assert Client().post(first).status_code == 410
    assert Client().post(second).status_code == 302


def test_a_link_is_over_after_its_days(staff, known, mailoutbox):
    invite(staff, known)
    old = timezone.now() - STANDS_FOR - timedelta(minutes=1)
    Member.objects.update(invited_at=old)
    assert Client().post(link_in(mailoutbox[0])).status_code == 410


def test_who_has_no_address_is_not_written_to(staff, mailoutbox):
    page = invite(staff, make_member(staff.organisation, email=""))
    assert "địa chỉ email" in page.content.decode()
    assert mailoutbox == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_who_wants_no_more_of_it_gets_none_and_the_officer_is_told(
    staff, known, mailoutbox, language
):
    staff.client.cookies["django_language"] = language
    invite(staff, known)
    (letter,) = mailoutbox
    stop = letter.extra_headers["List-Unsubscribe"].strip("<>")
    assert stop in letter.body
    Client().post(urlsplit(stop).path, {"List-Unsubscribe": "One-Click"})
    told = invite(staff, known).content.decode()
    words = {"vi": "không muốn nhận thư này nữa", "en": "wants no more such letters"}
    assert words[language] in told
    assert len(mailoutbox) == 1
    # The link that lies in its mailbox still holds.
    assert Client().post(link_in(letter)).status_code == 302


def test_where_its_letter_came_back_the_page_of_the_member_says_so(staff, known):
    page = reverse(
        "associations:member", args=[staff.organisation.public_id, known.public_id]
    )
    words = "hãy xin địa chỉ khác"
    assert words not in staff.client.get(page).content.decode()
    mark_bad(known.email.upper(), BadAddress.Why.BOUNCED, timezone.now())
    told = staff.client.get(page)
    assert_clean_page(told)
    assert words in told.content.decode()


def test_one_address_is_not_flooded(staff, known, mailoutbox):
    for _turn in range(5):
        invite(staff, known)
    assert len(mailoutbox) == 3
