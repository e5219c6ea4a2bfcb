"""Membership is asked for by the owner and granted by the association, page by page."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from accounts.models import Consent
from associations.models import Affiliation
from tests.builders import make_organisation
from tests.pages import assert_clean_page
from tests.personas import make_affiliation, make_colleague, make_owner, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


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
    return staff.client.post(address, {"answer": words}, follow=True)


def requests_page(staff):
    address = reverse("associations:requests", args=[staff.organisation.public_id])
    return staff.client.get(address)


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


def test_the_staff_sees_name_sector_and_ward_and_no_result(owner, staff, result):
    ask(owner, staff.organisation)
    text = requests_page(staff).content.decode()
    assert str(result.public_id) not in text
    result_page = reverse("reports:result", args=[result.public_id])
    assert staff.client.get(result_page).status_code == 404


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


def test_a_request_can_be_taken_back(owner, staff):
    ask(owner, staff.organisation)
    ids = [owner.organisation.public_id, staff.organisation.public_id]
    owner.client.post(reverse("associations:leave", args=ids))
    assert owner.organisation.name not in requests_page(staff).content.decode()
    page = answer(staff, owner.organisation, "grant").content.decode()
    assert "đã được trả lời hoặc rút lại" in page
    assert state() == Affiliation.State.ENDED


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
    assert "chia sẻ không làm cho doanh nghiệp thành hội viên" in page
    make_affiliation(owner.organisation, staff.organisation)
    page = owner.client.get(address).content.decode()
    assert "Doanh nghiệp đã là hội viên" in page


def test_the_staff_list_counts_who_asks(owner, staff):
    results = reverse("associations:results", args=[staff.organisation.public_id])
    ask(owner, staff.organisation)
    page = staff.client.get(results)
    assert_clean_page(page)
    assert "1 doanh nghiệp xin gia nhập" in page.content.decode()
