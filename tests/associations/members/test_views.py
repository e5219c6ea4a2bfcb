"""The list of members, the page of one, typing one, taking one off, saying that one is real."""

import pytest
from django.urls import reverse

from accounts.access.scopes import Scope
from accounts.models import Confirmation
from associations.consents.services import share_results
from associations.consents.texts import CURRENT
from associations.models import Affiliation, Member
from language.texts import in_language
from registry.areas import area
from tests.builders import (
    NOW,
    make_assessment,
    make_membership,
    make_organisation,
    make_result,
)
from tests.members import TYPED, make_known, make_member
from tests.pages import assert_clean_page
from tests.personas import make_affiliation, make_share, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(owner, staff) -> Member:
    """The owner's enterprise, which belongs to the association of the staff."""
    affiliation = make_affiliation(owner.organisation, staff.organisation)
    return make_known(affiliation, tax_code="0312687878")


def at(name: str, member: Member) -> str:
    ids = [member.association.public_id, member.public_id]
    return reverse(f"associations:{name}", args=ids)


def members_page(staff, **asked):
    address = reverse("associations:members", args=[staff.organisation.public_id])
    return staff.client.get(address, asked)


def names_on(page) -> list[str]:
    return [row["member"].name for row in page.context["rows"]]


def say(staff, enterprise, answer):
    ids = [staff.organisation.public_id, enterprise.public_id]
    address = reverse("associations:confirm", args=ids)
    return staff.client.post(address, {"answer": answer})


def are_confirmed() -> bool:
    return Confirmation.objects.filter(withdrawn_at__isnull=True).exists()


# The list


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_list_shows_what_was_typed_and_how_each_stands(staff, member, language):
    make_member(
        staff.organisation,
        name="Xưởng gỗ Tân Lập",
        sector="C",
        area="25747",
        size="small",
    )
    staff.client.cookies["django_language"] = language
    page = members_page(staff)
    assert_clean_page(page)
    text = page.content.decode()
    unit = area("25747").name[language]
    states = {"vi": ["là hội viên", "mới biết"], "en": ["belongs", "known only"]}
    for told in (member.name, TYPED["phone"], TYPED["email"], unit, *states[language]):
        assert told in text


def test_the_list_tells_nothing_that_a_member_answered(staff, member, result):
    page = members_page(staff).content.decode()
    assert member.name in page
    assert str(result.public_id) not in page


STATES = {
    "la-hoi-vien": "Thuộc hội",
    "xin-vao": "Xin vào",
    "da-moi": "Được mời",
    "tu-choi": "Nói không",
    "da-roi": "Đã rời",
    "moi-biet": "Mới biết",
}


@pytest.fixture
def all_states(staff) -> None:
    association = staff.organisation
    for name, state in {"Thuộc hội": "active", "Xin vào": "asked"}.items():
        enterprise = make_organisation(name=name)
        make_known(make_affiliation(enterprise, association, state=state))
    make_member(association, name="Được mời", invited_at=NOW)
    make_member(association, name="Nói không", invited_at=NOW, declined_at=NOW)
    make_member(association, name="Đã rời", invited_at=NOW, left_at=NOW)
    make_member(association, name="Mới biết")


@pytest.mark.parametrize(("word", "name"), STATES.items())
def test_a_filter_by_state_shows_those_that_the_list_says_so_of(
    staff, all_states, word, name
):
    page = members_page(staff, **{"tinh-trang": word})
    assert names_on(page) == [name]
    (state,) = (row["state"] for row in page.context["rows"])
    assert str(state) in page.content.decode()


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"ten": "xuong go"}, ["Xưởng gỗ Tân Lập"]),
        ({"ten": "0312 687 878"}, ["Quán Hòa Bình"]),
        ({"nganh": "C"}, ["Xưởng gỗ Tân Lập"]),
        ({"diaban": "25747"}, ["Xưởng gỗ Tân Lập"]),
        ({"quymo": "small"}, ["Xưởng gỗ Tân Lập"]),
        ({"nganh": "khong-co"}, ["Quán Hòa Bình", "Xưởng gỗ Tân Lập"]),
        ({"ten": "không có ai"}, []),
    ],
)
def test_what_is_looked_for_stands_in_the_address(staff, asked, names):
    make_member(staff.organisation, name="Quán Hòa Bình", sector="I")
    typed = {"sector": "C", "area": "25747", "size": "small", "tax_code": ""}
    make_member(staff.organisation, name="Xưởng gỗ Tân Lập", **typed)
    page = members_page(staff, **asked)
    assert_clean_page(page)
    assert names_on(page) == names


