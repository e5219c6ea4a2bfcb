"""What an account leaves behind when it goes, and that somebody has to say what becomes of it."""

import pytest

from accounts.models import Membership, Organisation, User
from privacy.erasure.errors import ErasureError
from privacy.erasure.queries import last_owned_by, left_without_members
from privacy.erasure.services import DELETE, delete_account, settle_owned
from tests.builders import NOW, actions_logged, make_membership, make_user
from tests.builders import make_organisation as make

pytestmark = pytest.mark.django_db
OWNER, MEMBER = Membership.Role.OWNER, Membership.Role.MEMBER


@pytest.fixture
def owner() -> User:
    return make_user("chu@quan.example")


@pytest.fixture
def shop(owner) -> Organisation:
    shop = make()
    make_membership(owner, shop)
    return shop


def colleague(shop: Organisation, role: str = MEMBER, **user) -> User:
    number = User.objects.count()
    person = make_user(f"nguoi{number}@quan.example", **user)
    make_membership(person, shop, role)
    return person


def choices(shop: Organisation, choice: str) -> dict[str, str]:
    return {str(shop.public_id): choice}


class TestLastOwned:
    def test_one_that_nobody_else_is_in_has_nobody_to_go_on(self, owner, shop):
        (last,) = last_owned_by(owner)
        assert (last.enterprise, last.colleagues) == (shop, [])

    @pytest.mark.parametrize(
        ("role", "is_active", "is_last", "could_go_on"),
        [
            (OWNER, True, False, False),
            (OWNER, False, True, False),
            (MEMBER, True, True, True),
            (MEMBER, False, True, False),
        ],
    )
    def test_who_may_not_sign_in_answers_for_nothing(
        self, owner, shop, role, is_active, is_last, could_go_on
    ):
        other = colleague(shop, role, is_active=is_active)
        found = last_owned_by(owner)
        assert bool(found) is is_last
        colleagues = found[0].colleagues if found else []
        assert (other in colleagues) is could_go_on

    def test_who_came_first_stands_first(self, owner, shop):
        people = [colleague(shop) for _ in range(3)]
        assert last_owned_by(owner)[0].colleagues == people

    def test_who_only_helps_there_owns_nothing(self, shop):
        assert last_owned_by(colleague(shop)) == []

    @pytest.mark.parametrize("kind", ["association", "provider", "agency"])
    def test_where_one_only_works_is_no_enterprise_of_one_s_own(self, owner, kind):
        make_membership(owner, make(kind, "Nơi làm việc"))
        assert last_owned_by(owner) == []

    def test_several_stand_in_their_vietnamese_order(self, owner):
        for name in ("Đông Á", "An Phát", "Cơm tấm", "Dung"):
            make_membership(owner, make(name=name))
        names = [last.enterprise.name for last in last_owned_by(owner)]
        assert names == ["An Phát", "Cơm tấm", "Dung", "Đông Á"]


class TestLeftWithoutMembers:
    @pytest.mark.parametrize("kind", ["association", "provider", "agency"])
    def test_a_place_of_work_of_which_it_is_the_last_is_told(self, owner, kind):
        place = make(kind, "Nơi làm việc")
        make_membership(owner, place)
        assert left_without_members(owner) == [place]
        make_membership(make_user("khac@noi.example"), place)
        assert left_without_members(owner) == []

    def test_an_enterprise_is_asked_about_and_not_left(self, owner, shop):
        assert left_without_members(owner) == []


class TestSettled:
    def settle(self, owner: User, said: dict[str, str]) -> None:
        settle_owned(user=owner, choices=said, by=owner, now=NOW)

    def refused(self, owner: User, said: dict[str, str]) -> str:
        with pytest.raises(ErasureError) as error:
            self.settle(owner, said)
        return error.value.code

    @pytest.mark.parametrize("said", [{}, {"khac": DELETE}])
    def test_without_a_choice_nothing_goes(self, owner, shop, said):
        assert self.refused(owner, said) == "choice_missing"
        assert Organisation.objects.get() == shop

    def test_handed_over_it_has_another_owner(self, owner, shop):
        heir = colleague(shop)
        self.settle(owner, choices(shop, str(heir.pk)))
        membership = Membership.objects.get(user=heir, organisation=shop)
        assert membership.role == OWNER

    def test_nobody_from_outside_is_made_an_owner(self, owner, shop):
        stranger = make_user("la@khac.example")
        code = self.refused(owner, choices(shop, str(stranger.pk)))
        assert code == "not_a_colleague"
        assert not Membership.objects.filter(user=stranger).exists()

    @pytest.mark.parametrize("said", ["0", "-1", "chủ", "delete "])
    def test_what_is_no_choice_is_refused(self, owner, shop, said):
        assert self.refused(owner, choices(shop, said)) == "not_a_colleague"

    def test_who_goes_is_not_their_own_heir(self, owner, shop):
        assert self.refused(owner, choices(shop, str(owner.pk))) == "not_a_colleague"

    def test_each_enterprise_is_settled_by_itself(self, owner, shop):
        other = make(name="Quán hai")
        make_membership(owner, other)
        heir = colleague(other)
        self.settle(owner, choices(shop, DELETE) | choices(other, str(heir.pk)))
        assert Organisation.objects.get() == other
        assert "enterprise.deleted" in actions_logged("enterprise")

    def test_where_one_choice_is_missing_nothing_at_all_is_done(self, owner, shop):
        other = make(name="Quán hai")
        make_membership(owner, other)
        assert self.refused(owner, choices(shop, DELETE)) == "choice_missing"
        assert set(Organisation.objects.all()) == {shop, other}


class TestDeleted:
    def test_an_account_goes_once_all_is_settled(self, owner, shop):
        delete_account(user=owner, choices=choices(shop, DELETE), by=owner, now=NOW)
        assert not User.objects.exists()
        assert not Organisation.objects.exists()

    def test_an_account_stays_where_something_is_missing(self, owner, shop):
        with pytest.raises(ErasureError):
            delete_account(user=owner, choices={}, by=owner, now=NOW)
        assert User.objects.get() == owner
        assert Membership.objects.exists()

    def test_what_another_owns_too_needs_no_choice(self, owner, shop):
        other = colleague(shop, OWNER)
        delete_account(user=owner, choices={}, by=owner, now=NOW)
        assert User.objects.get() == other
        assert Organisation.objects.get() == shop
