"""Staff confirm members they know to be real: seen, told to the owner, taken back."""

import pytest
from django.urls import reverse

from accounts.models import Confirmation
from tests.builders import make_membership, make_organisation
from tests.pages import assert_clean_page
from tests.personas import make_affiliation, make_share, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


@pytest.fixture
def member(owner, staff):
    make_affiliation(owner.organisation, staff.organisation)
    return owner.organisation


def members_page(staff, **page):
    address = reverse("associations:members", args=[staff.organisation.public_id])
    return staff.client.get(address, page)


def say(staff, enterprise, answer, **more):
    ids = [staff.organisation.public_id, enterprise.public_id]
    address = reverse("associations:confirm", args=ids)
    return staff.client.post(address, {"answer": answer, **more})


def are_confirmed() -> bool:
    return Confirmation.objects.filter(withdrawn_at__isnull=True).exists()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_member_is_confirmed_and_the_owner_reads_it(owner, staff, member, language):
    for person in (owner, staff):
        person.client.cookies["django_language"] = language
    page = members_page(staff)
    assert_clean_page(page)
    assert member.name in page.content.decode()
    assert say(staff, member, "confirm").status_code == 302
    assert are_confirmed()
    page = members_page(staff)
    assert_clean_page(page)
    told = {"vi": "Đã xác nhận là có thật", "en": "Confirmed as real"}
    assert told[language] in page.content.decode()
    page = owner.client.get(reverse("associations:consents"))
    assert_clean_page(page)
    told = {"vi": "xác nhận doanh nghiệp có thật", "en": "this enterprise is real"}
    assert told[language] in page.content.decode()


def test_a_confirmation_is_taken_back(owner, staff, member):
    say(staff, member, "confirm")
    say(staff, member, "withdraw")
    assert not are_confirmed()
    page = owner.client.get(reverse("associations:consents")).content.decode()
    assert "xác nhận doanh nghiệp có thật" not in page


@pytest.mark.parametrize(
    ("answer", "words"),
    [("confirm", "được tính khi so sánh"), ("withdraw", "không còn xác nhận")],
)
def test_what_was_done_is_said_with_the_name(staff, member, answer, words):
    say(staff, member, answer)
    page = members_page(staff).content.decode()
    said = page.partition('class="messages')[2].partition("<h1")[0]
    assert words in said
    assert member.name in said


@pytest.mark.parametrize("answer", ["", "both"])
def test_any_other_answer_changes_nothing(staff, member, answer):
    assert say(staff, member, answer).status_code == 400
    assert not are_confirmed()


def test_nobody_confirms_an_enterprise_of_their_own(staff, member):
    make_membership(staff.user, member)
    assert "Anh/chị thuộc doanh nghiệp này" in members_page(staff).content.decode()
    assert say(staff, member, "confirm").status_code == 403
    assert not are_confirmed()


@pytest.mark.parametrize("state", ["asked", "declined", "ended"])
def test_who_does_not_belong_cannot_be_confirmed(owner, staff, state):
    make_affiliation(owner.organisation, staff.organisation, state=state)
    assert owner.organisation.name not in members_page(staff).content.decode()
    assert say(staff, owner.organisation, "confirm").status_code == 404
    assert not are_confirmed()


def test_who_only_shares_is_no_member(owner, staff, result):
    make_share(owner.organisation, staff.organisation, "answers")
    owner.organisation.affiliations.all().delete()
    assert say(staff, owner.organisation, "confirm").status_code == 404


def test_only_the_own_association_confirms(owner, staff, member):
    other = make_staff("Hội khác", "nv@khac.example")
    ids = [staff.organisation.public_id, member.public_id]
    address = reverse("associations:confirm", args=ids)
    for person in (other, owner):
        assert person.client.post(address, {"answer": "confirm"}).status_code == 404
    assert say(other, member, "confirm").status_code == 404
    assert not are_confirmed()


def test_the_list_tells_nothing_of_results(staff, member, result):
    before = members_page(staff).content.decode()
    assert member.name in before
    assert str(result.public_id) not in before
    address = reverse("reports:result", args=[result.public_id])
    say(staff, member, "confirm")
    assert staff.client.get(address).status_code == 404


def test_many_members_stand_on_several_pages(staff):
    for number in range(30):
        enterprise = make_organisation(name=f"Quán {number:03}")
        make_affiliation(enterprise, staff.organisation)
    first, second = members_page(staff), members_page(staff, trang=2)
    assert "Quán 024" in first.content.decode()
    assert "Quán 025" in second.content.decode()
    assert say(staff, enterprise, "confirm", trang="2").url.endswith("?trang=2")


def test_whoever_searched_stays_with_what_was_found(staff, member):
    found = members_page(staff, ten="pho hoa").content.decode()
    assert '<input type="hidden" name="ten" value="pho hoa">' in found
    back = say(staff, member, "confirm", trang="1", ten="pho hoa").url
    assert back.endswith("?ten=pho+hoa&trang=1")
    assert member.name in staff.client.get(back).content.decode()


def test_a_member_is_found_by_its_name_typed_without_marks(owner, staff, member):
    other = make_organisation(name="Xưởng mộc Tân Lập")
    make_affiliation(other, staff.organisation)
    page = members_page(staff, ten="pho hoa")
    assert_clean_page(page)
    assert member.name in page.content.decode()
    assert other.name not in page.content.decode()
    page = members_page(staff, ten="không có ai")
    assert_clean_page(page)
    assert "Không có hội viên nào tên như vậy" in page.content.decode()


def test_a_page_of_members_needs_few_queries(staff, django_assert_max_num_queries):
    for number in range(12):
        enterprise = make_organisation(name=f"Quán {number:03}")
        make_affiliation(enterprise, staff.organisation)
    with django_assert_max_num_queries(8):
        members_page(staff)
