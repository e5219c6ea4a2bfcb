"""The page of an account with its tokens."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import ApiToken
from accounts.programs.queries import token_of
from tests.builders import PASSWORD, make_membership
from tests.personas import make_owner, make_persona, make_staff

pytestmark = pytest.mark.django_db
LIST, MAKE = "account_tokens", "account_make_token"
TYPED = {"name": "Phần mềm kế toán", "rights": ["plans:read"], "days": "90"}


def with_password(persona):
    """Who has just given the password."""
    client = persona.client
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def made(client, **typed) -> ApiToken:
    answer = client.post(reverse(MAKE), {**TYPED, **typed})
    assert answer.status_code == 302, answer.context["form"].errors
    return ApiToken.objects.latest("pk")


def test_the_secret_is_shown_once_and_opens():
    client = with_password(make_owner())
    token = made(client)
    shown = client.get(reverse(LIST)).content.decode()
    secret = re.search(r"sansangso_ca_\w{36}", shown)[0]
    assert token_of(secret, timezone.now()) == token
    again = client.get(reverse(LIST)).content.decode()
    assert secret not in again
    assert token.beginning in again


def test_it_goes_on_when_the_password_changes_and_the_page_says_so():
    client = with_password(make_owner())
    token = made(client)
    shown = client.get(reverse(LIST)).content.decode()
    secret = re.search(r"sansangso_ca_\w{36}", shown)[0]
    assert "đổi mật khẩu thì các mã truy cập vẫn còn dùng được" in shown

    another = "mot-mat-khau-khac-han"
    typed = {"oldpassword": PASSWORD, "password1": another, "password2": another}
    client.post(reverse("account_change_password"), typed)
    token.user.refresh_from_db()
    assert token.user.check_password(another)
    assert token_of(secret, timezone.now()) == token


def test_where_there_is_no_token_nothing_is_said_of_ending_them():
    page = with_password(make_owner()).get(reverse(LIST)).content.decode()
    assert "đổi mật khẩu thì" not in page
    assert "Chưa có phần mềm nào" in page


def test_the_password_is_asked_for_before_anything_is_typed():
    answer = make_owner().client.get(reverse(MAKE))
    assert answer.url.startswith(reverse("account_reauthenticate"))


def test_nothing_typed_is_lost_where_something_is_missing():
    client = with_password(make_owner())
    answer = client.post(reverse(MAKE), {"name": "Kế toán", "days": "90"})
    assert answer.context["form"].errors.keys() == {"rights"}
    assert "Kế toán" in answer.content.decode()


def test_who_answers_for_an_organisation_makes_tokens_for_it_and_others_do_not():
    manager = make_staff()
    key = str(manager.organisation.public_id)
    assert made(with_password(manager), organisation=key).organisation is not None

    officer = make_persona("can-bo@hoi.example", manager.organisation, "officer")
    form = {**TYPED, "organisation": key}
    answer = with_password(officer).post(reverse(MAKE), form)
    assert "organisation" in answer.context["form"].errors


def test_a_manager_ends_what_another_made_for_the_organisation_and_nothing_of_their_own():
    manager = make_staff()
    other = make_persona("khac@hoi.example", manager.organisation, "manager")
    key = str(manager.organisation.public_id)
    client = with_password(manager)
    of_place, own = made(client, organisation=key), made(client)
    for token, status in ((of_place, 302), (own, 404)):
        page = reverse("account_end_token", args=[token.public_id])
        assert other.client.post(page).status_code == status
    of_place.refresh_from_db()
    assert of_place.ended_at is not None


@pytest.mark.parametrize("count", [1, 12])
def test_the_list_takes_as_many_queries_for_many(count, django_assert_num_queries):
    manager = make_staff()
    make_membership(manager.user, make_owner().organisation)
    client = with_password(manager)
    for _ in range(count):
        made(client, organisation=str(manager.organisation.public_id))
    client.get(reverse(LIST))
    with django_assert_num_queries(5):
        client.get(reverse(LIST))