def test_many_members_stand_on_several_pages_in_vietnamese_order(staff):
    for number in range(30):
        make_member(staff.organisation, name=f"Quán {number:03}")
    make_member(staff.organisation, name="Ấm")
    first, second = members_page(staff), members_page(staff, trang=2)
    assert names_on(first)[:2] == ["Ấm", "Quán 000"]
    assert names_on(second)[-1] == "Quán 029"


def test_only_the_own_association_sees_its_members(staff, member):
    other = make_staff("Hội khác", "nv@khac.example")
    for name in ("member", "change_member", "remove_member"):
        assert other.client.get(at(name, member)).status_code == 404
        ids = [other.organisation.public_id, member.public_id]
        strange = reverse(f"associations:{name}", args=ids)
        assert other.client.get(strange).status_code == 404
    assert names_on(members_page(other)) == []


# The page of one


def test_the_page_of_one_leads_to_its_result_only_while_a_consent_stands(
    staff, member, result
):
    address = reverse("reports:result", args=[result.public_id])
    assert address not in staff.client.get(at("member", member)).content.decode()
    consent = make_share(member.enterprise, staff.organisation, "pillars")
    page = staff.client.get(at("member", member))
    assert_clean_page(page)
    assert address in page.content.decode()
    consent.withdrawn_at = NOW
    consent.save()
    assert address not in staff.client.get(at("member", member)).content.decode()


def test_the_page_of_one_leads_to_the_one_round_that_was_shared(
    owner, staff, member, result
):
    newer = make_result(make_assessment(owner.organisation, round=2), level=2)
    share_results(
        enterprise=member.enterprise,
        association=staff.organisation,
        scope=Scope.PILLARS,
        text_version=CURRENT.id,
        by=owner.user,
        now=NOW,
        round_key=result.round_key,
    )
    page = staff.client.get(at("member", member)).content.decode()
    assert reverse("reports:result", args=[result.public_id]) in page
    assert reverse("reports:result", args=[newer.public_id]) not in page


def test_its_own_contact_is_led_to_only_while_a_consent_names_it(staff, member, result):
    address = reverse("associations:contact", args=[result.public_id])
    consent = make_share(member.enterprise, staff.organisation, "pillars")
    assert address not in staff.client.get(at("member", member)).content.decode()
    consent.items = [*consent.items, "contact"]
    consent.save()
    page = staff.client.get(at("member", member))
    assert_clean_page(page)
    assert address in page.content.decode()
    consent.withdrawn_at = NOW
    consent.save()
    assert address not in staff.client.get(at("member", member)).content.decode()


def test_who_shared_and_does_not_belong_leads_nowhere_from_here(staff, owner):
    known = make_member(staff.organisation)
    result = make_result()
    make_share(result.organisation, staff.organisation)
    page = staff.client.get(at("member", known)).content.decode()
    assert str(result.public_id) not in page


# Typing


def post(staff, name, data, member=None):
    association = staff.organisation.public_id
    ids = [association, member.public_id] if member else [association]
    return staff.client.post(reverse(f"associations:{name}", args=ids), data)


def test_one_is_added_as_the_fields_read_it(staff):
    typed = {
        "name": "  Xưởng gỗ Tân Lập ",
        "tax_code": "312687878",
        "contact_person": "Chị Lan",
        "email": "lan@pho.example",
        "phone": "901234567",
        "sector": "C",
        "size": "small",
        "area": "25747",
        "note": "Gọi sáng",
    }
    answer = post(staff, "add_member", typed)
    added = Member.objects.get()
    assert answer.url == at("member", added)
    assert (added.name, added.tax_code) == ("Xưởng gỗ Tân Lập", "0312687878")
    assert (added.phone, added.added_by) == ("0901234567", staff.user)
    page = staff.client.get(answer.url)
    assert_clean_page(page)
    assert in_language(area("25747").name) in page.content.decode()


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("name", "", "tên hội viên"),
        ("tax_code", "0312687879", "Chữ số kiểm tra"),
        ("email", "lan@pho.example; ba@pho.example", "Hai địa chỉ email"),
        ("email", "lan.pho.example", "không phải địa chỉ email"),
        ("phone", "12", "chưa phải số điện thoại"),
    ],
)
def test_a_wrong_field_loses_nothing_of_the_form(staff, field, text, words):
    typed = {**TYPED, field: text}
    page = post(staff, "add_member", typed)
    assert_clean_page(page)
    shown = page.content.decode()
    assert words in shown
    assert not Member.objects.exists()
    for name, other in typed.items():
        if name != field:
            assert other in shown


