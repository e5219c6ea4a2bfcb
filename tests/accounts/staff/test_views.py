"""The pages of a team, as managers and others see them."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.urls import reverse

from accounts.models import Membership, StaffInvitation
from accounts.staff.team import SHOWN_SESSIONS, colleagues_of
from tests.builders import NOW, make_membership, make_user, make_work
from tests.pages import assert_clean_page
from tests.personas import make_persona, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return make_staff()


def address(persona, name="team", *args) -> str:
    of = [persona.organisation.public_id, *args]
    return reverse(f"associations:{name}", args=of)


def text_of(page) -> str:
    assert_clean_page(page)
    return " ".join(page.content.decode().split())


def test_everybody_sees_the_team_and_only_managers_what_is_behind_it(manager):
    reader = make_persona("doc@hoi.example", manager.organisation, "reader")
    make_work(manager.organisation, email="moi@hoi.example")
    page = text_of(manager.client.get(address(manager)))
    assert "moi@hoi.example" in page
    assert "Đăng nhập hai bước" in page
    seen = text_of(reader.client.get(address(reader)))
    assert manager.user.get_short_name() in seen
    assert "moi@hoi.example" not in seen
    assert "<form" not in seen.partition("<main")[2]


def test_invitations_go_on_over_the_pages_and_say_how_many_there_are(manager):
    for number in range(27):
        name = f"so-{number:02}@hoi.example"
        make_work(manager.organisation, email=name, token_hash=str(number))
    client = manager.client
    first = text_of(client.get(address(manager)))
    second = text_of(client.get(address(manager), {"trang": 2}))
    assert "(27)" in first
    for number in range(27):
        name = f"so-{number:02}@hoi.example"
        assert (name in first) != (name in second)


def test_of_each_colleague_the_newest_sessions_are_read_and_no_more(manager):
    UserSession.objects.all().delete()
    for number in range(SHOWN_SESSIONS + 3):
        UserSession.objects.create(
            user=manager.user,
            ip="127.0.0.1",
            session_key=str(number),
            last_seen_at=NOW + timedelta(days=number),
        )
    (colleague,) = colleagues_of(manager.organisation)
    seen = [session.last_seen_at for session in colleague.sessions]
    days = range(SHOWN_SESSIONS + 2, 2, -1)
    assert seen == [NOW + timedelta(days=day) for day in days]


def test_a_wrong_address_is_told_beside_its_field_and_nothing_typed_is_lost(manager):
    typed = {"email": manager.user.email, "role": "reader", "language": "en"}
    page = manager.client.post(address(manager, "invite_colleague"), typed)
    text = text_of(page)
    assert "đã làm việc ở đây" in text
    assert manager.user.email in text
    assert page.context["form"]["role"].value() == "reader"


@pytest.mark.parametrize(
    "two",
    ["a@hoi.example; b@hoi.example", "a@hoi.example b@hoi.example", "a@b@hoi.example"],
)
def test_two_addresses_in_one_field_invite_nobody(manager, mailoutbox, two):
    """Defect of others: of two in one field somebody is written to whom nobody chose."""
    typed = {"email": two, "role": "reader", "language": "en"}
    page = manager.client.post(address(manager, "invite_colleague"), typed)
    assert "email" in page.context["form"].errors
    assert page.context["form"]["email"].value() == two
    assert not mailoutbox
    assert not StaffInvitation.objects.exists()


def test_no_role_is_chosen_beforehand(manager):
    page = manager.client.post(
        address(manager, "invite_colleague"), {"email": "a@hoi.example"}
    )
    assert page.context["form"].errors.keys() == {"role", "language"}


def test_the_last_manager_is_told_beside_the_role(manager):
    own = Membership.objects.get(user=manager.user)
    page = manager.client.post(
        address(manager, "colleague", own.pk), {"role": "reader"}
    )
    assert "phải có người quản lý" in text_of(page)


def test_colleagues_of_other_associations_are_not_there(manager):
    other = make_staff("Hội khác", "khac@khac.example")
    theirs = Membership.objects.get(user=other.user)
    for name in ("colleague", "remove_colleague", "sign_out_colleague"):
        answer = manager.client.post(address(manager, name, theirs.pk))
        assert answer.status_code == 404
    invitation = make_work(other.organisation)
    for name in ("invite_again", "end_invitation"):
        answer = manager.client.post(address(manager, name, invitation.public_id))
        assert answer.status_code == 404


def test_as_many_queries_for_many_as_for_few(manager, django_assert_max_num_queries):
    for number in range(12):
        make_membership(make_user(f"{number}@hoi.example"), manager.organisation)
    with django_assert_max_num_queries(12):
        manager.client.get(address(manager))
