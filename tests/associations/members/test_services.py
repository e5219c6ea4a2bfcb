"""What an association types of a member: kept, changed, taken off, each with its trace."""

import pytest

from accounts.models import AuditEvent
from associations.belonging.services import answer_request, ask_to_join, join
from associations.members.queries import with_state
from associations.members.services import add_member, change_member, remove_member
from associations.members.states import ASKS, BELONGS, KNOWN, LEFT
from associations.models import Affiliation, Member
from tests.builders import NOW, actions_logged
from tests.members import TYPED, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def terms(staff):
    return {"by": staff.user, "now": NOW}


def add(staff, terms, **typed) -> Member:
    return add_member(association=staff.organisation, typed=TYPED | typed, **terms)


def test_who_typed_it_and_when_stands_with_it(staff, terms):
    member = add(staff, terms)
    assert (member.added_by, member.added_at) == (staff.user, NOW)
    assert not member.by_itself
    assert member.enterprise is None
    event = AuditEvent.objects.get(action="member.added")
    assert event.subject == f"member:{member.public_id}"
    assert event.organisation == staff.organisation
    assert event.actor == staff.user


@pytest.mark.parametrize(
    ("name", "search_key"),
    [
        ("Xưởng may Đông Á", "xuong may dong a"),
        ("HTX Rau Củ Đà Lạt", "htx rau cu da lat"),
        ("A&B Co., Ltd", "a&b co., ltd"),
    ],
)
def test_it_is_found_by_its_name_without_marks(staff, terms, name, search_key):
    member = add(staff, terms, name=name)
    assert member.search_key == search_key
    change_member(member=member, typed={"name": "Tên khác"}, **terms)
    member.refresh_from_db()
    assert member.search_key == "ten khac"


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"note": "Gọi buổi chiều"}, ["note"]),
        ({"phone": "0909 111 222", "note": "Mới"}, ["note", "phone"]),
        ({"email": "moi@pho.example"}, ["email"]),
        ({"name": TYPED["name"], "note": "Mới"}, ["note"]),
    ],
)
def test_the_log_names_the_fields_that_changed_and_no_value(
    staff, terms, typed, fields
):
    member = make_member(staff.organisation)
    change_member(member=member, typed=typed, **terms)
    (event,) = AuditEvent.objects.filter(action="member.changed")
    assert event.details == {"fields": fields}
    assert not any(text in str(event.details) for text in typed.values())


def test_what_is_the_same_is_not_written_down_again(staff, terms):
    member = make_member(staff.organisation, by_itself=True)
    change_member(member=member, typed=TYPED, **terms)
    member.refresh_from_db()
    assert member.by_itself, "nobody has said anything else of it"
    assert not AuditEvent.objects.filter(action="member.changed").exists()


def test_changed_by_the_association_it_is_what_the_association_says(staff, terms):
    member = make_member(staff.organisation, by_itself=True)
    change_member(member=member, typed={"note": "Đã gọi"}, **terms)
    member.refresh_from_db()
    assert not member.by_itself


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ({"email": "khac@pho.example"}, False),
        ({"email": ""}, False),
        ({"email": TYPED["email"]}, True),
        ({"phone": "0909 111 222"}, True),
        ({"contact_person": "Anh Ba"}, True),
    ],
)
def test_another_address_ends_the_link_and_nothing_else_does(
    staff, terms, typed, stands
):
    member = make_member(staff.organisation, token_hash="bi-mat", invited_at=NOW)
    change_member(member=member, typed=typed, **terms)
    member.refresh_from_db()
    assert bool(member.token_hash) is stands
    assert bool(member.invited_at) is stands


def test_changed_by_two_at_once_the_second_changes_what_stands(staff, terms):
    member = make_member(staff.organisation)
    older = Member.objects.get()
    change_member(member=member, typed={"note": "Một"}, **terms)
    change_member(member=older, typed={"phone": "0909 111 222"}, **terms)
    member.refresh_from_db()
    assert (member.note, member.phone) == ("Một", "0909 111 222")


class TestTakenOff:
    @pytest.fixture
    def member(self, owner, staff) -> Member:
        return make_member(staff.organisation)

    def state_of(self, member: Member) -> str:
        return with_state(Member.objects.filter(pk=member.pk)).get().state

    def test_one_that_is_only_known_leaves_nothing_but_the_log(self, member, terms):
        assert self.state_of(member) == KNOWN
        remove_member(member=member, state=KNOWN, **terms)
        assert not Member.objects.exists()
        assert actions_logged("member.") == ["member.removed"]

    def test_one_that_belongs_belongs_no_more(self, owner, member, terms):
        join(member=member, enterprise=owner.organisation, **terms)
        member.refresh_from_db()
        assert self.state_of(member) == BELONGS
        remove_member(member=member, state=BELONGS, **terms)
        assert Affiliation.objects.get().state == Affiliation.State.ENDED
        assert not Member.objects.exists()

    def test_one_that_asks_asks_no_more(self, owner, staff, terms):
        ask_to_join(
            association=staff.organisation,
            enterprise=owner.organisation,
            by=owner.user,
            now=NOW,
        )
        asking = Member.objects.get()
        assert self.state_of(asking) == ASKS
        remove_member(member=asking, state=ASKS, **terms)
        assert Affiliation.objects.get().state == Affiliation.State.ENDED

    def test_one_that_left_may_be_taken_off_after(self, member, terms):
        Member.objects.update(left_at=NOW)
        assert self.state_of(member) == LEFT
        remove_member(member=member, state=LEFT, **terms)
        assert not Member.objects.exists()

    def test_others_of_the_same_name_stay(self, staff, member, terms):
        other = make_member(staff.organisation)
        remove_member(member=member, state=KNOWN, **terms)
        assert Member.objects.get() == other


def test_granted_and_then_taken_off_it_may_ask_again(owner, staff, terms):
    pair = {"association": staff.organisation, "enterprise": owner.organisation}
    asked = ask_to_join(**pair, by=owner.user, now=NOW)
    answer_request(affiliation=asked, is_granted=True, **terms)
    remove_member(member=Member.objects.get(), state=BELONGS, **terms)
    again = ask_to_join(**pair, by=owner.user, now=NOW)
    assert again.state == Affiliation.State.ASKED
    assert Member.objects.get().by_itself