def test_one_that_may_be_known_is_shown_beside_and_added_only_as_another(staff):
    make_member(staff.organisation, name="XƯỞNG MAY SÔNG QUÊ", tax_code="")
    page = post(staff, "add_member", TYPED)
    assert_clean_page(page)
    assert "XƯỞNG MAY SÔNG QUÊ" in page.content.decode()
    assert Member.objects.count() == 1
    post(staff, "add_member", {**TYPED, "another": "1"})
    assert Member.objects.count() == 2


def test_what_was_typed_is_changed_and_written_down_once(staff, member):
    answer = post(staff, "change_member", {**TYPED, "name": "Tên mới"}, member)
    assert answer.url == at("member", member)
    member.refresh_from_db()
    assert member.name == "Tên mới"
    assert names_on(members_page(staff, ten="ten moi")) == ["Tên mới"]
    events = staff.organisation.events.filter(action="member.changed")
    assert events.get().details == {"fields": ["name"]}
    post(staff, "change_member", {**TYPED, "name": "Tên mới"}, member)
    assert events.count() == 1


# Taking off


def test_taking_one_off_says_first_what_goes_along(staff, member):
    page = staff.client.get(at("remove_member", member))
    assert_clean_page(page)
    assert "không còn xem được" in page.content.decode()
    assert Member.objects.exists()


def test_taking_one_off_ends_what_the_association_sees(staff, member, result):
    consent = make_share(member.enterprise, staff.organisation, "answers")
    address = reverse("reports:result", args=[result.public_id])
    assert staff.client.get(address).status_code == 200
    assert post(staff, "remove_member", {}, member).status_code == 302
    assert not Member.objects.exists()
    assert Affiliation.objects.get().state == Affiliation.State.ENDED
    consent.refresh_from_db()
    assert consent.withdrawn_at is not None
    assert staff.client.get(address).status_code == 404


# Saying that one is real


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_member_is_confirmed_and_the_owner_reads_it(owner, staff, member, language):
    for person in (owner, staff):
        person.client.cookies["django_language"] = language
    answer = say(staff, member.enterprise, "confirm")
    assert answer.url == at("member", member)
    assert are_confirmed()
    page = staff.client.get(answer.url)
    assert_clean_page(page)
    told = {"vi": "Đã xác nhận là có thật", "en": "Confirmed as real"}
    assert told[language] in page.content.decode()
    page = owner.client.get(reverse("associations:consents"))
    assert_clean_page(page)
    told = {"vi": "xác nhận doanh nghiệp có thật", "en": "this enterprise is real"}
    assert told[language] in page.content.decode()


def test_a_confirmation_is_taken_back(owner, staff, member):
    say(staff, member.enterprise, "confirm")
    say(staff, member.enterprise, "withdraw")
    assert not are_confirmed()
    page = owner.client.get(reverse("associations:consents")).content.decode()
    assert "xác nhận doanh nghiệp có thật" not in page


@pytest.mark.parametrize("answer", ["", "both"])
def test_any_other_answer_changes_nothing(staff, member, answer):
    assert say(staff, member.enterprise, answer).status_code == 400
    assert not are_confirmed()


def test_nobody_confirms_an_enterprise_of_their_own(staff, member):
    make_membership(staff.user, member.enterprise)
    page = staff.client.get(at("member", member)).content.decode()
    assert "Anh/chị thuộc doanh nghiệp này" in page
    assert say(staff, member.enterprise, "confirm").status_code == 403
    assert not are_confirmed()


@pytest.mark.parametrize("state", ["asked", "declined", "ended"])
def test_who_does_not_belong_cannot_be_confirmed(owner, staff, state):
    make_affiliation(owner.organisation, staff.organisation, state=state)
    assert say(staff, owner.organisation, "confirm").status_code == 404
    assert not are_confirmed()


def test_only_the_own_association_confirms(owner, staff, member):
    other = make_staff("Hội khác", "nv@khac.example")
    ids = [staff.organisation.public_id, member.enterprise.public_id]
    address = reverse("associations:confirm", args=ids)
    for person in (other, owner):
        assert person.client.post(address, {"answer": "confirm"}).status_code == 404
    assert say(other, member.enterprise, "confirm").status_code == 404
    assert not are_confirmed()


@pytest.mark.parametrize("count", [1, 25])
def test_a_page_of_members_needs_the_same_few_queries(
    staff, count, django_assert_num_queries
):
    for number in range(count):
        enterprise = make_organisation(name=f"Quán {number:03}")
        make_known(make_affiliation(enterprise, staff.organisation))
    members_page(staff)
    with django_assert_num_queries(8):
        members_page(staff)
