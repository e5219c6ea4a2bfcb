"""Membership is asked for by the owner and granted by the association, page by page."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from accounts.models import Consent, Organisation
from associations.models import Affiliation
from language.texts import in_language
from registry.areas import area
from registry.sector_names import SECTORS
from tests.builders import make_organisation
from tests.pages import assert_clean_page
from tests.personas import make_affiliation, make_colleague, make_owner, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_turns_counted():
    cache.clear()


def ask(owner, association):
    address = reverse("associations:ask_to_join", args=[owner.organisation.public_id])
    data = {"association": str(association.public_id)}
    return owner.client.post(address, data, follow=True)


def answer(staff, enterprise, words):
    ids = [staff.organisation.public_id, enterprise.public_id]
    address = reverse("associations:answer_request", args=ids)
    given = {"answer": words, "reason": "Khác ngành với hội"}
    return staff.client.post(address, given, follow=True)


def requests_page(staff, **page):
    address = reverse("associations:requests", args=[staff.organisation.public_id])
    return staff.client.get(address, page)


def request_cards(staff, **page):
    """Every request as it is drawn, without the marks that each page has anew."""
    text = requests_page(staff, **page).content.decode()
    cards = re.findall(r"<article.*?</article>", text, re.DOTALL)
    return [
        re.sub(r'name="(csrfmiddlewaretoken|posting)" value="[\w-]+"', "", card)
        for card in cards
    ]


def state():
    return Affiliation.objects.get().state


@pytest.mark.parametrize("language", ["vi", "en"])
def test_asked_by_the_owner_and_granted_by_the_staff(
    owner, staff, mailoutbox, language
):
    for person in (owner, staff):
        person.client.cookies["django_language"] = language
    page = ask(owner, staff.organisation)
    assert_clean_page(page)
    assert state() == Affiliation.State.ASKED
    page = requests_page(staff)
    assert_clean_page(page)
    assert owner.organisation.name in page.content.decode()
    page = answer(staff, owner.organisation, "grant")
    assert_clean_page(page)
    assert state() == Affiliation.State.ACTIVE
    assert not Consent.objects.exists(), "membership shows nothing"
    (letter,) = mailoutbox
    assert letter.to == [owner.user.email]
    assert reverse("associations:consents") in letter.body


def test_who_shares_can_ask_for_membership_on_the_same_page(owner, staff, result):
    share = reverse("associations:share", args=[result.public_id])
    shown = owner.client.get(share)
    assert_clean_page(shown)
    form = reverse("associations:ask_to_join", args=[owner.organisation.public_id])
    assert f'action="{form}"' in shown.content.decode()
    ask(owner, staff.organisation)
    assert f'action="{form}"' not in owner.client.get(share).content.decode()


@pytest.mark.sql
def test_the_staff_sees_name_sector_and_ward_and_no_result(owner, staff, result):
    enterprise = owner.organisation
    enterprise.sector, enterprise.area = "I", "25747"
    enterprise.tax_code = "0312345678"
    enterprise.save()
    ask(owner, staff.organisation)
    (card,) = request_cards(staff)
    for told in (enterprise.name, SECTORS["I"], in_language(area("25747").name)):
        assert str(told) in card
    # Whatever else were told of it could not stay the same.
    result.assessment.delete()
    Organisation.objects.filter(pk=enterprise.pk).update(tax_code="")
    assert request_cards(staff) == [card]


@pytest.mark.sql
def test_of_who_told_no_sector_and_no_ward_only_the_day_is_said(owner, staff):
    Organisation.objects.filter(pk=owner.organisation.pk).update(sector="", area="")
    ask(owner, staff.organisation)
    (card,) = request_cards(staff)
    told = re.search(r'<p class="quiet">(.*?)</p>', card, re.DOTALL)[1]
    assert "·" not in told
    assert "xin" in told


def test_declined_the_owner_is_told_and_can_ask_again(owner, staff, mailoutbox):
    ask(owner, staff.organisation)
    answer(staff, owner.organisation, "decline")
    assert state() == Affiliation.State.DECLINED
    (letter,) = mailoutbox
    assert "chưa nhận" in letter.body
    page = owner.client.get(reverse("associations:consents")).content.decode()
    assert "đã từ chối" in page
    ask(owner, staff.organisation)
    assert state() == Affiliation.State.ASKED


def take_back(owner, association):
    ids = [owner.organisation.public_id, association.public_id]
    address = reverse("associations:take_request_back", args=ids)
    return owner.client.post(address, follow=True)


def test_a_request_can_be_taken_back(owner, staff):
    ask(owner, staff.organisation)
    page = owner.client.get(reverse("associations:consents")).content.decode()
    ids = [owner.organisation.public_id, staff.organisation.public_id]
    assert reverse("associations:take_request_back", args=ids) in page
    page = take_back(owner, staff.organisation)
    assert_clean_page(page)
    text = page.content.decode()
    assert "Đã rút lại" in text
    assert "không còn là hội viên" not in text, "it never was one"
    assert owner.organisation.name not in requests_page(staff).content.decode()
    page = answer(staff, owner.organisation, "grant").content.decode()
    assert "đã được trả lời hoặc rút lại" in page
    assert state() == Affiliation.State.ENDED


def test_taken_back_from_a_page_that_is_older_than_the_answer_it_ends_nothing(
    owner, staff
):
    ask(owner, staff.organisation)
    answer(staff, owner.organisation, "grant")
    page = take_back(owner, staff.organisation).content.decode()
    assert "đã trả lời" in page
    assert state() == Affiliation.State.ACTIVE


@pytest.mark.sql
def test_many_requests_stand_on_several_pages_and_answering_leads_back_to_one_of_them(
    staff,
):
    enterprises = [make_organisation(name=f"Quán {number:03}") for number in range(30)]
    for enterprise in enterprises:
        make_affiliation(enterprise, staff.organisation, state="asked")
    assert len(request_cards(staff)) == 25
    assert len(request_cards(staff, trang=2)) == 5
    ids = [staff.organisation.public_id, enterprises[-1].public_id]
    address = reverse("associations:answer_request", args=ids)
    given = {"answer": "decline", "reason": "Khác ngành"}
    led = staff.client.post(address, {**given, "trang": "2"})
    assert led.url.endswith("?trang=2")
    led = staff.client.post(address, {**given, "trang": "//khac.example"})
    assert led.url == reverse("associations:requests", args=ids[:1])


def test_only_an_owner_asks_and_only_the_staff_asked_answers(owner, staff):
    colleague, stranger = make_colleague(owner), make_owner("khac@coso.example")
    address = reverse("associations:ask_to_join", args=[owner.organisation.public_id])
    data = {"association": str(staff.organisation.public_id)}
    assert colleague.client.post(address, data).status_code == 403
    assert stranger.client.post(address, data).status_code == 404
    ask(owner, staff.organisation)
    other = make_staff("Hội khác", "nv@khac.example")
    ids = [staff.organisation.public_id, owner.organisation.public_id]
    address = reverse("associations:answer_request", args=ids)
    for person in (other, owner, stranger):
        assert person.client.post(address, {"answer": "grant"}).status_code == 404
    assert state() == Affiliation.State.ASKED


@pytest.mark.parametrize("chosen", ["", "khong-phai", None])
def test_without_a_choice_nothing_is_asked(owner, staff, chosen):
    address = reverse("associations:ask_to_join", args=[owner.organisation.public_id])
    provider = make_organisation("provider")
    data = {"association": provider.public_id if chosen is None else chosen}
    page = owner.client.post(address, data, follow=True)
    assert "Anh/chị chọn hiệp hội trước" in page.content.decode()
    assert not Affiliation.objects.exists()


def test_sharing_says_that_it_is_not_joining(owner, staff, result):
    address = reverse("associations:share", args=[result.public_id])
    page = owner.client.get(address).content.decode()
    assert page.count("Chia sẻ không làm cho doanh nghiệp thành hội viên") == 1
    make_affiliation(owner.organisation, staff.organisation)
    page = owner.client.get(address).content.decode()
    assert "Doanh nghiệp đã là hội viên" in page


def test_the_staff_list_counts_who_asks(owner, staff):
    results = reverse("associations:results", args=[staff.organisation.public_id])
    ask(owner, staff.organisation)
    page = staff.client.get(results)
    assert_clean_page(page)
    assert "1 doanh nghiệp xin gia nhập" in page.content.decode()
