"""A link that asks to confirm an address is ended before it is used."""

import pytest
from allauth.account.models import EmailAddress

from accounts.links.services import give_up_address, give_up_others, give_up_sign_up
from accounts.models import AuditEvent, User
from tests.builders import NOW, make_membership, make_organisation, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return make_user("lan@quan.example")


def address(user: User, email: str = "", verified: bool = False, primary: bool = True):
    return EmailAddress.objects.create(
        user=user, email=email or user.email, verified=verified, primary=primary
    )


def give_up(of: EmailAddress, by: User | None = None) -> None:
    give_up_address(address=of, by=by, now=NOW)


def sign_in_once(user: User) -> None:
    user.last_login = NOW
    user.save()


def make_staff_of_site(user: User) -> None:
    user.is_staff = True
    user.save()


def join_something(user: User) -> None:
    make_membership(user, make_organisation())


def confirm_another(user: User) -> None:
    address(user, "khac@quan.example", verified=True, primary=False)


USED = {
    "signed in once": sign_in_once,
    "looks after the site": make_staff_of_site,
    "belongs to something": join_something,
    "another address confirmed": confirm_another,
}


def test_an_account_that_was_never_used_goes_with_it(user):
    give_up(address(user))
    assert not User.objects.exists()
    assert not EmailAddress.objects.exists()
    (event,) = AuditEvent.objects.all()
    assert event.action == "account.address_given_up"
    assert event.details == {"account": True}


@pytest.mark.parametrize("use", USED.values(), ids=USED)
def test_one_that_was_used_stays_and_the_address_goes(user, use):
    given = address(user)
    use(user)
    give_up(given, by=user)
    assert User.objects.get() == user
    assert not EmailAddress.objects.filter(pk=given.pk).exists()
    event = AuditEvent.objects.get(action="account.address_given_up")
    assert event.details == {"account": False}
    assert event.subject == f"user:{user.pk}"


def test_an_address_that_was_confirmed_meanwhile_is_not_given_up(user):
    given = address(user)
    EmailAddress.objects.update(verified=True)
    give_up(given)
    assert User.objects.exists()
    assert EmailAddress.objects.exists()
    assert not AuditEvent.objects.exists()


def test_twice_has_the_effect_of_once(user):
    sign_in_once(user)
    given = address(user)
    give_up(given)
    give_up(given)
    assert AuditEvent.objects.count() == 1


def test_the_log_names_no_address(user):
    given = address(user)
    give_up(given)
    event = AuditEvent.objects.get()
    assert "quan.example" not in f"{event.subject} {event.details}"


def test_another_address_takes_the_place_of_those_never_confirmed(user):
    address(user, verified=True)
    address(user, "mot@quan.example", primary=False)
    address(user, "hai@quan.example", primary=False)
    address(user, "that@quan.example", verified=True, primary=False)
    give_up_others(user=user, now=NOW)
    left = set(EmailAddress.objects.values_list("email", flat=True))
    assert left == {"lan@quan.example", "that@quan.example"}
    assert AuditEvent.objects.count() == 2


def test_the_first_address_is_not_given_up_for_another(user):
    sign_in_once(user)
    first = address(user)
    give_up_others(user=user, now=NOW)
    assert EmailAddress.objects.get() == first


def test_addresses_of_others_stay(user):
    other = make_user("ba@quan.example")
    kept = address(other, primary=False)
    address(user, verified=True)
    give_up_others(user=user, now=NOW)
    give_up_sign_up(user=user, now=NOW)
    assert EmailAddress.objects.filter(pk=kept.pk).exists()
    assert User.objects.filter(pk=other.pk).exists()


class TestSignUp:
    def test_taken_back_nothing_is_left_of_it(self, user):
        address(user)
        give_up_sign_up(user=user, now=NOW)
        assert not User.objects.exists()

    @pytest.mark.parametrize("use", USED.values(), ids=USED)
    def test_once_used_it_is_not_taken_back(self, user, use):
        given = address(user)
        use(user)
        give_up_sign_up(user=user, now=NOW)
        assert User.objects.get() == user
        assert EmailAddress.objects.filter(pk=given.pk).exists()
