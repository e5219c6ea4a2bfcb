"""Whoever sees much of others sets up a second step before anything else opens."""

import time

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from tests.accounts.addresses import confirmed
from tests.accounts.codes import code_of
from tests.builders import PASSWORD, make_user
from tests.personas import make_administrator, make_owner, make_staff

pytestmark = pytest.mark.django_db
SET_UP = reverse("mfa_activate_totp")
ADMINISTRATION = reverse("admin:index")
HOME = reverse("own_home")
CODES = reverse("mfa_view_recovery_codes")


def is_led_to_set_up(persona, address: str) -> bool:
    answer = persona.client.get(address)
    return answer.status_code == 302 and answer.url == SET_UP


@pytest.mark.parametrize("demanded", ["administrators", "staff"])
@pytest.mark.parametrize("address", [ADMINISTRATION, HOME])
def test_an_administrator_is_led_to_where_it_is_set_up(settings, demanded, address):
    settings.SECOND_STEP_OF = demanded
    assert is_led_to_set_up(make_administrator(), address)


def test_with_a_second_step_an_administrator_goes_on(settings):
    settings.SECOND_STEP_OF = "administrators"
    administrator = make_administrator()
    Authenticator.objects.create(user=administrator.user, type="totp", data={})
    assert administrator.client.get(ADMINISTRATION).status_code == 200


@pytest.mark.parametrize(
    ("demanded", "is_led"), [("administrators", False), ("staff", True)]
)
def test_of_staff_it_is_demanded_by_setting(settings, demanded, is_led):
    settings.SECOND_STEP_OF = demanded
    staff = make_staff()
    address = reverse("associations:results", args=[staff.organisation.public_id])
    assert is_led_to_set_up(staff, address) is is_led


@pytest.mark.parametrize("demanded", ["nobody", "administrators", "staff"])
def test_of_an_owner_it_is_not_demanded_with_others(settings, demanded):
    settings.SECOND_STEP_OF = demanded
    assert make_owner().client.get(HOME).status_code == 200


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (make_owner, "Ở đây ai cũng cần đăng nhập hai bước"),
        (make_staff, "xem được dữ liệu của nơi khác"),
        (make_administrator, "xem được dữ liệu của nơi khác"),
    ],
)
def test_of_everybody_it_is_demanded_by_setting_and_said_why(settings, make, said):
    settings.SECOND_STEP_OF = "everybody"
    persona = make()
    assert is_led_to_set_up(persona, HOME)
    page = persona.client.get(SET_UP, follow=True)
    assert said in page.content.decode()


@pytest.mark.parametrize("name", ["account_logout", "mfa_index", "usersessions_list"])
def test_the_pages_of_the_account_stay_open(settings, name):
    settings.SECOND_STEP_OF = "staff"
    assert not is_led_to_set_up(make_administrator(), reverse(name))


def test_whoever_has_just_signed_in_sets_it_up_without_the_password_once_more(
    settings, client, monkeypatch
):
    settings.SECOND_STEP_OF = "administrators"
    someone = confirmed(make_user("moi@quan.example", is_staff=True))
    form = {"login": someone.email, "password": PASSWORD}
    client.post(reverse("account_login"), form)
    assert client.get(HOME).url == SET_UP
    page = client.get(SET_UP)
    secret = page.context["form"].secret
    answer = client.post(SET_UP, {"code": code_of(secret)})
    assert answer.url == CODES
    assert client.get(CODES).status_code == 200
    later = time.time() + 301
    monkeypatch.setattr("accounts.adapter.time", lambda: later)
    assert reverse("account_reauthenticate") in client.get(CODES).url


def test_somebody_who_is_not_signed_in_is_asked_to(settings, client):
    settings.SECOND_STEP_OF = "staff"
    assert client.get("/").status_code == 200
    assert reverse("account_login") in client.get(HOME).url
