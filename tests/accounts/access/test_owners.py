"""Who answers for an enterprise, and for which ones somebody does."""

import pytest

from accounts.access.actions import Action
from accounts.access.owners import own_enterprises, owners_of
from accounts.access.visitors import Visitor
from accounts.held import Held
from accounts.models import Membership
from tests.builders import make_membership, make_organisation, make_user

pytestmark = pytest.mark.django_db
Role = Membership.Role


@pytest.fixture
def shop():
    return make_organisation()


def person(number: int, **fields):
    return make_user(f"nguoi{number}@quan.example", **fields)


def test_of_one_that_nobody_has_nobody_answers(shop):
    assert owners_of(shop) == []


def test_owners_stand_in_the_order_in_which_they_came(shop):
    second, first = person(1), person(2)
    make_membership(first, shop)
    make_membership(second, shop)
    assert owners_of(shop) == [first, second]


@pytest.mark.parametrize(
    ("role", "is_active", "answers"),
    [
        (Role.OWNER, True, True),
        (Role.OWNER, False, False),
        (Role.MEMBER, True, False),
        (Role.MEMBER, False, False),
    ],
)
def test_whoever_owns_it_and_may_sign_in_answers_for_it(shop, role, is_active, answers):
    user = person(1, is_active=is_active)
    make_membership(user, shop, role)
    assert owners_of(shop) == ([user] if answers else [])


def test_owners_of_another_one_do_not_answer(shop):
    make_membership(person(1), make_organisation(name="Quán khác"))
    assert owners_of(shop) == []


def visitor(user) -> Visitor:
    roles = dict(
        Membership.objects.filter(user=user).values_list("organisation", "role")
    )
    return Visitor(user=user, roles=roles, held=Held(frozenset()), shares=frozenset())


@pytest.mark.parametrize(
    ("role", "action", "is_own"),
    [
        (Role.OWNER, Action.SHARE, True),
        (Role.OWNER, Action.WRITE, True),
        (Role.OWNER, Action.READ, True),
        (Role.MEMBER, Action.SHARE, False),
        (Role.MEMBER, Action.WRITE, True),
        (Role.MEMBER, Action.READ, True),
    ],
)
def test_somebody_speaks_for_what_the_role_allows(shop, role, action, is_own):
    user = person(1)
    make_membership(user, shop, role)
    assert own_enterprises(visitor(user), action) == ([shop] if is_own else [])


@pytest.mark.parametrize("kind", ["association", "provider", "agency"])
def test_who_works_for_others_speaks_for_no_enterprise(kind):
    user = person(1)
    make_membership(user, make_organisation(kind, "Một tổ chức"))
    assert own_enterprises(visitor(user), Action.READ) == []


def test_of_several_each_stands_there_once():
    user = person(1)
    shops = [make_organisation(name=f"Quán {number}") for number in range(3)]
    for shop in shops:
        make_membership(user, shop)
    assert set(own_enterprises(visitor(user))) == set(shops)
    assert len(own_enterprises(visitor(user))) == len(shops)


def test_who_is_not_signed_in_speaks_for_none(shop):
    assert own_enterprises(visitor(None)) == []
